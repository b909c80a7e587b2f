"""Names of persons in columns of text: a given name that is common tells one, and many alike tell a column of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mibg.cohort.words_of_medicine import sounds_medical

_COMMON: Final = (
    "james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony steven "
    "andrew kenneth george joshua kevin brian edward ronald timothy jeffrey peter paul mary patricia jennifer linda "
    "barbara elizabeth susan jessica sarah karen nancy lisa margaret sandra ashley kimberly emily donna michelle "
    "carol amanda deborah jane anna maria hans klaus jürgen wolfgang petra monika pierre jean marie jose juan carlos"
)
GIVEN: Final = tuple(_COMMON.split())
_PROPER: Final = r"(?:[^\W\d_a-z]['’])?[^\W\d_a-z][^\W\d_A-Z][^\W\d_]*(?:-[^\W\d_a-z][^\W\d_]+)?"
_INITIAL: Final = r"[^\W\d_a-z]\.?"
_SURNAME: Final = rf"(?:{_INITIAL} )?{_PROPER}(?: {_PROPER})?"
_PERSON: Final = re.compile(rf"{_PROPER} (?:{_INITIAL} ?{_INITIAL}|{_INITIAL}|{_SURNAME})")
_FEWEST: Final = 3


def persons_among(texts: Sequence[str]) -> list[str]:
    """Find names of persons in a column that holds them for the most part.

    Parameters
    ----------
    texts : sequence of str
        Distinct cells of a column of text.

    Returns
    -------
    list of str
        Those of the form ``Jane Doe``, ``John Q Smith`` or ``Smith J`` without a word that sounds medical, where they
        are more than half of all and have three first words or more; else none, for ``Euro Kit`` has that form too.
    """
    found = [text for text in texts if _PERSON.fullmatch(text) and not sounds_medical(text)]
    first_words = {text.split()[0] for text in found}
    return found if len(found) > len(texts) / 2 and len(first_words) >= _FEWEST else []
