"""Every fault of the catalogue tells its lines and no other: alone, all at once, and none ends in a traceback."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from catalogue import CATALOGUE, Entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_cohort import FILES, put

from mibg.cohort import read_cohort
from mibg.faults import InputFaults

IDS = "A|B|C|Z|SYN-B"


def lines_of(folder: Path) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        read_cohort(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_catalogue_has_at_least_sixty_kinds_each_with_a_name_of_its_own() -> None:
    assert len({entry.name for entry in CATALOGUE}) == len(CATALOGUE) >= 60
    assert len({entry.told for entry in CATALOGUE}) > 90


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_a_fault_tells_its_lines(tmp_path: Path, entry: Entry) -> None:
    assert lines_of(put(tmp_path, entry.files)) == list(entry.told)


def test_all_faults_of_rows_are_told_at_once(tmp_path: Path) -> None:
    """Each entry has patients of its own, so that its lines are those it tells alone, further down."""
    beside = [entry for entry in CATALOGUE if entry.is_of_rows]
    assert len(beside) > 50
    texts = {name: text.splitlines()[0] + "\n" for name, text in FILES.items()}
    texts["study.yaml"] = FILES["study.yaml"]
    expected: list[str] = []
    for number, entry in enumerate(beside):
        above = {name: sum(1 for _ in csv.reader(StringIO(text))) - 1 for name, text in texts.items()}
        expected += [further_down(line, above, number) for line in entry.told]
        for name, text in {**FILES, entry.file: entry.text}.items():
            if name != "study.yaml":
                body = text.split("\n", 1)[1]
                texts[name] += re.sub(rf"^({IDS}),", rf"\g<1>{number:02},", body, flags=re.MULTILINE)
    assert Counter(lines_of(put(tmp_path, texts))) == Counter(expected)


def further_down(line: str, above: dict[str, int], number: int) -> str:
    """The line of an entry whose rows stand below others."""
    file = line.split(",", maxsplit=1)[0]
    line = re.sub(r"([a-z]+\.csv), row (\d+)", lambda found: f"{found[1]}, row {int(found[2]) + above[found[1]]}", line)
    line = re.sub(r"as row (\d+)", lambda found: f"as row {int(found[1]) + above[file]}", line)
    return re.sub(rf"(column patient_id.*?: ')({IDS})\b", rf"\g<1>\g<2>{number:02}", line)


@st.composite
def mutilated(draw: st.DrawFn) -> dict[str, bytes]:
    """The small cohort with up to four pieces of its files cut out, doubled, or replaced by anything."""
    files = {name: text.encode() for name, text in FILES.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        begin, length = draw(st.integers(0, len(files[name]))), draw(st.integers(0, 30))
        piece, after = files[name][begin : begin + length], files[name][begin + length :]
        put_in = draw(st.sampled_from([b"", piece * 2, *WORDS]) | st.binary(max_size=6))
        files[name] = files[name][:begin] + put_in + after
    return files


WORDS = (b"\n", b",", b'"', b"=cmd()", b"\xe2\x80\xae", b"1e400", b"9" * 40, b"0000-00-00", b"NaN", b"\r", b": [")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutilated())
def test_a_mutilated_cohort_is_read_or_named_and_never_a_traceback(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        for line in told(put(Path(folder), files)):
            assert re.match(r"[\w.]+(, row \d+)?(, column .*)?: .+; .+", line, re.DOTALL), line


def told(folder: Path) -> Iterator[str]:
    try:
        read_cohort(folder)
    except InputFaults as found:
        yield from map(str, found.faults)
