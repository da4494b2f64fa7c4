"""What people decided must not leave a case: the judgements `hide`, and what each of them says of the words.

A judgement keeps the words that were meant when it was made. What it is on may be found otherwise by a later version, or not at
all; what was hidden stays hidden. It also keeps a key of its own: ids that are made of hidden words are made anew with it, as
anybody could else make the id of a guessed name and look whether it is the same.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.derived import standing
from whosays.records import Anchor, DocumentId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.records import Judgement

_KINDS = {"ent": "names", "men": "mentions", "clm": "claims", "psg": "passages", "row": "entries", "doc": "stretches"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide:
    """A judgement that hides something: the names, or the places, that were meant when it was made."""

    record: str
    key: str
    names: tuple[str, ...] = ()
    at: tuple[Anchor, ...] = ()

    @property
    def kind(self) -> str:
        """What is hidden, in the plural: names, mentions, claims, passages, entries, stretches (of words), records."""
        return _KINDS.get(self.record.partition("-")[0], "records")


def to_changes(*, names: Iterable[str] = (), at: Sequence[Anchor] = ()) -> str:
    """Return what a judgement that hides keeps, as JSON, with a new key."""
    told: dict[str, object] = {"key": secrets.token_hex(16)}
    if at:
        places = [{"doc": one.doc, "start": one.start, "end": one.end, "text": one.text} for one in at]
        return json.dumps(told | {"at": places}, ensure_ascii=False, sort_keys=True)
    return json.dumps(told | {"names": sorted(set(names))}, ensure_ascii=False, sort_keys=True)


def without_key(judgement: Judgement) -> Judgement:
    """Return a judgement as it may be told: one that hides something without its key, which stays in the case."""
    if judgement.decision != "hide":
        return judgement
    told = {name: value for name, value in json.loads(judgement.changes or "{}").items() if name != "key"}
    return replace(judgement, changes=json.dumps(told, ensure_ascii=False, sort_keys=True))


def hides_that_stand(judgements: Iterable[Judgement]) -> tuple[list[Hide], str]:
    """Return what is hidden, in the order in which it was decided, and the key of the first that ever was ("" of none).

    Args:
        judgements: all of them, oldest first.
    """
    on: dict[str, list[Judgement]] = {}
    ever: list[Judgement] = []
    for judgement in judgements:
        on.setdefault(judgement.record, []).append(judgement)
        if judgement.decision == "hide":
            ever.append(judgement)
    left = {one.id for record in {one.record for one in ever} for one in standing(on[record])}
    return [read_hide(one) for one in ever if one.id in left], read_hide(ever[0]).key if ever else ""


def read_hide(judgement: Judgement) -> Hide:
    """Return what a judgement that hides says of the words."""
    told = json.loads(judgement.changes or "{}")
    return Hide(
        record=judgement.record,
        key=told.get("key", ""),
        names=tuple(told.get("names", ())),
        at=tuple(Anchor(doc=DocumentId(p["doc"]), start=p["start"], end=p["end"], text=p["text"]) for p in told.get("at", ())),
    )
