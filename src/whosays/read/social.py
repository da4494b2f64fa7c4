"""Read exports of social networks: one document a post, of the accounts that the user has named as sources.

1. The bytes are JSON, or JSON a line, or the script of an account archive. 2. By its structure the export is of a network that
whosays knows. 3. Posts of accounts that are no sources are counted and not kept: most of them are private persons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read import posts_bluesky, posts_mastodon, posts_telegram, posts_x
from whosays.read.encoding import NotText
from whosays.read.json_values import BadJson, lines, parse, to_utf8
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.social_keeping import Tally, keep_posts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.read.posts import Sighting
    from whosays.records import Capture, Problem

_TYPES = frozenset(
    ("application/json", "application/x-ndjson", "application/jsonl", "application/activity+json", "application/ld+json")
)
_ENDINGS = (".json", ".jsonl", ".ndjson")
_ARCHIVE = re.compile(rb"\s*(?:\xef\xbb\xbf)?window\.YTD\.(\w{1,60})\.part\d+\s*=\s*")
_TWEETS = frozenset(("tweet", "tweets", "community_tweet"))
_PRIVATE = re.compile(r"direct_messages?|direct_message_\w+|grok_chat\w*|ad_\w+|device_\w+|ip_audit|phone_\w+|email_\w+")
_NETWORKS = (posts_x, posts_mastodon, posts_bluesky, posts_telegram)
# So many broken lines are told one by one.
_TOLD = 20


class SocialReader:
    """Exports of X, Mastodon, Bluesky and Telegram; JSON of any other kind is told to be none."""

    name = "social"
    version = "2"
    heeds = ("accounts", "all_accounts")
    _made_by = f"{name} {version}"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is JSON, a part of an account archive, or a repository of Bluesky."""
        name = capture.name.lower()
        if capture.media_type in _TYPES or name.endswith(_ENDINGS):
            return not head.startswith((b"%PDF-", b"PK\x03\x04"))
        return _ARCHIVE.match(head) is not None or (name.endswith(".car") and b"eroots" in head[:64])

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes, one post after the other."""
        if capture.name.lower().endswith(".car"):
            yield _unknown(capture, "a repository of Bluesky (CAR); export the posts as JSON instead")
            return
        try:
            raw = to_utf8(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        if archive := _ARCHIVE.match(raw):
            yield from self._read_archive(capture, raw, archive, options)
            return
        problems: list[Problem] = []
        found = _find_posts(_values(capture, raw, problems), tally := Tally())
        yield from keep_posts(capture, found, tally, options, made_by=self._made_by)
        yield from problems

    def _read_archive(
        self, capture: Capture, raw: bytes, archive: re.Match[bytes], options: ReadOptions
    ) -> Iterator[Reading | Problem]:
        kind = archive[1].decode()
        if _PRIVATE.fullmatch(kind):
            yield make_problem("private-not-read", f"{capture.name}: the part {kind!r} of an account archive is private")
            return
        if kind not in _TWEETS:
            yield _unknown(capture, f"the part {kind!r} of an account archive, which holds no posts")
            return
        try:
            tweets = parse(raw[archive.end() :].strip().rstrip(b";"))
        except BadJson as error:
            raise UnreadableDocument(capture.name, f"its list of posts is damaged ({error})") from error
        listed = tweets if isinstance(tweets, list) else []
        yield from keep_posts(capture, posts_x.read_archive(listed, raw), Tally(), options, made_by=self._made_by)


def _unknown(capture: Capture, what: str) -> Problem:
    return make_problem("unknown-kind", f"{capture.name} is {what}")


def _values(capture: Capture, raw: bytes, problems: list[Problem]) -> Iterator[object]:
    """Yield the values of the file: those of a list, one a line, or the only one. A broken line is told, and passed over."""
    first = next(lines(raw), None)
    if first is None:
        raise UnreadableDocument(capture.name, "it is empty")
    try:
        value = parse(first[1])
    except BadJson as error:
        yield from _whole(capture, raw, error, problems)
        return
    if raw.strip() == first[1]:
        yield from value if isinstance(value, list) else (value,)
        return
    yield value
    yield from _by_line(capture, raw, first[0], problems)


def _whole(capture: Capture, raw: bytes, first: BadJson, problems: list[Problem]) -> Iterator[object]:
    """Yield the values of JSON that is printed over several lines; else of lines whose first is broken."""
    try:
        value = parse(raw)
    except BadJson as error:
        second = next((line for number, line in lines(raw) if number > 1), b"")
        if raw.lstrip()[:1] == b"{" and second[:1] == b"{":
            problems.append(make_problem("broken-line", f"{capture.name}: line 1 is no JSON ({first}); it was passed over"))
            yield from _by_line(capture, raw, 1, problems)
            return
        raise UnreadableDocument(capture.name, f"its JSON is damaged or cut off ({error})") from error
    yield from value if isinstance(value, list) else (value,)


def _by_line(capture: Capture, raw: bytes, after: int, problems: list[Problem]) -> Iterator[object]:
    broken = 0
    for number, line in lines(raw):
        if number <= after:
            continue
        try:
            yield parse(line)
        except BadJson as error:
            broken += 1
            if broken <= _TOLD:
                problems.append(
                    make_problem("broken-line", f"{capture.name}: line {number} is no JSON ({error}); it was passed over")
                )
    if broken > _TOLD:
        problems.append(make_problem("broken-line", f"{capture.name}: {broken - _TOLD} more lines are no JSON"))


def _find_posts(values: Iterable[object], tally: Tally) -> Iterator[Sighting]:
    """Yield the posts of values, whatever network each is of; the network of the last one is tried first."""
    order = list(_NETWORKS)
    for value in values:
        for place, network in enumerate(order):
            found = network.find_posts(value)
            if found is not None:
                if place:
                    order.insert(0, order.pop(place))
                tally.known += 1
                yield from found
                break
        else:
            tally.unknown += 1
