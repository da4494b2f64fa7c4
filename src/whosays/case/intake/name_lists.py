"""A list of names as somebody has it: one name a line, a column of a table, or entities of FollowTheMoney."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.imports.ftm import BadEntity, is_ftm, read_names
from whosays.read.delimited import read_rows
from whosays.read.dialect import find_dialect
from whosays.read.encoding import NotText, decode
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 10_000
_COLUMN = "name"  # the column that is looked for where none is named
_TABLES = (".csv", ".tsv", ".tab", ".psv")
_TABS = (".tsv", ".tab")


class BadNameList(WhosaysError):
    """A list of names that cannot be read."""

    code = "bad-name-list"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"no names could be taken from {name}: {why}")


def read_name_list(raw: bytes, name: str, *, column: str | None = None) -> list[str]:
    """Return the names of a list, each once, in its order.

    Args:
        raw: the bytes, in any encoding of text.
        name: what the list is called; one that ends like a table (.csv, .tsv) is one, any other has a name on each line, or an
            entity of FollowTheMoney, whose names and aliases are taken.
        column: the heading of the column that holds the names, which makes any list a table. Where none is given, that is
            `name`, or else the first column, from the first row on.

    Raises:
        BadNameList: it is no text, has no such column, no names, or more than `MOST_NAMES`.
    """
    try:
        text = decode(raw).text
    except NotText as error:
        raise BadNameList(name, str(error)) from error
    is_table = column is not None or name.lower().endswith(_TABLES)
    cells = _column(text, name, column) if is_table else _lines(text, name)
    names = list(dict.fromkeys(words for cell in cells if (words := " ".join(cell.split()))))
    if not names:
        raise BadNameList(name, "it holds none")
    if len(names) > MOST_NAMES:
        raise BadNameList(name, f"it holds {len(names):,}, and {MOST_NAMES:,} are looked up at once; split it")
    return names


def _lines(text: str, name: str) -> Iterable[str]:
    if not is_ftm(text):
        return text.splitlines()
    try:
        return list(read_names(text))
    except BadEntity as error:
        raise BadNameList(name, str(error)) from error


def _column(text: str, name: str, column: str | None) -> Iterable[str]:
    rows, _ = read_rows(text, find_dialect(text, tabs=name.lower().endswith(_TABS)))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    heads = [_folded(cell) for cell in rows[0]] if rows else []
    wanted = _folded(column or _COLUMN)
    if wanted in heads:
        at, rows = heads.index(wanted), rows[1:]
    elif column is None:
        at = 0
    else:
        told = ", ".join(cell for cell in rows[0] if cell.strip()) if rows else "none"
        raise BadNameList(name, f"it has no column {column!r}; the first row has {told}")
    return [row[at] for row in rows if at < len(row)]


def _folded(words: str) -> str:
    return " ".join(fold_text(words).split())
