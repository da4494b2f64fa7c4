"""The facts of all claims as columns of numbers, held in memory: narrowing and counting a large case takes milliseconds.

`Columns.refresh` reads what has changed since the last time (`facts.seq`), or all of it where rows were deleted.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whosays.store.facts import ABOUT, HOLDS, STATUSES, VOICES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_FEW = 50
_FIELDS = ("claim", "doc", "start", "status", "voice", "hedged", "cited", "year")
_YEAR = "CAST(substr(COALESCE(time, said), 1, 4) AS INTEGER)"
_ROWS = f"SELECT claim, doc, start, status, voice, hedged, cited, {_YEAR} FROM facts"
_NAMES = "SELECT n.claim, n.entity, n.role FROM claim_names AS n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that is asked for: the atoms that it may be, and the claims that have its words without being named so."""

    atoms: frozenset[int]
    claims: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims are asked for: those that fit every field that is given.

    `holder` and `about` are the atoms that will do, and the claims that will do as well for their words; `claims` are numbers
    of claims among which to look, `doc` is the number of a document. Rejected claims are left out unless `status` asks.
    """

    holder: Named | None = None
    about: Named | None = None
    voice: str = ""
    hedged: bool | None = None
    cited: int | None = None
    doc: int | None = None
    status: str = ""
    year: int | None = None
    claims: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The claims that fit, by number in document order, and how many of them have which value of each field.

    `holder` and `about` count by atom, the other fields by their values; `doc` by document, `year` by the year a claim is about
    or, where it gives none, in which it was said (0: neither).
    """

    claims: NDArray[np.int64]
    counts: dict[str, dict[int, int]]


class Columns:
    """The facts of one case. One thread at a time reads them in; all may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seq, self._gone = 0, -1
        # The claims, a row each, and the names in them (claim, atom, role). Replaced together, never written into.
        self._data: tuple[NDArray[np.int64], NDArray[np.int64]] = (_numbers((), len(_FIELDS)), _numbers((), 3))

    def refresh(self, db: sqlite3.Connection) -> None:
        """Read what has changed since the last time."""
        with self._lock:
            seq, gone = db.execute("SELECT seq, gone FROM facts_state").fetchone()
            if gone != self._gone:
                rows = _numbers(db.execute(_ROWS), len(_FIELDS))
                self._data = _sorted(rows, db), _numbers(db.execute(_NAMES), 3)
            elif seq != self._seq:
                self._take(db)
            self._seq, self._gone = seq, gone

    def _take(self, db: sqlite3.Connection) -> None:
        """Take over the rows that changed."""
        table, names = self._data
        rows = _numbers(db.execute(f"{_ROWS} WHERE seq > ?", (self._seq,)), len(_FIELDS))
        if len(rows) <= _FEW and (written := _written_over(table, rows)) is not None:
            self._data = written, names
            return
        changed = rows[:, 0]
        new = _numbers(db.execute(f"{_NAMES} JOIN facts AS f ON f.claim = n.claim WHERE f.seq > ?", (self._seq,)), 3)
        self._data = (
            _sorted(np.concatenate((table[~np.isin(table[:, 0], changed)], rows)), db),
            np.concatenate((names[~np.isin(names[:, 0], changed)], new)),
        )

    def find(self, wanted: Wanted, *, count: Iterable[str] = ()) -> Found:
        """Return the claims that fit, and counts of these fields.

        A field is counted among the claims that fit all other fields, so that its other values can be chosen too.
        """
        table, names = self._data
        masks = _masks(table, names, wanted)
        fit = _all(masks.values(), len(table))
        counts: dict[str, dict[int, int]] = {}
        for name in count:
            others = _all((mask for field, mask in masks.items() if field != name), len(table)) if name in masks else fit
            counts[name] = _count(table[others], names, name)
        return Found(claims=table[fit][:, 0], counts=counts)

    def behind(self, claims: NDArray[np.int64], claim: int | None) -> int:
        """Return which of some claims, in document order, is the first behind another one; the first of all after the last."""
        order = self._data[0][:, 0]
        at = np.flatnonzero(order == (claim or 0))
        if not len(at):
            return 0
        later = np.flatnonzero(np.isin(claims, order[at[0] + 1 :]))
        return int(later[0]) if len(later) else 0

    def without(self, claims: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return claims without some of them, in their order."""
        return claims[~np.isin(claims, others)]


def _written_over(table: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Return the table with a few rows in which only what was decided has changed; None where more has."""
    status = _FIELDS.index("status")
    places = []
    for row in rows:
        at = np.flatnonzero(table[:, 0] == row[0])
        if len(at) != 1 or any(table[at[0], field] != row[field] for field in range(len(_FIELDS)) if field != status):
            return None
        places.append(at[0])
    written = table.copy()  # whoever is asking keeps the one they have
    written[places] = rows
    return written


def _sorted(table: NDArray[np.int64], db: sqlite3.Connection) -> NDArray[np.int64]:
    """Put claims in document order: by name and id of the document, by place, by number."""
    order = {num: at for at, (num,) in enumerate(db.execute("SELECT num FROM documents ORDER BY name, id"))}
    rank = np.array([order.get(doc, -1) for doc in table[:, 1].tolist()], dtype=np.int64)
    return table[np.lexsort((table[:, 0], table[:, 2], rank))]


def _masks(table: NDArray[np.int64], names: NDArray[np.int64], wanted: Wanted) -> dict[str, NDArray[np.bool_]]:
    column = {name: table[:, at] for at, name in enumerate(_FIELDS)}
    masks: dict[str, NDArray[np.bool_]] = {}
    for name, value in (
        ("voice", VOICES.index(wanted.voice) if wanted.voice in VOICES else None),
        ("hedged", None if wanted.hedged is None else int(wanted.hedged)),
        ("cited", wanted.cited),
        ("doc", wanted.doc),
        ("year", wanted.year),
    ):
        if value is not None:
            masks[name] = column[name] == value
    if wanted.status in STATUSES:
        masks["status"] = column["status"] == STATUSES.index(wanted.status)
    elif wanted.status != "all":
        masks["status"] = column["status"] != STATUSES.index("rejected")
    for name, named in (("holder", wanted.holder), ("about", wanted.about)):
        if named is not None:
            of_it = names[(names[:, 2] == _ROLES[name]) & np.isin(names[:, 1], _these(named.atoms)), 0]
            masks[name] = np.isin(column["claim"], np.concatenate((of_it, _these(named.claims))))
    if wanted.claims is not None:
        masks["claims"] = np.isin(column["claim"], _these(wanted.claims))
    return masks


def _these(numbers: frozenset[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64, count=len(numbers))


def _count(table: NDArray[np.int64], names: NDArray[np.int64], name: str) -> dict[int, int]:
    if name in _ROLES:
        of_it = names[names[:, 2] == _ROLES[name]]
        values = of_it[np.isin(of_it[:, 0], table[:, 0]), 1]
    else:
        values = table[:, _FIELDS.index(name)]
    found, times = np.unique(values, return_counts=True)
    return dict(zip(found.tolist(), times.tolist(), strict=True))


def _all(masks: Iterable[NDArray[np.bool_]], length: int) -> NDArray[np.bool_]:
    fit = np.ones(length, dtype=np.bool_)
    for mask in masks:
        fit &= mask
    return fit


def _numbers(rows: Iterable[Sequence[int | None]], width: int) -> NDArray[np.int64]:
    read = [tuple(value or 0 for value in row) for row in rows]
    return np.array(read, dtype=np.int64).reshape(-1, width)


_ROLES = {"holder": HOLDS, "about": ABOUT}
