"""Records: statistics as a notebook leaves them behind, to be judged later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from mibg.disclosure.marks import RECORD
from mibg.estimate import Estimate, SecondOpinion

MIME: Final = RECORD


@dataclass(frozen=True)
class Place:
    """Where a record was computed.

    Parameters
    ----------
    notebook : str
        Path under ``notebooks``, without suffix: ``results/overall-survival``.
    cell : int
        Position among the code cells of the executed notebook, from 1.
    """

    notebook: str
    cell: int


@dataclass(frozen=True)
class Record:
    """A recorded statistic.

    Parameters
    ----------
    id : str
        Stable name, e.g. ``os.median``.
    estimate : Estimate
        The number, or the reason why there is none.
    own_label : str, optional
        What it is, for a statistic that the paper does not print; None for one that a claim names.
    place : Place, optional
        Known once the notebook has been executed and read back.
    """

    id: str
    estimate: Estimate
    own_label: str | None = None
    place: Place | None = None

    @property
    def printed(self) -> bool:
        """Whether the paper prints this statistic, so that a claim must name it."""
        return self.own_label is None


@dataclass(frozen=True)
class Phrase:
    """A word that depends on the data, such as *longer*, with the rule that chose it.

    Parameters
    ----------
    id : str
        Stable name, e.g. ``os.repeat.direction``.
    text : str
        The word or words as they enter the prose.
    rule : str
        How the word follows from the records it rests on.
    rests_on : sequence of str
        Ids of those records.
    place : Place, optional
        Known once the notebook has been executed and read back.
    """

    id: str
    text: str
    rule: str
    rests_on: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True)
class Evidence:
    """All that executed notebooks recorded, in the order of cells."""

    records: tuple[Record, ...]
    phrases: tuple[Phrase, ...]


def bundle(records: Sequence[Record], phrases: Sequence[Phrase] = ()) -> dict[str, Any]:
    """Make the payload that travels inside a notebook under `MIME`.

    Returns
    -------
    dict
        ``{"version": 1, "records": [...], "phrases": [...]}``, JSON only.
    """
    return {
        "version": 1,
        "records": [_without_place(asdict(record)) for record in records],
        "phrases": [_without_place(asdict(phrase)) for phrase in phrases],
    }


def collect_evidence(notebooks: Mapping[str, Mapping[str, Any]]) -> Evidence:
    """Read the records back from executed notebooks.

    Parameters
    ----------
    notebooks : mapping of str to notebook
        Name under ``notebooks`` (without suffix) to the executed notebook as nbformat JSON.

    Returns
    -------
    Evidence
        Each record with its place.

    Raises
    ------
    ValueError
        When two cells record the same id.
    """
    records: list[Record] = []
    phrases: list[Phrase] = []
    for name, notebook in notebooks.items():
        for place, payload in _payloads(name, notebook):
            records += [_record(item, place) for item in payload["records"]]
            phrases += [
                Phrase(**{**item, "rests_on": tuple(item["rests_on"])}, place=place) for item in payload["phrases"]
            ]
    _refuse_repeats([*records, *phrases])
    return Evidence(tuple(records), tuple(phrases))


def estimate_from_json(item: Mapping[str, Any]) -> Estimate:
    """Rebuild an estimate from its JSON form; keys that are no field of an estimate are passed over."""
    known = {name: item[name] for name in Estimate.__dataclass_fields__}
    known["ci"] = None if known["ci"] is None else tuple(known["ci"])
    known["second"] = None if known["second"] is None else SecondOpinion(**known["second"])
    return Estimate(**known)


def _payloads(name: str, notebook: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    code_cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(code_cells, start=1):
        for output in cell["outputs"]:
            if MIME in output.get("data", {}):
                yield Place(name, number), output["data"][MIME]


def _record(item: Mapping[str, Any], place: Place) -> Record:
    return Record(item["id"], estimate_from_json(item["estimate"]), item["own_label"], place)


def _without_place(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "place"}


def _refuse_repeats(found: Sequence[Record | Phrase]) -> None:
    first: dict[str, Record | Phrase] = {}
    for item in found:
        other = first.setdefault(item.id, item)
        if other is not item:
            raise ValueError(f"{item.id} is recorded twice: {_where(other)} and {_where(item)}")


def _where(item: Record | Phrase) -> str:
    return "unknown" if item.place is None else f"{item.place.notebook}, code cell {item.place.cell}"
