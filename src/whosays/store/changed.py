"""How often things of a kind changed: what is held in memory of a case is read again when its number is another.

The database counts by itself (triggers), so no change can be forgotten. A decision on a claim that leaves it standing changes
nothing here: nobody has to read anything again for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whosays.store.facts import STATUSES

if TYPE_CHECKING:
    from whosays.store.database import Database

What = Literal["documents", "removed", "claims", "events", "judged"]
"""`removed` are documents and names that went; `judged` are decisions on names, rows and events.

Decisions on claims are in `claims`, those on who is who in the directory.
"""

_REJECTED = STATUSES.index("rejected")
_OTHERWISE = " OR ".join(
    f"OLD.{name} IS NOT NEW.{name}"
    for name in ("doc", "start", "voice", "hedged", "cited", "said", "time", "relation", "holder", "about", "named")
)
_COUNTED: tuple[tuple[What, str], ...] = (
    ("documents", "INSERT ON documents"),
    ("documents", "DELETE ON documents"),
    ("removed", "DELETE ON documents"),
    ("removed", "DELETE ON entities"),
    ("documents", "UPDATE ON documents"),
    ("documents", "UPDATE OF payload ON captures"),
    ("claims", "INSERT ON facts"),
    ("claims", "DELETE ON facts"),
    ("claims", f"UPDATE ON facts WHEN (OLD.status = {_REJECTED}) <> (NEW.status = {_REJECTED}) OR {_OTHERWISE}"),
    ("events", "INSERT ON records WHEN NEW.kind = 'event'"),
    ("events", "DELETE ON records WHEN OLD.kind = 'event'"),
    ("events", "UPDATE ON records WHEN NEW.kind = 'event'"),
    ("judged", "INSERT ON judgements WHEN substr(NEW.record, 1, 4) IN ('men-', 'row-', 'evt-')"),
    ("judged", "DELETE ON judgements WHEN substr(OLD.record, 1, 4) IN ('men-', 'row-', 'evt-')"),
)


def make(db: Database) -> None:
    """Make the counters (a step of the migrations)."""
    db.execute("CREATE TABLE changed(what TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")
    db.executemany("INSERT INTO changed VALUES (?, 1)", [(what,) for what in dict.fromkeys(what for what, _ in _COUNTED)])
    for at, (what, when) in enumerate(_COUNTED):
        db.execute(
            f"CREATE TRIGGER changed_{at} AFTER {when} BEGIN UPDATE changed SET times = times + 1 WHERE what = '{what}'; END"
        )


def times(db: Database, *what: What) -> tuple[int, ...]:
    """Return how often each of these changed."""
    told = dict(db.execute("SELECT what, times FROM changed").fetchall())
    return tuple(told[one] for one in what)
