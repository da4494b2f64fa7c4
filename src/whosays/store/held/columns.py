"""The facts of all claims as columns of numbers, held in memory: narrowing and counting a large case takes milliseconds.

`Columns.refresh` reads what has changed since the last time (`facts.seq`), or all of it where rows were deleted.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whosays.store.facts import ABOUT, HOLDS, STATUSES, VOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from whosays.store.database import Database
    from whosays.store.held.growing import CatchesUp

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
_FEW = 50
_FEW_ATOMS = 8  # compared one by one, which is quicker than a set
_FIELDS = ("claim", "doc", "start", "status", "voice", "hedged", "cited", "year")
_YEAR = (
    "CASE WHEN length(COALESCE(time, said)) >= 4 AND ltrim(substr(COALESCE(time, said), 1, 4), '0123456789') = ''"
    " THEN CAST(substr(COALESCE(time, said), 1, 4) AS INTEGER) ELSE 0 END"
)
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

    claims: Numbers
    counts: dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The claims in document order, a column a field; and the names in them: place of the claim in the table, atom, role."""

    columns: dict[str, Numbers]
    place: Numbers
    atom: Numbers
    role: Numbers

    def __len__(self) -> int:
        return len(self.columns["claim"])


class Columns:
    """The facts of one case. One thread at a time reads them in; all may ask."""

    def __init__(self, later: Callable[[CatchesUp], None] | None = None) -> None:
        """Hold nothing yet.

        Args:
            later: sees to it that `catch_up` is called soon, where claims were only added; decisions are seen at once. None:
                they are read in at once.
        """
        self._later = later
        self._lock = threading.Lock()
        self._seq, self._gone = 0, -1
        # Replaced as a whole, never written into: whoever is asking keeps the one they have.
        self._rows, self._names = _numbers((), len(_FIELDS)), _numbers((), 3)
        self._table = _laid_out(self._rows, self._names)
        self.version = 0
        """Another number each time claims or names in them came or went."""

    def refresh(self, db: Database) -> None:
        """Read what has changed since the last time, or have what was only added read soon."""
        with self._lock:
            seq, gone = db.execute("SELECT seq, gone FROM facts_state").fetchone()
            is_left = False
            if gone != self._gone:
                everything = _numbers(db.execute(_ROWS).fetchall(), len(_FIELDS))
                self._put(_sorted(everything, db), _numbers(db.execute(_NAMES).fetchall(), 3))
            elif seq != self._seq:
                rows, names = self._changed(db)
                if not self._write_few(rows, names):
                    is_left = self._later is not None
                    if is_left:
                        self._write_few(rows[np.isin(rows[:, 0], self._rows[:, 0])], None)
                    else:
                        self._put(*_grown(self._rows, self._names, rows, names, db))
            if not is_left:
                self._seq, self._gone = seq, gone
        if is_left and self._later:
            self._later(self)

    def catch_up(self, db: Database) -> None:
        """Read in what was added since the last time; who asks meanwhile need not wait."""
        with self._lock:
            seq, gone = db.execute("SELECT seq, gone FROM facts_state").fetchone()
            before = self._rows
            if gone != self._gone or seq <= self._seq:
                return
            rows, names = self._changed(db)
        grown = _grown(before, self._names, rows, names, db)
        with self._lock:
            # Where somebody decided meanwhile that is in the table, it is read again at the next page.
            if self._rows is before and gone == self._gone:
                self._put(*grown)
                self._seq = seq

    def _changed(self, db: Database) -> tuple[Numbers, Numbers]:
        rows = _numbers(db.execute(f"{_ROWS} WHERE seq > ?", (self._seq,)), len(_FIELDS))
        names = db.execute(f"{_NAMES} JOIN facts AS f ON f.claim = n.claim WHERE f.seq > ?", (self._seq,)).fetchall()
        return rows, _numbers(names, 3)

    def _put(self, rows: Numbers, names: Numbers) -> None:
        self._rows, self._names, self._table = rows, names, _laid_out(rows, names)
        self.version += 1

    def _write_few(self, rows: Numbers, names: Numbers | None) -> bool:
        """Write what was decided on a few claims into the table; say whether that was all that changed of them."""
        if names is not None:
            kept = self._names[np.isin(self._names[:, 0], rows[:, 0])]
            if {*map(tuple, names.tolist())} != {*map(tuple, kept.tolist())}:
                return False
        if len(rows) > _FEW or (written := _written_over(self._rows, rows)) is None:
            return False
        self._rows = written
        status = np.ascontiguousarray(written[:, _FIELDS.index("status")])
        self._table = replace(self._table, columns={**self._table.columns, "status": status})
        return True

    def names(self) -> Numbers:
        """Return the names in claims that nobody rejected: claim, atom, role, document of the claim."""
        table = self._table
        stands = (table.columns["status"] != STATUSES.index("rejected"))[table.place]
        place = table.place[stands]
        columns = table.columns["claim"][place], table.atom[stands], table.role[stands], table.columns["doc"][place]
        return np.stack(columns, axis=1)

    def find(self, wanted: Wanted, *, count: Iterable[str] = ()) -> Found:
        """Return the claims that fit, and counts of these fields.

        A field is counted among the claims that fit all other fields, so that its other values can be chosen too.
        """
        table = self._table
        masks = _masks(table, wanted)
        fit = _all(masks.values(), len(table))
        counts: dict[str, dict[int, int]] = {}
        for name in count:
            others = _all((mask for field, mask in masks.items() if field != name), len(table)) if name in masks else fit
            counts[name] = _count(table, others, name)
        return Found(claims=table.columns["claim"][fit], counts=counts)

    def behind(self, claims: Numbers, claim: int | None) -> int:
        """Return which of some claims, in document order, is the first behind another one; the first of all after the last."""
        order = self._table.columns["claim"]
        at = np.flatnonzero(order == (claim or 0))
        if not len(at):
            return 0
        later = np.flatnonzero(np.isin(claims, order[at[0] + 1 :]))
        return int(later[0]) if len(later) else 0

    def without(self, claims: Numbers, others: Numbers) -> Numbers:
        """Return claims without some of them, in their order."""
        return claims[~np.isin(claims, others)]


def _grown(rows: Numbers, names: Numbers, new: Numbers, new_names: Numbers, db: Database) -> tuple[Numbers, Numbers]:
    """Return claims and the names in them with some added, or in the place of what they were."""
    others = rows[~np.isin(rows[:, 0], new[:, 0])]
    other_names = names[~np.isin(names[:, 0], new[:, 0])]
    return _sorted(np.concatenate((others, new)), db), np.concatenate((other_names, new_names))


def _laid_out(rows: Numbers, names: Numbers) -> _Table:
    columns = {name: np.ascontiguousarray(rows[:, at]) for at, name in enumerate(_FIELDS)}
    order = np.argsort(columns["claim"], kind="stable")
    there = columns["claim"][order]
    at = np.searchsorted(there, names[:, 0])
    known = at < len(there)
    known[known] = there[at[known]] == names[known, 0]
    return _Table(columns=columns, place=order[at[known]], atom=names[known, 1].copy(), role=names[known, 2].copy())


def _written_over(table: Numbers, rows: Numbers) -> Numbers | None:
    """Return the rows with a few of them in which only what was decided has changed; None where more has."""
    status = _FIELDS.index("status")
    places = []
    for row in rows:
        at = np.flatnonzero(table[:, 0] == row[0])
        if len(at) != 1 or any(table[at[0], field] != row[field] for field in range(len(_FIELDS)) if field != status):
            return None
        places.append(at[0])
    written = table.copy()
    written[places] = rows
    return written


def _sorted(table: Numbers, db: Database) -> Numbers:
    """Put claims in document order: by name and id of the document, by place, by number."""
    order = {num: at for at, (num,) in enumerate(db.execute("SELECT num FROM documents ORDER BY name, id").fetchall())}
    rank = np.array([order.get(doc, -1) for doc in table[:, 1].tolist()], dtype=np.int64)
    return table[np.lexsort((table[:, 0], table[:, 2], rank))]


def _masks(table: _Table, wanted: Wanted) -> dict[str, Mask]:
    column = table.columns
    masks: dict[str, Mask] = {}
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
            masks[name] = (
                np.isin(column["claim"], _these(named.claims)) if named.claims else np.zeros(len(table), dtype=np.bool_)
            )
            inside = _any_of(table.atom, named.atoms) & (table.role == _ROLES[name])
            masks[name][table.place[inside]] = True
    if wanted.claims is not None:
        masks["claims"] = np.isin(column["claim"], _these(wanted.claims))
    return masks


def _count(table: _Table, fit: Mask, name: str) -> dict[int, int]:
    """Count the values of a field. They are small numbers, so that one pass is enough."""
    inside = fit[table.place] & (table.role == _ROLES[name]) if name in _ROLES else fit
    values = (table.atom if name in _ROLES else table.columns[name])[inside]
    times = np.bincount(values) if len(values) else values
    found = np.flatnonzero(times)
    return dict(zip(found.tolist(), times[found].tolist(), strict=True))


def _any_of(column: Numbers, numbers: frozenset[int]) -> Mask:
    if len(numbers) > _FEW_ATOMS:
        return np.isin(column, _these(numbers))
    mask = np.zeros(len(column), dtype=np.bool_)
    for number in numbers:
        mask |= column == number
    return mask


def _these(numbers: frozenset[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int64, count=len(numbers))


def _all(masks: Iterable[Mask], length: int) -> Mask:
    fit = np.ones(length, dtype=np.bool_)
    for mask in masks:
        fit &= mask
    return fit


def _numbers(rows: Iterable[Sequence[int]], width: int) -> Numbers:
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, width)


_ROLES = {"holder": HOLDS, "about": ABOUT}
