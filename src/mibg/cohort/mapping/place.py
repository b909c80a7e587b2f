"""A place in a mapping: where it stands, what it may name, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mibg.cohort.columns import Column, Table
from mibg.cohort.complaint import nearest
from mibg.cohort.mapping.declared import MAPPING_FILE
from mibg.cohort.sources.sheet import Sheet
from mibg.faults import Fault
from mibg.yaml_events import Group, Node, Text


@dataclass(frozen=True)
class Place:
    """A key of the mapping, with what its entries are held against.

    Parameters
    ----------
    table : Table
        Ours.
    faults : list of Fault
        To which everything found is added.
    path : str
        Keys that lead there, with points between them.
    sheet : Sheet or None
        Their table; None where it could not be read, and is not judged.
    """

    table: Table
    faults: list[Fault]
    path: str
    sheet: Sheet | None = None

    def below(self, key: str) -> Place:
        """The place of a key under this one."""
        return replace(self, path=f"{self.path}.{key}")

    def complain(self, line: int, problem: str, remedy: str, value: str | None = None) -> None:
        """Add a fault."""
        self.faults.append(Fault(MAPPING_FILE, problem, remedy, line, self.path, value))

    def pairs(self, node: Node) -> Iterator[tuple[Text, Node]]:
        """Entries of what should be a mapping, each key once."""
        if not isinstance(node, Group) or node.is_list:
            self.complain(node.line, "not keys and values", "write 'key: value' lines under it")
            return
        first: dict[str, int] = {}
        for key, value in node.pairs:
            if key.text in first:
                self.complain(key.line, f"already given in row {first[key.text]}", "keep one of the two", key.text)
                continue
            first[key.text] = key.line
            yield key, value

    def texts(self, node: Node) -> Iterator[tuple[Text, Text]]:
        """Entries of what should be a mapping to texts."""
        for key, value in self.pairs(node):
            text = self.below(key.text).text(value)
            if text:
                yield key, text

    def text(self, node: Node) -> Text | None:
        """Return what should be a text."""
        if isinstance(node, Text):
            return node
        self.complain(node.line, "not a single value", "write one value")
        return None

    def words(self, node: Node) -> tuple[Text, ...]:
        """Return what should be a text or a list of texts."""
        if isinstance(node, Text):
            return (node,)
        if not node.is_list:
            self.complain(node.line, "not a value or a list of values", "write [one, another]")
            return ()
        return tuple(text for _, item in node.pairs if (text := self.text(item)))

    def ours(self, name: Text) -> Column | None:
        """Return our column of this name."""
        if name.text in self.table.names:
            return self.table.column(name.text)
        remedy = suggestion(name.text, self.table.names, "the data dictionary lists the columns")
        self.complain(name.line, f"not a column of {self.table.name}", remedy, name.text)
        return None

    def theirs(self, name: Text) -> str | None:
        """Return the name of a column of theirs."""
        if self.sheet is None or name.text in self.sheet.header:
            return name.text
        remedy = suggestion(name.text, self.sheet.header, f"its columns are {', '.join(self.sheet.header[:20])}")
        self.complain(name.line, f"not a column of {self.sheet.source}", remedy, name.text)
        return None


def suggestion(word: str, words: Iterable[str], otherwise: str) -> str:
    """Name what was probably meant, or say where the words are listed."""
    near = nearest(word, words)
    return f"write {near}" if near else otherwise
