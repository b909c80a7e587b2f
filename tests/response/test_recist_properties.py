"""What must hold of RECIST on generated lesions."""

from __future__ import annotations

from random import Random

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from recist_tables import judge

ORDER = {"CR": 0, "PR": 1, "SD": 2, "NE": 2, "PD": 3}
tenths = st.integers(100, 900)
visit = st.sampled_from(["ABS", "TSTM", "MISS"]) | tenths
patient = st.integers(1, 4).flatmap(
    lambda lesions: st.tuples(
        st.lists(st.tuples(st.integers(160, 900), st.booleans()), min_size=lesions, max_size=lesions),
        st.lists(st.lists(visit, min_size=lesions, max_size=lesions), min_size=1, max_size=4),
    )
)
Drawn = tuple[list[tuple[int, bool]], list[list[int | str]]]


def token(size: int | str) -> str:
    return size if isinstance(size, str) else str(size / 10)


def table(drawn: Drawn, name: str = "P") -> pd.DataFrame:
    """Lesions in organs of their own, nodes by twos."""
    baseline, visits = drawn
    nodes = [place for place, (_, node) in enumerate(baseline) if node][:2]
    all_visits: list[list[int | str]] = [[size for size, _ in baseline], *visits]
    rows: list[tuple[object, ...]] = [
        (name, number, f"T{place}", "node" if place in nodes else "other", f"organ {place}", token(size))
        for number, sizes in enumerate(all_visits)
        for place, size in enumerate(sizes)
    ]
    return pd.DataFrame(rows, columns=["patient", "visit", "lesion", "kind", "organ", "token"])


def told(lesions: pd.DataFrame) -> pd.DataFrame:
    visits = lesions[["patient", "visit"]].drop_duplicates()
    return judge(lesions, visits)[["patient_id", "visit", "response", "sum_mm", "nadir_mm"]]


@given(st.lists(patient, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_patients_change_nothing(drawn: list[Drawn], chance: Random) -> None:
    lesions = pd.concat([table(each, f"P{number}") for number, each in enumerate(drawn)], ignore_index=True)
    order = list(range(len(lesions)))
    chance.shuffle(order)
    renamed = lesions.iloc[order].assign(patient="X" + lesions["patient"])
    found, other = told(lesions), told(renamed).assign(patient_id=lambda rows: rows["patient_id"].str[1:])
    pd.testing.assert_frame_equal(found.astype(object), other.astype(object))


@given(patient, st.data())
def test_enlarging_a_lesion_at_a_visit_never_improves_the_response_at_it(drawn: Drawn, data: st.DataObject) -> None:
    _, visits = drawn
    number = data.draw(st.integers(0, len(visits) - 1))
    measured = [place for place, size in enumerate(visits[number]) if not isinstance(size, str)]
    if not measured:
        return
    place, growth = data.draw(st.sampled_from(measured)), data.draw(st.integers(1, 400))
    before = told(table(drawn))
    visits[number][place] = int(visits[number][place]) + growth
    after = told(table(drawn))
    was, now = (str(rows["response"].iloc[number]) for rows in (before, after))
    if "NE" not in (was, now):
        assert ORDER[now] >= ORDER[was]


@given(patient)
def test_the_nadir_is_the_smallest_complete_sum_before(drawn: Drawn) -> None:
    """Direct, visit by visit: absent is 0, too small 5 mm, a missing lesion makes the sum incomplete."""
    baseline, visits = drawn
    smallest = sum(size for size, _ in baseline)
    expected = []
    for sizes in visits:
        expected.append(smallest / 10)
        if "MISS" not in sizes:
            numbers = [{"ABS": 0, "TSTM": 50}[size] if isinstance(size, str) else size for size in sizes]
            smallest = min(smallest, sum(numbers))
    assert told(table(drawn))["nadir_mm"].tolist() == expected


@given(patient)
def test_responses_are_those_of_the_definition(drawn: Drawn) -> None:
    """By the text, in whole tenths of a millimetre, lesion by lesion: shares no code with the library."""
    baseline, visits = drawn
    nodes = [place for place, (_, node) in enumerate(baseline) if node][:2]
    first = nadir = sum(size for size, _ in baseline)
    was_gone, expected = False, []
    for sizes in visits:
        numbers = [0 if size in ("ABS", "MISS") else 50 if size == "TSTM" else int(size) for size in sizes]
        total, complete = sum(numbers), "MISS" not in sizes
        gone = all(size < 100 if place in nodes else size == 0 for place, size in enumerate(numbers))
        seen_again = any(size > 0 for place, size in enumerate(numbers) if place not in nodes)
        if (10 * total >= 12 * nadir and total - nadir >= 50) or (was_gone and seen_again):
            expected.append("PD")
        elif not complete:
            expected.append("NE")
        else:
            expected.append("CR" if gone else "PR" if 10 * total <= 7 * first else "SD")
        if complete:
            nadir, was_gone = min(nadir, total), was_gone or gone
    assert told(table(drawn))["response"].tolist() == expected
