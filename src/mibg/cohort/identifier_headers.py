"""Headers that name a direct identifier, in whatever way their words are put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

HEADERS: Final = {
    "a name": "name surname forename lastname firstname fullname patientname patient_name first_name last_name "
    "full_name given_name family_name maiden_name middle_name name_of_patient initials nachname vorname familienname "
    "nom prenom nombre apellido apellidos",
    "a medical record number": "mrn medical_record medical_record_number record_number hospital_number chart_number "
    "nhs nhs_number case_number accession_number",
    "a social security number": "ssn social_security social_security_number insurance_number",
    "an e-mail address": "email e_mail mail email_address courriel",
    "a telephone number": "phone telephone mobile fax phone_number telephone_number telefon telefono",
    "an address": "address street street_address home_address zip zip_code zipcode postcode postal_code adresse "
    "anschrift strasse plz postleitzahl direccion",
    "a date of birth": "dob birth birthdate birthday birth_date birth_day date_of_birth geburtsdatum geburtstag "
    "naissance nacimiento",
}
_HEADERS: Final = {header: what for what, headers in HEADERS.items() for header in headers.split()}
_JOINED: Final = {header.replace("_", ""): what for header, what in _HEADERS.items()}
_OTHER_USES: Final = "name nom nombre phone telephone mobile mail nhs birth"
_BESIDE: Final = (
    "patient patients pat pt subject person participant first last given family full maiden middle birth own home work "
    "cell contact doctor physician father mother spouse kin relative date day month of the de du no nr num number id"
)
_UNSURE: Final = frozenset(_OTHER_USES.split())
_OF_A_PERSON: Final = frozenset(_BESIDE.split())


def names_identifier(header: str) -> str | None:
    """Say what kind of identifier a header names, if it does.

    Parameters
    ----------
    header : str
        Its words parted by anything but letters, or by capitals: ``patient_dob``, ``MRN no.``, ``LastName``.

    Returns
    -------
    str or None
        A kind of `HEADERS`. A word that has other uses counts where all words beside it are of a person:
        ``patient name`` does, and ``lesion name``, ``phone visit`` and ``year of birth`` do not.
    """
    words = _words(header)
    found = (_HEADERS[run] for run, others in _runs(words) if run in _HEADERS and _is_sure(run, others))
    return next(found, _JOINED.get("".join(words)))


def _words(header: str) -> list[str]:
    """Words of a header in small letters without accents."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", header) if not unicodedata.combining(one))
    return [word.casefold() for word in re.findall(r"[^\W\d_a-z]+(?![a-z])|[^\W\d_a-z]?[a-zß]+", plain)]


def _runs(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Words that follow each other, the longest run first, each with the words beside it."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield "_".join(words[start : start + length]), words[:start] + words[start + length :]


def _is_sure(run: str, others: list[str]) -> bool:
    return run not in _UNSURE or _OF_A_PERSON.issuperset(others)
