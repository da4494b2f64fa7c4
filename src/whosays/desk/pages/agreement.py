"""Agreement: what several people decided on, how often they gave the same answer, and the words on which they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from whosays.anchors import anchors_of
from whosays.desk.page import Pages
from whosays.records import Claim, Document
from whosays.store.faults import NoSuchDocument, NoSuchRecord

if TYPE_CHECKING:
    from whosays.analyse.reviewers import Agreement, Difference
    from whosays.case.asking.analysing import Analysing
    from whosays.desk.app import Desk
    from whosays.records import Record

pages = Pages()
AT_ONCE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer: who, what, when, with which remark, and the fields that an edit sets, with their values."""

    who: str
    answer: str
    when: str
    note: str | None
    sets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """What people answered otherwise: its words, where they open, and the answers side by side."""

    record: str
    words: tuple[str, ...]
    opens: str | None
    document: str | None
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """How every two people answered, and a page of what they differ on; `more`: where the next page starts."""

    decided_by_several: int
    agreements: tuple[Agreement, ...]
    differing: int
    start: int
    differences: tuple[Differing, ...]
    more: int | None


@pages.page("/agreement", "agreement.html")
def agreement(desk: Desk, start: int = 0) -> Agreements:
    """Show how people answered what several of them decided on. It compares answers, and rates nobody."""
    with desk.ask() as ask:
        compared = ask.agreement()
        start = max(start, 0)
        shown = compared.differences[start : start + AT_ONCE]
        return Agreements(
            decided_by_several=compared.decided_by_several,
            agreements=compared.agreements,
            differing=len(compared.differences),
            start=start,
            differences=tuple(_differing(one, ask) for one in shown),
            more=start + AT_ONCE if start + AT_ONCE < len(compared.differences) else None,
        )


def _differing(difference: Difference, ask: Analysing) -> Differing:
    from whosays.analyse.reviewers import answer

    words, opens, document = _in_place(difference, ask)
    return Differing(
        record=difference.record,
        words=words,
        opens=opens,
        document=document,
        answers=tuple(
            Given(who=one.who, answer=answer(one), when=one.when, note=one.note, sets=_sets(one.changes))
            for one in difference.answers
        ),
    )


def _in_place(difference: Difference, ask: Analysing) -> tuple[tuple[str, ...], str | None, str | None]:
    """Return the words of what was decided on, the address that opens them, and the title of their document."""
    if difference.other is not None:
        both = (difference.record, difference.other)
        return tuple(_name(one, ask) for one in both), f"/names/{difference.record}", None
    try:
        record = ask.view.stored.record(difference.record)
    except NoSuchRecord:
        return (), None, None
    words = _words(record)
    anchor = next(iter(anchors_of(record)), None)  # type: ignore[call-overload, unused-ignore]
    if anchor is None:
        return words, None, None
    try:
        doc = ask.view.stored.document(anchor.doc)
    except NoSuchDocument:
        return words, None, None
    leads = f"?claim={record.id}#{record.id}" if isinstance(record, Claim) else ""
    return words, f"/documents/{doc.id}{leads}", doc.title or doc.name


def _name(record: str, ask: Analysing) -> str:
    """Return a name as it was proposed: as it was judged, two that are one now would read the same."""
    found = ask.view.who.atoms.get(record) or ask.view.who.find(record)  # type: ignore[call-overload, unused-ignore]
    return found.name if found else record


def _sets(changes: str | None) -> tuple[tuple[str, str], ...]:
    """Return what an edit sets: words as they are, anything else as it is written down."""
    if changes is None:
        return ()
    told: dict[str, object] = msgspec.json.decode(changes, type=dict[str, object])
    written = ((name, value if isinstance(value, str) else msgspec.json.encode(value).decode()) for name, value in told.items())
    return tuple(written)


def _words(record: Record) -> tuple[str, ...]:
    if isinstance(record, Document):
        return (record.title or record.name,)
    anchors = record.content if isinstance(record, Claim) else list(anchors_of(record))[:1]
    return tuple(" ".join(at.text.split()) for at in anchors)
