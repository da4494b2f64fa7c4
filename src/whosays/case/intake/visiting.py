"""What the answer to a request becomes in a case: captures of the page, of the exchange and of its time stamp, and a visit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.analyse.visits import Seen
from whosays.capture.feeds import is_feed
from whosays.capture.files import Taken
from whosays.case.asking.comparing import version_of
from whosays.records import Capture, CaptureId, DocumentId, Visit, VisitId, make_id
from whosays.sources import same_address, source_id
from whosays.store.faults import NoSuchDocument
from whosays.text.charsets import charset_of

if TYPE_CHECKING:
    from whosays.analyse.compare import Version
    from whosays.analyse.visits import Verdict
    from whosays.capture.web import Fetched
    from whosays.case.whole import WholeView
    from whosays.records import VisitOutcome
    from whosays.store.writer import Writer

_EXCHANGE, _STAMP = "application/warc", "application/timestamp-reply"
_FOUND: frozenset[VisitOutcome] = frozenset({"first", "same", "changed", "moved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A fetched address, and the captures made of it. `page` is there where the server sent what was asked for."""

    fetched: Fetched
    page: Taken | None
    exchange: Taken | None
    stamp: Taken | None

    @property
    def is_feed(self) -> bool:
        """Whether the page is a feed, which lists addresses and is no document."""
        return self.page is not None and is_feed(self.page.raw)

    @property
    def is_refused(self) -> bool:
        """Whether nothing was asked, since no address like this may be (its scheme, its spelling, a private network)."""
        failure = self.fetched.failure
        return failure is not None and failure.kind == "address" and self.exchange is None


@dataclass(slots=True)
class History:
    """The visits of one source so far: the last one, and the last that found the page."""

    last: Visit
    found: Visit | None = None


def make_answer(fetched: Fetched) -> Answer:
    """Make captures of what was fetched."""
    name = fetched.name or fetched.final_url
    return Answer(
        fetched=fetched,
        page=_taken(fetched, fetched.body, name, fetched.media_type) if fetched.is_page else None,
        exchange=_taken(fetched, fetched.warc, f"{name}.warc.gz", _EXCHANGE),
        stamp=_taken(fetched, fetched.stamp, f"{name}.tsr", _STAMP),
    )


def put_beside(writer: Writer, answer: Answer) -> None:
    """Keep what proves a visit. It is nothing to read: the page itself is read as a capture of its own."""
    for taken in (answer.exchange, answer.stamp):
        if taken:
            writer.put_capture(taken.capture, taken.raw)


def make_visit(answer: Answer, verdict: Verdict, history: History | None) -> Visit:
    """Make the visit that an answer was."""
    fetched = answer.fetched
    source = source_id(fetched.url)
    previous = history.found or history.last if history else None
    capture = answer.page.capture.id if answer.page else None
    return Visit(
        id=VisitId(make_id("vis", source, fetched.url, fetched.at, capture, history.last.id if history else None)),
        source=source,
        url=fetched.url,
        when=fetched.at,
        outcome=verdict.outcome,
        status=fetched.status,
        redirects=fetched.redirects,
        headers=fetched.headers,
        certificate=fetched.certificate,
        capture=capture,
        exchange=answer.exchange.capture.id if answer.exchange else None,
        stamp=answer.stamp.capture.id if answer.stamp else None,
        previous=previous.id if previous else None,
        note="; ".join(reason.said for reason in verdict.reasons) or None,
    )


def read_histories(view: WholeView) -> dict[str, History]:
    """Return the visits of each source so far, by its id, in the order of the first ones."""
    out: dict[str, History] = {}
    for visit in view.stored.visits():
        history = out.setdefault(visit.source, History(last=visit))
        follow(history, visit)
    return out


def follow(history: History, visit: Visit) -> None:
    """Bring a history up to date with a visit."""
    history.last = visit
    if was_found(visit):
        history.found = visit


def was_found(visit: Visit) -> bool:
    """Ask whether a visit found the page, and it was kept."""
    return visit.outcome in _FOUND and visit.capture is not None


def seen_now(view: WholeView, answer: Answer) -> Seen:
    """Return an answer as the judge of visits wants it."""
    fetched = answer.fetched
    version = _version(view, answer.page.capture.id) if answer.page else None
    return Seen(
        url=fetched.url,
        final_url=fetched.final_url,
        at=fetched.at,
        status=fetched.status,
        for_good=fetched.moved_for_good,
        canonical=_canonical(view, version),
        last_modified=_header(fetched.headers, "last-modified"),
        capture=answer.page.capture.id if answer.page else None,
        version=version,
        failure=fetched.failure.why if fetched.failure else None,
    )


def seen_then(view: WholeView, visit: Visit) -> Seen:
    """Return an earlier visit as the judge of visits wants it."""
    version = _version(view, visit.capture) if visit.capture else None
    return Seen(
        url=visit.url,
        final_url=visit.redirects[-1] if visit.redirects else visit.url,
        at=visit.when,
        status=visit.status,
        canonical=_canonical(view, version),
        last_modified=_header(visit.headers, "last-modified"),
        capture=visit.capture,
        version=version,
    )


def _version(view: WholeView, capture: CaptureId) -> Version | None:
    """Return what was read of a capture, where it is one document with words."""
    try:
        version = version_of(view, view.document(DocumentId(make_id("doc", capture))))
    except NoSuchDocument:
        return None
    return version if version.passages else None


def _canonical(view: WholeView, version: Version | None) -> str | None:
    """Return the address that a page gives as its own, where it is not the one that it was captured at."""
    if version is None or version.document.url is None:
        return None
    own = view.stored.capture(version.document.capture).url
    return version.document.url if own is None or same_address(own) != same_address(version.document.url) else None


def _taken(fetched: Fetched, raw: bytes | None, name: str, media_type: str) -> Taken | None:
    if not raw:
        return None
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type=media_type,
        method="fetch",
        fetched_at=fetched.at,
        url=fetched.final_url,
        charset=charset_of(_header(fetched.headers, "content-type") or ""),
    )
    return Taken(capture=capture, raw=raw, path=Path(name))


def _header(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)
