"""Directives that render what is declared in the library: the data dictionary, and the library itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from mibg.cohort import dictionary_markdown
from mibg.disclosure.chosen import gate_of
from mibg.publishing.sphinx.ledger import ledger_of

if TYPE_CHECKING:
    from docutils.nodes import Node


class Rendered(SphinxDirective):
    """A directive that stands for Markdown text."""

    def parsed(self, markdown: str) -> list[Node]:
        """Parse Markdown as if it stood in the place of the directive."""
        holder = nodes.section(document=self.state.document)
        lines = StringList(markdown.splitlines(), self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, holder, match_titles=True)
        return list(holder.children)


class DataDictionary(Rendered):
    """The contract of a cohort: its tables and columns, rendered from their declaration."""

    def run(self) -> list[Node]:
        """Render the dictionary."""
        return self.parsed(dictionary_markdown())


class NotShown(Rendered):
    """What the gate holds back from the pages, a line for each kind of thing; or that it holds nothing back."""

    def run(self) -> list[Node]:
        """Render the rules of the gate."""
        rules = gate_of(ledger_of(self.config).provenance["disclosure"]).sentences()
        lines = [f"- **{kind}.** {sentence}" for kind, sentence in rules.items()]
        return self.parsed("\n".join(lines) or "From the pages of this cohort nothing is held back.")


class Library(Rendered):
    """Reference of modules, and of all public modules of packages, named as its argument, under a list of them."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Render the docstrings of every public member."""
        modules = [module for name in self.arguments[0].split() for module in public_modules(name)]
        blocks = [
            f"```{{eval-rst}}\n.. automodule:: {module}\n   :members:\n   :ignore-module-all:\n```\n"
            for module in modules
        ]
        package = f"{self.arguments[0].split()[0]}."
        listed = " · ".join(f"{{py:mod}}`{module.removeprefix(package)} <{module}>`" for module in modules)
        return self.parsed("\n".join([f"{listed}\n", *blocks]))


def public_modules(name: str) -> Iterator[str]:
    """Names of a module and, if it is a package, of all public modules below it."""
    yield name
    folders = getattr(import_module(name), "__path__", ())
    for found in walk_packages(folders, f"{name}."):
        if not any(part.startswith("_") for part in found.name.split(".")):
            yield found.name
