"""Activity: who decided what, latest first, each with the words that it is on and a way to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.case.judging.hiding import told
from whosays.desk.page import Pages
from whosays.notation import show
from whosays.records import Claim, Document
from whosays.store.faults import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.case.asking.browsing import Browsing
    from whosays.desk.app import Desk
    from whosays.records import Anchor, Judgement

pages = Pages()
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement with the words of what it is on, and the address that opens them."""

    id: str
    decision: str
    record: str
    other: str | None
    who: str
    when: str
    note: str | None
    words: str
    opens: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Some of the judgements, latest first: those of one person where `who` says so; and everybody who made any."""

    who: str
    people: tuple[str, ...]
    judgements: tuple[Decided, ...]
    more: int | None


@pages.page("/activity", "activity.html")
def activity(desk: Desk, who: str = "", start: int = 0) -> Activity:
    """Show who decided what, latest first."""
    start = max(start, 0)
    with desk.browse() as browse:
        found = browse.lookup.judgements(who=who, start=start, limit=AT_ONCE + 1)
        shown = []
        for one in found[:AT_ONCE]:
            words, opens = _in_place(browse, one)
            shown.append(
                Decided(
                    id=one.id,
                    decision=one.decision,
                    record=one.record,
                    other=one.other,
                    who=one.who,
                    when=one.when,
                    note=one.note,
                    words=words,
                    opens=opens,
                )
            )
        return Activity(
            who=who,
            people=tuple(browse.lookup.reviewers()),
            judgements=tuple(shown),
            more=start + AT_ONCE if len(found) > AT_ONCE else None,
        )


def _in_place(browse: Browsing, decided: Judgement) -> tuple[str, str | None]:
    """Return the words of a record that somebody decided on, and the address that opens them, None where nothing does."""
    record = decided.record
    if decided.decision == "hide" and record.startswith("doc-"):  # of a document, a stretch
        stretch = told(decided)
        return " … ".join(stretch.words), "/documents/{}?at={}&to={}#found".format(*stretch.place or (record, -1, -1))
    if record.startswith("ent-"):
        return browse.who.called(record), f"/names/{record}" if browse.who.find(record) else None
    try:
        found = browse.view.stored.record(record)
    except NoSuchRecord:
        return record, None
    if isinstance(found, Document):
        return found.title or found.name, f"/documents/{found.id}"
    if isinstance(found, Claim):
        return _words(found.content), f"/claims/{found.id}"
    at = next(iter(anchors_of(found)), None)  # type: ignore[call-overload, unused-ignore]
    return (_words([at]), f"/documents/{at.doc}?at={at.start}&to={at.end}#found") if at else (show(found), None)


def _words(anchors: Iterable[Anchor]) -> str:
    return " … ".join(" ".join(at.text.split()) for at in anchors)
