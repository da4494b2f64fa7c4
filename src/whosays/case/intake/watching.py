"""The `watch` stage: visit addresses again, tell what became of each, and put every visit on record.

1. addresses are fetched one after the other, in small lots; the pages among the answers are kept and read;
2. an answer that is a feed is kept and not read: the addresses that are new in it are visited too;
3. each visit is judged beside the last one that found the page (`analyse/visits.py`), and kept with what it shows.

Stopping at any moment loses the lot at hand at most; its pages may be in the case already, and the next run visits them again.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.analyse.visits import Reason, Verdict, judge_visit
from whosays.capture.feeds import read_feed
from whosays.capture.files import Taken
from whosays.capture.media_types import HEAD
from whosays.case.intake.adding import Adding
from whosays.case.intake.visiting import (
    Answer,
    History,
    follow,
    make_answer,
    make_visit,
    put_beside,
    read_histories,
    seen_now,
    seen_then,
    was_found,
)
from whosays.case.settings import read_options
from whosays.case.whole import WholeView
from whosays.errors import WhosaysError
from whosays.line import versions_for
from whosays.problems import make_problem
from whosays.sources import source_at, source_id
from whosays.store.faults import NoOriginal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whosays.analyse.compare import Comparison
    from whosays.capture.feeds import Feed
    from whosays.capture.web import Fetched
    from whosays.records import Problem, Visit, VisitOutcome
    from whosays.store.store import Store

# A process that reads starts in a second or two: one for so many answers, or so many bytes, whichever comes first.
_LOT, _LOT_BYTES = 16, 32 << 20
# An index of sitemaps leads to sitemaps, and those to pages.
_DEEPEST = 3


class NothingToWatch(WhosaysError):
    """No address of the case was ever visited, and none is given."""

    code = "nothing-to-watch"

    def __init__(self) -> None:
        super().__init__("the case has no captured addresses yet; name one: `whosays watch URL`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What became of one address.

    `visit` is on record, but for that of an address which was refused before anything was asked. `comparison` is there where
    there are words on both sides, `problems` are dates that cannot be true, and a time stamp that was not given.
    `feed` is the feed that named the address; `left` counts new addresses of a feed that were left for another time.
    """

    visit: Visit
    reasons: tuple[Reason, ...] = ()
    comparison: Comparison | None = None
    problems: tuple[Problem, ...] = ()
    title: str | None = None
    feed: str | None = None
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Address:
    """An address to visit: the feed that named it, and through how many feeds it came."""

    url: str
    feed: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visited:
    """An answer, the address that it came from, and what is new in it if it is a feed."""

    address: _Address
    answer: Answer
    feed: Feed | None = None
    news: tuple[str, ...] = ()
    left: int = 0


class Watching:
    """One `watch` on its way."""

    def __init__(
        self,
        store: Store,
        fetch: Callable[[str], Fetched],
        *,
        limit: int,
        jobs: int | None,
        timeout: float,
        on_visit: Callable[[str, int], None] | None = None,
        adding: Adding | None = None,
    ) -> None:
        self.store = store
        self.adding = adding or Adding(store)
        self.fetch = fetch
        self.limit = limit
        self.jobs = jobs
        self.timeout = timeout
        self.on_visit = on_visit
        with WholeView(store.view()) as view:
            self.histories = read_histories(view)
        self.queue: deque[_Address] = deque()
        self.asked: set[str] = set()

    def watch(self, urls: Iterable[str] = ()) -> Iterator[Watched]:
        """Visit addresses, or every one that was visited before, and yield what became of each.

        Raises NothingToWatch.
        """
        for url in [*urls] or [history.last.url for history in self.histories.values()]:
            self._ask(_Address(url=url))
        if not self.queue:
            raise NothingToWatch
        while self.queue:
            lot = self._fetch_lot()
            self._keep(lot)
            for visited in lot:
                yield self._record(visited)

    def _ask(self, address: _Address) -> bool:
        """Put an address on the queue, once a run."""
        source = source_id(address.url)
        if source in self.asked:
            return False
        self.asked.add(source)
        self.queue.append(address)
        return True

    def _fetch_lot(self) -> list[_Visited]:
        lot: list[_Visited] = []
        size = 0
        while self.queue and len(lot) < _LOT and size < _LOT_BYTES:
            address = self.queue.popleft()
            if self.on_visit:
                self.on_visit(address.url, len(self.queue))
            answer = make_answer(self.fetch(address.url))
            size += len(answer.page.raw) if answer.page else 0
            lot.append(self._look(address, answer))
        return lot

    def _look(self, address: _Address, answer: Answer) -> _Visited:
        """Look whether an answer is a feed, and put what is new in it on the queue."""
        if not answer.is_feed or answer.page is None:
            return _Visited(address=address, answer=answer)
        feed = read_feed(answer.page.raw, answer.fetched.final_url)
        if feed is None:
            return _Visited(address=address, answer=answer)
        known = self._known_items(address.url)
        new = [item for item in feed.items if item.url not in known and source_id(item.url) not in self.histories]
        new.sort(key=lambda item: item.date or "", reverse=True)  # the newest first; a sort keeps the feed's order otherwise
        wanted = new[: self.limit] if address.depth < _DEEPEST else []
        news = [item.url for item in wanted if self._ask(_Address(url=item.url, feed=address.url, depth=address.depth + 1))]
        return _Visited(address=address, answer=answer, feed=feed, news=tuple(news), left=len(new) - len(wanted))

    def _known_items(self, url: str) -> set[str]:
        """Return the addresses that a feed listed when it was visited last."""
        history = self.histories.get(source_id(url))
        if history is None or history.found is None or history.found.capture is None:
            return set()
        try:
            with self.store.view() as view:
                raw = view.original(history.found.capture)
        except NoOriginal:
            return set()
        found = history.found
        feed = read_feed(raw, found.redirects[-1] if found.redirects else found.url)
        return {item.url for item in feed.items} if feed else set()

    def _keep(self, lot: list[_Visited]) -> None:
        """Keep what came back, and read the pages."""
        with self.store.write() as writer:
            for visited in lot:
                put_beside(writer, visited.answer)
                if visited.feed and visited.answer.page:
                    writer.put_capture(visited.answer.page.capture, visited.answer.page.raw)
        pages = {
            visited.answer.page.capture.id: visited.answer.page for visited in lot if visited.answer.page and not visited.feed
        }
        if pages:
            again = {old.capture.id: old for visited in lot if (old := self._read_otherwise(visited))}
            self.adding.take([list((again | pages).values())], jobs=self.jobs, timeout=self.timeout)

    def _read_otherwise(self, visited: _Visited) -> Taken | None:
        """Return the page of the visit before where it is to be read anew: what a new version reads otherwise is no change."""
        history = self.histories.get(source_id(visited.address.url))
        before = history.found.capture if history and history.found else None
        page = visited.answer.page
        if before is None or page is None or visited.feed or before == page.capture.id:
            return None
        try:
            with self.store.view() as view:
                capture, raw = view.capture(before), view.original(before)
                versions = versions_for(capture, raw[:HEAD], read_options(self.adding.settings, before))
                is_done = view.is_done(before, versions)
        except NoOriginal:
            return None
        return None if is_done else Taken(capture=capture, raw=raw, path=Path(capture.name))

    def _record(self, visited: _Visited) -> Watched:
        """Judge a visit and put it on record."""
        source = source_id(visited.address.url)
        history = self.histories.get(source)
        with WholeView(self.store.view()) as view:
            now = seen_now(view, visited.answer)
            then = seen_then(view, history.found) if history and history.found else None
        verdict = judge_visit(then, now, was_gone=history is not None and history.last.outcome == "gone")
        problems = (*verdict.problems, *_without_stamp(visited.answer))
        if visited.feed:
            verdict = _of_feed(verdict, visited)
        visit = make_visit(visited.answer, verdict, history)
        if history or not visited.answer.is_refused:
            with self.store.write() as writer:
                writer.put_marked([source_at(visit.url)])
                writer.put_visit(visit)
                if was_found(visit):
                    writer.put_problems((), about=source)  # that it could not be captured is over
                writer.put_problems(problems)
            follow(self.histories.setdefault(source, History(last=visit)), visit)
        title = now.version.document.title if now.version else visited.feed.title if visited.feed else None
        return Watched(
            visit=visit,
            reasons=verdict.reasons,
            comparison=verdict.comparison,
            problems=problems,
            title=title,
            feed=visited.address.feed,
            left=visited.left,
        )


def _without_stamp(answer: Answer) -> Iterator[Problem]:
    fetched = answer.fetched
    if fetched.stamp_failure:
        yield make_problem("stamp-failed", f"{fetched.url}, visited {fetched.at}: {fetched.stamp_failure}")


def _of_feed(verdict: Verdict, visited: _Visited) -> Verdict:
    """Tell what is new in a feed, instead of that its bytes are others."""
    reasons = [reason for reason in verdict.reasons if reason.code not in ("unread", "bytes")]
    if verdict.outcome not in ("first", "same", "changed"):
        return verdict
    left = f" ({visited.left:,} more are left for another time)" if visited.left else ""
    number = len(visited.news)
    told = Reason(code="feed", said=f"{number:,} new address{'' if number == 1 else 'es'} in the feed{left}")
    is_same = verdict.outcome == "changed" and not (number or visited.left)
    outcome: VisitOutcome = "same" if is_same else verdict.outcome
    return replace(verdict, outcome=outcome, reasons=(*reasons, told))
