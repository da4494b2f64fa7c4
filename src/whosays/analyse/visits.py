"""What a visit to an address shows beside the visit before: same, changed, gone, moved or failed, and why.

1. no answer, or one that says nothing of the page (busy, broken, forbidden): `failed`, whatever was there before;
2. 404 or 410, a page that only says that it was removed, or a way to the site's front page instead: `gone`;
3. another address for good, with the same text: `moved`;
4. other words, title, author, publisher or date: `changed`; the same ones, or other page furniture alone: `same`.

Nothing is called gone for trouble on the way, nor for a page that quotes such words in a text that is still there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from whosays.analyse.compare import Comparison, Version, compare
from whosays.analyse.likeness import kept_share, to_bag
from whosays.analyse.passage_diff import Side
from whosays.analyse.visit_dates import date_problems
from whosays.anchors import Cutter
from whosays.sources import same_address
from whosays.text.removed import Removal, find_removal

if TYPE_CHECKING:
    from whosays.analyse.likeness import Bag
    from whosays.records import Anchor, CaptureId, Problem, VisitOutcome

ReasonCode = Literal[
    "network", "status", "empty", "removed-phrase", "front-page", "error-page", "redirect", "canonical", "elsewhere",
    "bytes", "words", "furniture", "fields", "back", "unread", "feed",
]  # fmt: skip
_GONE = frozenset({404, 410})
# So many words are no article. A page that says it was removed has a sentence or two, and a list of other pages perhaps.
_SHORT = 150
# Less than this of the words before is left where a page was replaced, more than that where it only moved.
_VANISHED, _STAYED = 0.3, 0.6
_ERROR_PATH = re.compile(r"(?:^|[/_.-])(?:404|not-?_?found|error|page-?_?removed)(?:[/_.-]|$)", re.IGNORECASE)
_TOLD = ("title", "author", "publisher", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one visit saw.

    `url` was asked for, `final_url` answered; `for_good` says that every redirect between them is a lasting one. `canonical` is
    the address that the page gives as its own, where that is another one. `version` is what was read of the body, None where
    nothing could be. `failure` says why there is no answer.
    """

    url: str
    final_url: str
    at: str
    status: int | None = None
    for_good: bool = False
    canonical: str | None = None
    last_modified: str | None = None
    capture: CaptureId | None = None
    version: Version | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a visit is called what it is: a code for programs, half a sentence for people, the words that show it."""

    code: ReasonCode
    said: str
    at: Anchor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a visit shows. `comparison` is there where both visits have a text, `problems` are dates that cannot be true."""

    outcome: VisitOutcome
    reasons: tuple[Reason, ...] = ()
    comparison: Comparison | None = None
    problems: tuple[Problem, ...] = ()


def judge_visit(before: Seen | None, after: Seen, *, was_gone: bool = False) -> Verdict:
    """Say what a visit shows.

    Args:
        before: the last visit that found the page itself; None where none has.
        after: the visit.
        was_gone: the visit just before found it gone.
    """
    if reason := _no_answer(after):
        return Verdict(outcome="failed", reasons=(reason,))
    if after.status in _GONE:
        return Verdict(outcome="gone", reasons=(Reason(code="status", said=f"the server answers {after.status}"),))
    if before is None:
        return Verdict(outcome="first", problems=date_problems(None, after, None))
    is_other = before.capture != after.capture
    comparison = compare(before.version, after.version) if is_other and before.version and after.version else None
    if reason := _gone(before, after):
        return Verdict(outcome="gone", reasons=(reason,), comparison=comparison)
    back = (Reason(code="back", said="the page is there again"),) if was_gone else ()
    moved = _moved(before, after)
    changes = _changes(before, after, comparison)
    is_changed = any(reason.code in ("words", "fields", "unread") for reason in changes)
    outcome: VisitOutcome = "moved" if any(r.code != "elsewhere" for r in moved) else "changed" if is_changed else "same"
    return Verdict(
        outcome=outcome,
        reasons=(*back, *moved, *changes),
        comparison=comparison,
        problems=date_problems(before, after, comparison),
    )


def _no_answer(after: Seen) -> Reason | None:
    if after.failure is not None or after.status is None:
        return Reason(code="network", said=after.failure or "there was no answer")
    if after.status in _GONE:
        return None
    if not 200 <= after.status < 300:
        return Reason(code="status", said=f"the server answers {after.status}, which says nothing of the page")
    return None if after.capture else Reason(code="empty", said="the answer has no bytes")


def _gone(before: Seen, after: Seen) -> Reason | None:
    """Say why a page that was answered is not the page that was there."""
    if before.capture == after.capture or after.version is None:
        return None
    if before.version and kept_share(_words(before.version), words := _words(after.version)) >= _VANISHED:
        return None
    words = _words(after.version)
    if found := _removal(after.version, is_short=words.total() <= _SHORT):
        return found
    if same_address(after.final_url) == same_address(before.final_url):
        return None
    if leads_up(after.url, after.final_url) and not leads_up(after.url, before.final_url):
        return Reason(code="front-page", said=f"it leads to {after.final_url} instead")
    if _ERROR_PATH.search(urlsplit(after.final_url).path) and not _ERROR_PATH.search(urlsplit(after.url).path):
        return Reason(code="error-page", said=f"it leads to an error page, {after.final_url}")
    return None


def _removal(after: Version, *, is_short: bool) -> Reason | None:
    """Find words that say the page was removed: anywhere in a short text, in title or headings of a longer one."""
    cutter = Cutter(after.document)
    for passage in after.passages:
        if passage.zone != "heading" and not is_short:
            continue
        for piece in passage.pieces:
            if found := find_removal(piece.text):
                at = cutter.cut(piece.start + found.start, piece.start + found.end)
                return Reason(code="removed-phrase", said=_said(found, at.text), at=at)
    title = after.document.title or ""
    if found := find_removal(title):
        return Reason(code="removed-phrase", said=_said(found, title[found.start : found.end]))
    return None


def _said(found: Removal, words: str) -> str:
    what = "was removed" if found.kind == "removed" else "is not there"
    return f"the page says that it {what} (“{' '.join(words.split())}”)"


def leads_up(url: str, target: str) -> bool:
    """Ask whether an address leads to the front page of its site, or of the part of the site that it lies in."""
    asked, found = (same_address(address).partition("?")[0].split("/") for address in (url, target))
    return len(found) < len(asked) and found == asked[: len(found)]


def _moved(before: Seen, after: Seen) -> list[Reason]:
    """Say where the page is now, if that is not where it was."""
    if before.capture != after.capture:
        if not (before.version and after.version):
            return []
        if kept_share(_words(before.version), _words(after.version)) < _STAYED:
            return []
    if same_address(after.final_url) != same_address(before.final_url):
        if after.for_good:
            return [Reason(code="redirect", said=f"it leads to {after.final_url} for good")]
        return [Reason(code="elsewhere", said=f"{after.final_url} answers for it at the moment")]
    if after.canonical is None or not urlsplit(after.canonical).path.strip("/"):
        return []
    if before.canonical and same_address(before.canonical) == same_address(after.canonical):
        return []
    return [Reason(code="canonical", said=f"the page now gives {after.canonical} as its address")]


def _changes(before: Seen, after: Seen, comparison: Comparison | None) -> list[Reason]:
    if before.capture == after.capture:
        return []
    if comparison is None:
        return [Reason(code="unread", said="the bytes are others, and there are no words to compare")]
    out: list[Reason] = []
    counts = [f"{number} {kind}" for kind, number in comparison.counts.items() if number and kind != "same"]
    if counts:
        out.append(Reason(code="words", said=f"passages: {', '.join(counts)}"))
    out += [
        Reason(code="fields", said=f"{field.field}: {field.before or '–'} → {field.after or '–'}")
        for field in comparison.fields
        if field.field in _TOLD
    ]
    if out:
        return out
    if comparison.furniture:
        return [Reason(code="furniture", said="only what stands beside the text differs")]
    return [Reason(code="bytes", said="the bytes are others, the words are the same")]


def _words(version: Version) -> Bag:
    side = Side(version.document, version.passages)
    return to_bag(key for words, aside in zip(side.words, side.aside, strict=True) if not aside for key in words.keys)
