"""What people hid of what leaves a case, for somebody who goes through it: which decisions, on what, and where it stands.

A page shows this of one document at a time, so it is told from what each decision kept (`publish.hidden.judgements`), without a
look at the whole case. What leaves is worked out by `publish.hidden.view` alone, which also hides names and dates that stand at
hidden places and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.publish.hidden.judgements import read_hide
from whosays.publish.hidden.places import all_spellings, is_run
from whosays.publish.hidden.spellings import Spellings, merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.publish.hidden.judgements import Hide
    from whosays.records import Anchor, Document, Judgement
    from whosays.resolve.identity import Joined
    from whosays.text.joined import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A decision that hides something: its id, the record, its kind (names, claims, stretches …), the words, the reason.

    `place` is where the first of the words stand: the document, start and end; None of a name.
    """

    id: str
    record: str
    kind: str
    words: tuple[str, ...]
    place: tuple[str, int, int] | None
    reason: str
    who: str
    when: str


class Hiding:
    """What is hidden in a case, by the decisions that stand."""

    def __init__(self, judgements: Iterable[Judgement], who: Joined) -> None:
        """Read the decisions.

        Args:
            judgements: those that hide something and stand, oldest first.
            who: who is who, for the other names of a hidden one.
        """
        self._all = [(told(one), read_hide(one)) for one in judgements]
        words: list[str] = []
        for _, hide in self._all:
            entity = who.find(hide.record) if hide.names else None
            words += all_spellings(entity, [*hide.names, *who.names(entity)]) if entity else hide.names
            words += [at.text for at in hide.at if is_run(at.text)]
        self._spellings = Spellings(words)

    def __len__(self) -> int:
        return len(self._all)

    def latest_first(self) -> tuple[Hidden, ...]:
        """Return the decisions."""
        return tuple(one for one, _ in reversed(self._all))

    def on(self, *records: str) -> Hidden | None:
        """Return the latest decision on any of some records; None of none."""
        return next((one for one, hide in reversed(self._all) if hide.record in records), None)

    def at(self, doc: Document, start: int, end: int) -> tuple[Hidden, ...]:
        """Return the decisions that hide a place within a stretch of a document, in the order of the places."""
        found = [(at.start, one) for one, hide in self._all for at in hide.at if _is_there(at, doc) and start <= at.start < end]
        return tuple(dict.fromkeys(one for _, one in sorted(found, key=lambda pair: pair[0])))

    def spans(self, doc: Document, start: int, end: int) -> list[Span]:
        """Return what is hidden of a stretch of a document: places, and names and words wherever they are spelt."""
        places = [(at.start, at.end) for _, hide in self._all for at in hide.at if _is_there(at, doc)]
        inside = ((max(low, start), min(high, end)) for low, high in places)
        spelt = ((low + start, high + start) for low, high in self._spellings.spans(doc.text[start:end]))
        return merged([*inside, *spelt])


def told(judgement: Judgement) -> Hidden:
    """Return a decision that hides something, in words."""
    hide = read_hide(judgement)
    return Hidden(
        id=judgement.id,
        record=judgement.record,
        kind=hide.kind,
        words=_words(hide),
        place=(hide.at[0].doc, hide.at[0].start, hide.at[0].end) if hide.at else None,
        reason=judgement.note or "",
        who=judgement.who,
        when=judgement.when,
    )


def _words(hide: Hide) -> tuple[str, ...]:
    """Return the words that are hidden, the longest of several spellings first."""
    if hide.names:
        return tuple(sorted(hide.names, key=lambda name: (-len(name), name)))
    return tuple(" ".join(at.text.split()) for at in hide.at)


def _is_there(at: Anchor, doc: Document) -> bool:
    return at.doc == doc.id and doc.text[at.start : at.end] == at.text
