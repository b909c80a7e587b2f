"""A Parquet file as a table of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from mibg.cohort.sources.bounds import LARGEST_UNPACKED, LONGEST_CELL, MOST_ROWS, check_row, check_size, too_large
from mibg.cohort.sources.sheet import Sheet, sheet_of
from mibg.cohort.sources.values import text_of
from mibg.faults import Fault, InputFaults

_BATCH: Final = 1_000
_WRITE_AGAIN: Final = "write it again as Parquet, or as CSV"


def read_parquet(path: Path) -> Sheet:
    """Read a Parquet file; its first row of data is row 2, as in a spreadsheet.

    Parameters
    ----------
    path : Path
        A file that exists.

    Raises
    ------
    mibg.faults.InputFaults
        When it is damaged, too large, or holds values that are no cells.
    """
    check_size(path.stat().st_size, path.name)
    try:
        with pq.ParquetFile(path) as file:
            _check(file, path.name)
        texts = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            return sheet_of(path.stem, path.name, _records(file, path.name))
    except OSError as error:
        reason = error.strerror or "not a Parquet file, or a damaged one"
        raise InputFaults([Fault(path.name, f"cannot be read ({reason})", _WRITE_AGAIN)]) from error
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise InputFaults([Fault(path.name, "not a Parquet file, or a damaged one", _WRITE_AGAIN)]) from error


def _check(file: pq.ParquetFile, source: str) -> None:
    metadata = file.metadata
    if metadata.num_rows > MOST_ROWS:
        raise too_large(source, f"more than {MOST_ROWS} rows")
    check_row(metadata.num_rows + 1, [""] * len(file.schema_arrow), source)
    if sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)) > LARGEST_UNPACKED:
        raise too_large(source, f"it unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB")
    faults = [
        Fault(source, f"values of type {field.type}", "keep texts, numbers, dates, yes and no", 1, field.name)
        for field in file.schema_arrow
        if not _is_cell(field.type)
    ]
    if faults:
        raise InputFaults(faults)


def _is_cell(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_cell(kind.value_type)
    plain = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating,
        pa.types.is_decimal, pa.types.is_date, pa.types.is_timestamp, pa.types.is_null,
    )  # fmt: skip
    return any(is_kind(kind) for is_kind in plain)


def _records(file: pq.ParquetFile, source: str) -> Iterator[tuple[int, list[str]]]:
    yield 1, file.schema_arrow.names
    row = 1
    for batch in file.iter_batches(_BATCH):
        columns = [_texts(column, source) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            row += 1
            yield row, list(cells)


def _texts(column: pa.Array, source: str) -> list[str]:
    if isinstance(column, pa.DictionaryArray):
        words = _texts(column.dictionary, source)
        if any(len(word) > LONGEST_CELL for word in words):
            raise too_large(source, f"a cell of more than {LONGEST_CELL} characters")
        return ["" if index is None else words[index] for index in column.indices.to_pylist()]
    return [text_of(value) for value in column.to_pylist()]
