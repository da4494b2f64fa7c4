"""What claims are looked up by: one row a claim with whose it is, in which voice, how sure, when, what was decided on it.

It is derived from the claims and the directory of names, document by document (`follow`), so it can always be made anew.
Names are kept as numbers of atoms; which entity an atom is in, the directory tells, so that joining names changes no row here
but the voice of claims whose holder and subject have become one (`revoice`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from whosays.derived import is_self_description
from whosays.named_at import NamedAt
from whosays.records import Claim, Entity, EntityId, Entry, Mention
from whosays.store.codec import decode
from whosays.store.judged import current, verdicts_where
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from whosays.records import Anchor
    from whosays.store.database import Database
    from whosays.store.judged import Status, Verdict

Voice = Literal["self", "author", "reported", "hidden"]
VOICES: tuple[Voice, ...] = ("self", "author", "reported", "hidden")
STATUSES: tuple[Status, ...] = ("proposed", "accepted", "edited", "rejected")
HOLDS, PASSES_ON, ABOUT = 0, 1, 2
"""What a name is in a claim: its innermost holder, another holder of the chain, one it is about."""
SUBJECT, OBJECT, DENIED_SUBJECT, DENIED_OBJECT = 3, 4, 5, 6
"""What a name is in the relation that a claim states, or denies."""

_TABLES = (
    "CREATE TABLE facts("
    "claim INTEGER PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE,"
    " doc INTEGER NOT NULL, start INTEGER NOT NULL, status INTEGER NOT NULL, voice INTEGER NOT NULL,"
    " hedged INTEGER NOT NULL, cited INTEGER NOT NULL,"  # cited: 0 no note, 1 perhaps one, 2 one
    " said TEXT, time TEXT,"  # EDTF
    " relation TEXT,"
    # The words that stand for the innermost holder, and those it is about, folded.
    " holder TEXT NOT NULL, about TEXT NOT NULL,"
    " named BLOB NOT NULL,"  # JSON: the atoms of the steps' holders, of `about` (null for none), and what each is
    " seq INTEGER NOT NULL)",  # grows with every change of a row
    "CREATE INDEX facts_doc ON facts(doc, start, claim)",
    "CREATE INDEX facts_seq ON facts(seq)",
    "CREATE INDEX facts_time ON facts(time) WHERE time IS NOT NULL",
    "CREATE INDEX facts_said ON facts(said) WHERE said IS NOT NULL",
    "CREATE TABLE claim_names(entity INTEGER NOT NULL, role INTEGER NOT NULL,"
    " claim INTEGER NOT NULL REFERENCES facts(claim) ON DELETE CASCADE, PRIMARY KEY(entity, role, claim)) WITHOUT ROWID",
    "CREATE INDEX claim_names_claim ON claim_names(claim)",
    # `gone` counts rows that were deleted, of which no `seq` tells.
    "CREATE TABLE facts_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), seq INTEGER NOT NULL, gone INTEGER NOT NULL)",
    "INSERT INTO facts_state VALUES (1, 0, 0)",
    "CREATE TRIGGER facts_gone AFTER DELETE ON facts BEGIN UPDATE facts_state SET gone = gone + 1; END",
)
COLUMNS = "claim, doc, start, status, voice, hedged, cited, said, time, relation, holder, about, named"
_PUT = (
    f"INSERT INTO facts({COLUMNS}, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(claim) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS.split(", ")[1:], "seq"))
)
_ACTIVE = (
    "SELECT num, id, COALESCE(kept, payload) FROM records WHERE doc = ? AND kind = ?"
    " AND (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced ORDER BY start, id"
)


def make(db: Database) -> None:
    """Make the tables, and fill them (a step of the migrations)."""
    for statement in _TABLES:
        db.execute(statement)
    for (doc,) in db.execute("SELECT num FROM documents ORDER BY num").fetchall():
        follow(db, doc)


def follow(db: Database, doc: int) -> None:
    """Bring the rows of one document (by number) up to date with its claims and names."""
    claims = db.execute(_ACTIVE, (doc, "claim")).fetchall()
    before = {row[0]: row for row in db.execute(f"SELECT {COLUMNS} FROM facts WHERE doc = ?", (doc,))}
    if not claims and not before:
        return
    verdicts = verdicts_where(db, "r.doc = ? AND r.kind = 'claim'", doc)
    named = _named(db, doc)
    changed: list[tuple[object, ...]] = []
    names: list[tuple[int, int, int]] = []
    for num, record_id, raw in claims:
        verdict = verdicts.get(record_id)
        claim = decode(raw, Claim)
        claim = current(claim, verdict) if verdict and verdict.changes else claim
        status = STATUSES.index(verdict.status) if verdict else 0
        row, of_it = _row(num, doc, claim, status, named)
        if before.pop(num, None) != row:
            changed.append(row)
            names += ((atom, role, num) for atom, role in of_it)
    _replace(db, changed, names)
    db.executemany("DELETE FROM facts WHERE claim = ?", ((num,) for num in before))


def judge(db: Database, record: str, verdict: Verdict) -> None:
    """Note what people decided on a claim."""
    db.execute(
        "UPDATE facts SET status = ?, seq = ? WHERE claim = (SELECT num FROM records WHERE id = ?)",
        (STATUSES.index(verdict.status), _next(db), record),
    )


def revoice(db: Database, atoms: Collection[int]) -> None:
    """Tell anew in which voice the claims are whose holder and subject are both among these atoms (by number)."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS moved(atom INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM moved")
    db.executemany("INSERT INTO moved VALUES (?)", ((atom,) for atom in atoms))
    docs = db.execute(
        "SELECT DISTINCT f.doc FROM claim_names AS h JOIN claim_names AS a ON a.claim = h.claim AND a.role = ?"
        " JOIN facts AS f ON f.claim = h.claim WHERE h.role = ?"
        " AND h.entity IN (SELECT atom FROM moved) AND a.entity IN (SELECT atom FROM moved)",
        (ABOUT, HOLDS),
    ).fetchall()
    for (doc,) in docs:
        follow(db, doc)


def voice_of(claim: Claim, entity_of: Callable[[Anchor], str | None]) -> Voice:
    """Tell whose words a claim gives: somebody's about himself, the author's, or those of somebody whom the author reports.

    Args:
        claim: the claim.
        entity_of: the id of the entity whose mention stands at an anchor, if any.
    """
    if not claim.chain:
        return "author"
    holder = claim.chain[-1].holder
    if holder.kind == "hidden":
        return "hidden"
    if is_self_description(claim, entity_of=entity_of):
        return "self"
    return "author" if holder.kind == "author" else "reported"


@dataclass(frozen=True, slots=True)
class _Names:
    """Who is named where in a document: atoms by place, the number of each and the entity it is in, by its id."""

    at: NamedAt
    number: dict[str, int]
    within: dict[str, str]

    def atom(self, entity: Entity | None) -> int | None:
        return self.number[entity.id] if entity else None

    def entity_of(self, anchor: Anchor) -> str | None:
        atom = self.at.at(anchor)
        return self.within[atom.id] if atom else None


def _row(num: int, doc: int, claim: Claim, status: int, names: _Names) -> tuple[tuple[object, ...], set[tuple[int, int]]]:
    """Return the row of a claim, and the atoms in it with what each is."""
    steps = [names.atom(names.at.holder(step.holder)) for step in claim.chain]
    about = [names.atom(names.at.at(at)) for at in claim.about]
    of_it = {(atom, HOLDS if at == len(steps) - 1 else PASSES_ON) for at, atom in enumerate(steps) if atom is not None}
    of_it |= {(names.number[atom.id], ABOUT) for atom in names.at.about(claim)}
    of_it |= set(_related(claim, names))
    cited = 2 if claim.cites else 1 if claim.cites_possible else 0
    start = claim.content[0].start if claim.content else 0
    voice = VOICES.index(voice_of(claim, names.entity_of))
    times = (claim.said, claim.content_time)
    holder = claim.chain[-1].holder if claim.chain else None
    words = (_folded([at for at in (holder.at, holder.refers_to) if at] if holder else ()), _folded(claim.about))
    told = msgspec.json.encode((steps, about, sorted(of_it)))  # the last so that a row changes with its names
    return (num, doc, start, status, voice, int(bool(claim.hedges)), cited, *times, claim.relation, *words, told), of_it


def _related(claim: Claim, names: _Names) -> Iterator[tuple[int, int]]:
    """Yield the atoms that the relation of a claim ties, with what each is."""
    relation = claim.relation_from
    if relation is None or claim.relation != relation.kind:
        return
    roles = (SUBJECT, OBJECT) if claim.polarity == "positive" else (DENIED_SUBJECT, DENIED_OBJECT)
    for places, role in zip((relation.subject, relation.object), roles, strict=True):
        for at in places:
            if (atom := names.atom(names.at.at(at))) is not None:
                yield atom, role


def _folded(anchors: Sequence[Anchor]) -> str:
    return "\n".join(fold_text(" ".join(at.text.split())) for at in anchors)


def _named(db: Database, doc: int) -> _Names:
    """Return who is named where in a document, by the directory."""
    rows = db.execute(
        "SELECT r.id, a.num, a.id, e.id FROM records AS r JOIN members AS m ON m.record = r.num"
        " JOIN entities AS a ON a.num = m.entity JOIN entities AS e ON e.num = COALESCE(a.within, a.num) WHERE r.doc = ?",
        (doc,),
    ).fetchall()
    atoms = {atom: Entity(id=EntityId(atom), kind="concept", name="", members=()) for _, _, atom, _ in rows}
    atom_of = {record: atoms[atom] for record, _, atom, _ in rows}
    mentions = [decode(raw, Mention) for _, one, raw in db.execute(_ACTIVE, (doc, "mention")).fetchall() if one in atom_of]
    entries = [decode(raw, Entry) for _, one, raw in db.execute(_ACTIVE, (doc, "entry")).fetchall() if one in atom_of]
    return _Names(
        at=NamedAt(atom_of, mentions, entries),
        number={atom: num for _, num, atom, _ in rows},
        within={atom: entity for _, _, atom, entity in rows},
    )


def _replace(db: Database, rows: list[tuple[object, ...]], names: list[tuple[int, int, int]]) -> None:
    if not rows:
        return
    seq = _next(db)
    db.executemany("DELETE FROM claim_names WHERE claim = ?", ((row[0],) for row in rows))
    db.executemany(_PUT, ((*row, seq) for row in rows))
    db.executemany("INSERT INTO claim_names(entity, role, claim) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", names)


def _next(db: Database) -> int:
    db.execute("UPDATE facts_state SET seq = seq + 1")
    return int(db.execute("SELECT seq FROM facts_state").fetchone()[0])
