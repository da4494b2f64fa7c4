"""The claims of a large case, looked up by number, by place and by words, with whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from whosays.records import Claim, Document
from whosays.store import directory
from whosays.store.asking import batches, marks
from whosays.store.codec import decode
from whosays.store.directory import like
from whosays.store.facts import STATUSES, VOICES
from whosays.store.search import search_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.store.asking import Asking
    from whosays.store.directory import Line
    from whosays.store.facts import Voice
    from whosays.store.judged import Status
    from whosays.store.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A claim as people left it, with what the case knows of it.

    `doc` is its document without its text. `holders` are the entities of the steps' holders, `about` those of the words that it
    is about, each None where nobody is named.
    """

    number: int
    claim: Claim
    doc: Document
    status: Status
    voice: Voice
    holders: tuple[Line | None, ...]
    about: tuple[Line | None, ...]


class _Named(msgspec.Struct, array_like=True, frozen=True):
    """The atoms of a claim's holders, step by step, and of what it is about."""

    steps: tuple[int | None, ...]
    about: tuple[int | None, ...]


class KnownClaims:
    """Answers about claims."""

    def __init__(self, asking: Asking, shelf: Shelf) -> None:
        self._asking = asking
        self._shelf = shelf

    def found(self, words: str, *, limit: int = 20_000) -> frozenset[int]:
        """Return the numbers of claims whose content holds all these words."""
        return search_claims(self._asking.db, words, limit)

    def worded(self, field: Literal["holder", "about"], words: str) -> frozenset[int]:
        """Return the numbers of claims whose holder, or what they are about, is told in words that have these in them."""
        rows = self._asking.db.execute(f"SELECT claim FROM facts WHERE {field} LIKE ? ESCAPE '\\'", (like(words),))
        return frozenset(num for (num,) in rows)

    def known(self, numbers: Sequence[int]) -> list[Known]:
        """Return claims by number, in the order given."""
        rows: dict[int, tuple[int, int, int, bytes, bytes]] = {}
        for some in batches(list(numbers)):
            rows |= {
                row[0]: row[1:]
                for row in self._asking.db.execute(
                    "SELECT f.claim, f.doc, f.status, f.voice, f.named, COALESCE(r.kept, r.payload)"
                    f" FROM facts AS f JOIN records AS r ON r.num = f.claim WHERE f.claim IN ({marks(some)})",
                    some,
                ).fetchall()
            }
        named = {num: msgspec.json.decode(row[3], type=_Named) for num, row in rows.items()}
        lines = directory.lines_of(
            self._asking.db, {atom for told in named.values() for atom in (*told.steps, *told.about) if atom is not None}
        )
        return [
            Known(
                number=number,
                claim=self._current(rows[number][1], decode(rows[number][4], Claim)),
                doc=self._shelf.head_of(rows[number][0]),
                status=STATUSES[rows[number][1]],
                voice=VOICES[rows[number][2]],
                holders=tuple(lines.get(atom) if atom else None for atom in named[number].steps),
                about=tuple(lines.get(atom) if atom else None for atom in named[number].about),
            )
            for number in numbers
            if number in rows
        ]

    def _current(self, status: int, claim: Claim) -> Claim:
        """Return a claim as people left it; nobody is asked for one on which no decision stands."""
        return self._asking.current(claim) if status != STATUSES.index("proposed") else claim

    def between(self, doc: str, start: int, end: int) -> list[int]:
        """Return the numbers of the claims that begin in a stretch of a document and that nobody rejected, in its order."""
        rows = self._asking.db.execute(
            "SELECT f.claim FROM facts AS f JOIN documents AS d ON d.num = f.doc"
            " WHERE d.id = ? AND f.start >= ? AND f.start < ? AND f.status < ? ORDER BY f.start, f.claim",
            (doc, start, end, STATUSES.index("rejected")),
        )
        return [num for (num,) in rows]

    def count(self, doc: str) -> int:
        """Return how many claims of a document nobody rejected."""
        return self._asking.count(
            "SELECT count(*) FROM facts AS f JOIN documents AS d ON d.num = f.doc WHERE d.id = ? AND f.status < ?",
            *(doc, STATUSES.index("rejected")),
        )

    def number_of(self, claim: str) -> int | None:
        """Return the number of a claim by its whole id."""
        row = self._asking.db.execute(
            "SELECT f.claim FROM records AS r JOIN facts AS f ON f.claim = r.num WHERE r.id = ?", (claim,)
        )
        return next((num for (num,) in row), None)
