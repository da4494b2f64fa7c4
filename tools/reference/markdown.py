"""The few forms of Markdown that the reference pages are made of."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MADE = "Made from the program by `python -m tools.reference`; change it there.\n"


def page(title: str, opening: str, parts: Iterable[str]) -> str:
    """Return a page: its title, what it is for, and its parts, a blank line between them."""
    return "\n\n".join([f"# {title}", opening.strip(), *(part.strip("\n") for part in parts if part), _MADE])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [heads, ["---"] * len(heads), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(words: str, language: str = "") -> str:
    """Return a block of code."""
    return f"```{language}\n{words.rstrip()}\n```"


def told_by(thing: object) -> str:
    """Return a docstring as plain paragraphs and lists, without what is only for callers (Args, Raises)."""
    words = inspect.cleandoc(inspect.getdoc(thing) or "")
    return re.split(r"^(?:Args|Returns|Raises):?$", words, flags=re.MULTILINE)[0].strip()


def first_line(thing: object) -> str:
    """Return the first line of a docstring."""
    return told_by(thing).splitlines()[0]


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
