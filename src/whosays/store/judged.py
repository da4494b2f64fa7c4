"""What people decided on a record: a fold over its judgements, in the order in which they were made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from whosays.derived import standing
from whosays.records import Judgement
from whosays.store.codec import decode
from whosays.store.faults import BadEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.store.codec import Stored
    from whosays.store.database import Database

Status = Literal["proposed", "accepted", "edited", "rejected"]
_STATUS: dict[str, Status] = {"accept": "accepted", "edit": "edited", "reject": "rejected"}
# What makes a record this record: an edit of these would be another record.
FIXED = frozenset({"id", "doc", "by"})

T = TypeVar("T", bound="Stored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What holds for a record: status, the judgement that says so, the changes of every edit that stands (oldest first)."""

    status: Status = "proposed"
    last: Judgement | None = None
    changes: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Ask whether a person's decision stands, so that no run may take the record away or write over it."""
        return self.status != "proposed"


def fold_judgements(judgements: Sequence[Judgement]) -> Verdict:
    """Fold the judgements on one record, oldest first.

    An undo takes away the judgement that it `supersedes` and can be undone, which brings back what it took away
    (`derived.standing`). What was decided on two records (who is who) changes neither, so it is passed over here.
    """
    decided = [judgement for judgement in standing(judgements) if judgement.decision in _STATUS]
    return Verdict(
        status=_STATUS[decided[-1].decision] if decided else "proposed",
        last=decided[-1] if decided else None,
        changes=tuple(judgement.changes for judgement in decided if judgement.decision == "edit" and judgement.changes),
    )


def verdicts_where(db: Database, which: str, *values: object) -> dict[str, Verdict]:
    """Return the verdicts on the records (`r`, in SQL) that are asked for, by id, where somebody decided."""
    found: dict[str, list[Judgement]] = {}
    for (raw,) in db.execute(
        f"SELECT j.payload FROM judgements AS j JOIN records AS r ON r.id = j.record WHERE {which} ORDER BY j.num", values
    ):
        judgement = decode(raw, Judgement)
        found.setdefault(judgement.record, []).append(judgement)
    return {record: fold_judgements(judgements) for record, judgements in found.items()}


def rejected_where(db: Database, which: str, *values: object) -> list[str]:
    """Return the ids of those that people rejected."""
    return [one for one, verdict in verdicts_where(db, which, *values).items() if verdict.status == "rejected"]


def apply_changes(record: T, changes: str) -> T:
    """Return the record with the fields of a JSON object set; raise BadEdit where a field or value does not fit."""
    return _changed(record, changes, strict=True)


def current(record: T, verdict: Verdict) -> T:
    """Return the record as it stands after the edits. A field that the record no longer has is passed over."""
    for changes in verdict.changes:
        record = _changed(record, changes, strict=False)
    return record


def _changed(record: T, changes: str, *, strict: bool) -> T:
    try:
        wanted: Any = msgspec.json.decode(changes)
    except msgspec.DecodeError as error:
        raise BadEdit(record.id, f"{changes!r} is no JSON ({error})") from error
    if not isinstance(wanted, dict):
        raise BadEdit(record.id, f"{changes!r} is no JSON object")
    allowed = {field.name for field in fields(record)} - FIXED
    if strict and (unknown := sorted(set(wanted) - allowed)):
        raise BadEdit(record.id, f"no field {', '.join(unknown)} to edit (it has {', '.join(sorted(allowed))})")
    values = msgspec.to_builtins(record) | {name: value for name, value in wanted.items() if name in allowed}
    try:
        return msgspec.convert(values, type(record))
    except msgspec.ValidationError as error:
        raise BadEdit(record.id, str(error)) from error
