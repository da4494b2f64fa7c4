"""Who is tied to whom, as columns of numbers held in memory: the names with most ties of a large case are found at once.

A tie is what `network` calls an edge, but for its label: from one entity to another, of a kind, with the claims or rows
whose words are behind it. Entities go by the number of their row in the directory; lists by numbers below nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from whosays.store import changed
from whosays.store.facts import ABOUT, DENIED_OBJECT, DENIED_SUBJECT, HOLDS, OBJECT, SUBJECT
from whosays.store.held.growing import Growing, Seen
from whosays.store.judged import rejected_where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from whosays.store.database import Database
    from whosays.store.held.columns import Columns
    from whosays.store.held.growing import CatchesUp

Kind = Literal["relation", "says of", "stands in"]
KINDS: tuple[Kind, ...] = ("relation", "says of", "stands in")
_A, _B, _KIND, _RECORD, _DOC, _DENIED = range(6)
_TIMES = 4  # where a tie has the number of its records
_MANY = 1 << 28  # no case has so many names or lists
_ACTIVE = "(r.superseded_by IS NULL OR r.kept IS NOT NULL) AND NOT r.unplaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie: its ends and kind, the numbers of the records behind it, in how many documents, and how many deny it."""

    a: int
    b: int
    kind: Kind
    records: tuple[int, ...]
    documents: int
    denied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which ties are asked for: those that fit every field that is given.

    `of` keeps to the ties of one entity and those between its neighbours, `either` to those with one of these at an end.
    """

    of: int | None = None
    either: frozenset[int] | None = None
    kind: str = ""
    least: int = 1


class Found:
    """The ties that fit, between the names with most records; those with most records first.

    `times` counts the records at each of these names. `all_names` and `all_ties` are how many fit in all.
    """

    def __init__(self, groups: NDArray[np.int64], rows: NDArray[np.int64], most: int) -> None:
        self._rows = rows
        names, ends = np.unique(groups[:, [_A, _B]], return_inverse=True)
        times = np.bincount(ends.ravel(), weights=np.repeat(groups[:, _TIMES], 2), minlength=len(names)).astype(np.int64)
        first = np.lexsort((names, -times))[:most]
        shown = groups[np.isin(groups[:, _A], names[first]) & np.isin(groups[:, _B], names[first])]
        self._shown = shown[np.lexsort((shown[:, _KIND], shown[:, _B], shown[:, _A], -shown[:, _TIMES]))]
        self.times: dict[int, int] = dict(zip(names[first].tolist(), times[first].tolist(), strict=True))
        self.all_names, self.all_ties, self.shown = len(names), len(groups), len(shown)

    def lines(self, most: int) -> list[tuple[int, int, Kind, int]]:
        """Return the ends, the kind and the number of records of so many ties."""
        return [(a, b, KINDS[kind], many) for a, b, kind, _, many in self._shown[:most].tolist()]

    def some(self, start: int, limit: int) -> list[Tie]:
        """Return some of the ties, with what is behind them."""
        return [_tie(group, self._rows) for group in self._shown[start : start + limit].tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The ties of one case, as they were at a time."""

    lists: tuple[str, ...]
    list_docs: tuple[int, ...]
    rows: NDArray[np.int64]
    groups: NDArray[np.int64]

    def list_of(self, number: int) -> str | None:
        """Return the id of a list by its number, None for an entity."""
        return self.lists[-number - 1] if number < 0 else None

    def number_of(self, list_id: str) -> int | None:
        """Return the number of a list."""
        return -self.lists.index(list_id) - 1 if list_id in self.lists else None

    def document_of(self, number: int) -> int | None:
        """Return the number of the document that a list stands in."""
        return self.list_docs[-number - 1] if number < 0 else None

    def find(self, wanted: Wanted, most: int) -> Found:
        """Return the ties that fit, between so many names."""
        groups = self.groups
        fit = groups[:, _TIMES] >= wanted.least
        if wanted.kind in KINDS:
            fit &= groups[:, _KIND] == KINDS.index(wanted.kind)
        if wanted.either is not None:
            some = _these(wanted.either)
            fit &= np.isin(groups[:, _A], some) | np.isin(groups[:, _B], some)
        if wanted.of is not None:
            mine = groups[(groups[:, _A] == wanted.of) | (groups[:, _B] == wanted.of)]
            near = np.unique(mine[:, [_A, _B]])
            fit &= np.isin(groups[:, _A], near) & np.isin(groups[:, _B], near)
        return Found(groups[fit], self.rows, most)

    def between(self, one: int, other: int) -> list[Tie]:
        """Return the ties between two, in either direction."""
        groups = self.groups
        there = (groups[:, _A] == one) & (groups[:, _B] == other)
        back = (groups[:, _A] == other) & (groups[:, _B] == one)
        return [_tie(group, self.rows) for group in groups[there | back].tolist()]


class HeldTies(Growing[Ties]):
    """The ties of a case, held while it grows."""

    def __init__(self, columns: Columns, later: Callable[[CatchesUp], None] | None = None) -> None:
        """Hold nothing yet; `columns` are the claims of the case and the names in them (for `later` see `Growing`)."""
        super().__init__(Ties((), (), _numbers((), 6), _numbers((), 5)), later)
        self._columns = columns
        self._names: tuple[int, ...] = ()
        self._home = np.arange(1)
        self._in_lists = _numbers((), 6)

    def _look(self, db: Database) -> Seen:
        names = _names_state(db)
        return Seen((*names[2:], *changed.times(db, "removed")), (*names, *changed.times(db, "claims"), self._columns.version))

    def _read(self, db: Database) -> Ties:
        self._columns.refresh(db)
        held, names = self._held, _names_state(db)
        lists, list_docs = held.lists, held.list_docs
        if names != self._names:
            self._home = _homes(db)
            lists, list_docs, self._in_lists = _in_lists(db)
            self._names = names
        rows = _distinct(np.concatenate((_in_claims(self._columns, self._home), self._in_lists)))
        return Ties(lists, list_docs, rows, _grouped(rows))


def _names_state(db: Database) -> tuple[int, ...]:
    """Return what is another where a name is in another entity or a list has other rows; from the third on it is decisions."""
    found: tuple[int, ...] = db.execute(
        "SELECT d.changes, d.seen, (SELECT COALESCE(sum(num * 31 + within), 0) FROM entities WHERE within IS NOT NULL),"
        " (SELECT COALESCE(max(num), 0) FROM judgements WHERE record IN"
        " (SELECT record FROM judgements WHERE other IS NOT NULL)) FROM directory AS d"
    ).fetchone()
    return found + changed.times(db, "judged")


def _tie(group: Sequence[int], rows: NDArray[np.int64]) -> Tie:
    a, b, kind, start, many = group
    behind = rows[start : start + many]
    return Tie(
        a=a,
        b=b,
        kind=KINDS[kind],
        records=tuple(behind[:, _RECORD].tolist()),
        documents=len(np.unique(behind[:, _DOC])),
        denied=int(behind[:, _DENIED].sum()),
    )


def _in_claims(columns: Columns, home: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the ties that claims make: who says something of whom, and whom a relation ties. `home` is each atom's entity."""
    names = columns.names()
    names = names[names[:, 1] < len(home)]
    names[:, 1] = home[names[:, 1]]
    names = names[np.argsort(names[:, 0], kind="stable")]
    return np.concatenate(
        (
            _pairs(names, SUBJECT, OBJECT, "relation", denied=False),
            _pairs(names, DENIED_SUBJECT, DENIED_OBJECT, "relation", denied=True),
            _pairs(names, HOLDS, ABOUT, "says of", denied=False),
        )
    )


def _homes(db: Database) -> NDArray[np.int64]:
    """Return the entity of each atom, by the atom's number."""
    told = np.array(db.execute("SELECT num, COALESCE(within, num) FROM entities").fetchall(), dtype=np.int64).reshape(-1, 2)
    home: NDArray[np.int64] = np.arange(int(told[:, 0].max(initial=0)) + 1, dtype=np.int64)
    home[told[:, 0]] = told[:, 1]
    return home


def _pairs(names: NDArray[np.int64], one: int, other: int, kind: Kind, *, denied: bool) -> NDArray[np.int64]:
    """Return each two names of one claim of which one has this role and one that."""
    ones, others = names[names[:, 2] == one], names[names[:, 2] == other]
    begins, ends = (np.searchsorted(others[:, 0], ones[:, 0], side=side) for side in ("left", "right"))
    many = ends - begins
    a = np.repeat(ones, many, axis=0)
    within = np.arange(len(a)) - np.repeat(np.cumsum(many) - many, many)
    b = others[np.repeat(begins, many) + within]
    constant = np.full(len(a), KINDS.index(kind)), np.full(len(a), int(denied))
    made: NDArray[np.int64] = np.stack((a[:, 1], b[:, 1], constant[0], a[:, 0], a[:, 3], constant[1]), axis=1)
    apart: NDArray[np.int64] = made[made[:, _A] != made[:, _B]]
    return apart


def _in_lists(db: Database) -> tuple[tuple[str, ...], tuple[int, ...], NDArray[np.int64]]:
    """Return the ids of all lists, the document of each, and the ties of the names in them."""
    told = db.execute(
        "SELECT COALESCE(e.within, e.num), r.sort, r.num, r.doc, r.id FROM members AS m JOIN records AS r ON r.num = m.record"
        f" JOIN entities AS e ON e.num = m.entity WHERE r.kind = 'entry' AND r.sort IS NOT NULL AND {_ACTIVE}"
    ).fetchall()
    out = set(rejected_where(db, "r.kind = 'entry'"))
    homes = {row[1]: row[3] for row in told}
    lists = tuple(sorted(homes))
    number = {one: -at - 1 for at, one in enumerate(lists)}
    kind = KINDS.index("stands in")
    rows = [(entity, number[sort], kind, num, doc, 0) for entity, sort, num, doc, one in told if one not in out]
    return lists, tuple(homes[one] for one in lists), _numbers(rows, 6)


def _distinct(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort rows by their ends and kind, and leave each record in a tie once."""
    if not len(rows):
        return rows
    key = ((rows[:, _A] + _MANY) * 2 * _MANY + rows[:, _B] + _MANY) * 4 + rows[:, _KIND]  # one number, which is quick to sort
    rows = rows[np.lexsort((rows[:, _RECORD], key))]
    again = (rows[1:, :4] == rows[:-1, :4]).all(axis=1)
    return rows[np.concatenate(([True], ~again))]


def _grouped(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return each tie once: its ends and kind, where its records begin, and how many there are."""
    if not len(rows):
        return _numbers((), 5)
    new = np.concatenate(([True], (rows[1:, :3] != rows[:-1, :3]).any(axis=1)))
    starts = np.flatnonzero(new)
    many = np.diff(np.concatenate((starts, [len(rows)])))
    return np.column_stack((rows[starts, :3], starts, many))


def _numbers(rows: Collection[tuple[int, ...]], width: int) -> NDArray[np.int64]:
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


def _these(numbers: frozenset[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64, count=len(numbers))
