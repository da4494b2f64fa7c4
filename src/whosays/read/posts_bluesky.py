"""Posts in exports of Bluesky: feeds, lists of posts and records of the API. Repositories (CAR files) are not read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from whosays.read.json_values import get, items, text
from whosays.read.posts import FoundPost, Quoted, Sighting
from whosays.text.post_times import to_day, to_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.posts import Relation
    from whosays.text.joined import Span

NETWORK = "bluesky"
_POST = "app.bsky.feed.post"
# So deep threads are followed.
_DEEPEST = 100


def find_posts(value: object) -> Iterator[Sighting] | None:
    """Return the posts of one JSON value, None where it is none of Bluesky."""
    for field in ("feed", "posts", "records"):
        listed = items(value, field)
        if listed and _is_item(listed[0]):
            return (post for item in listed if (post := _see_item(item)))
    if _is_item(value):
        return iter([post for post in (_see_item(value),) if post])
    if _is_item(get(value, "thread")):
        return _read_thread(get(value, "thread"))
    return None


def _is_item(value: object) -> bool:
    post = get(value, "post") or value
    return text(post, "uri").startswith("at://") and (get(post, "record") is not None or get(post, "value") is not None)


def _read_thread(thread: object) -> Iterator[Sighting]:
    waiting = [(thread, 0)]
    while waiting:
        at, depth = waiting.pop()
        if post := _see_item(at):
            yield post
        if depth < _DEEPEST:
            below = [get(at, "parent"), *items(at, "replies")]
            waiting += [(one, depth + 1) for one in reversed(below) if _is_item(one)]


def _see_item(item: object) -> Sighting | None:
    """See a post, or the repeating of one; None for records of other kinds."""
    post = get(item, "post") or item
    record = get(post, "record") or get(post, "value")
    if text(record, "$type") not in (_POST, "") or not isinstance(get(record, "text"), str):
        return None
    uri, reason = text(post, "uri"), get(item, "reason")
    if text(reason, "$type").endswith("reasonRepost"):
        number = _number(text(reason, "uri")) or f"repeat-{_number(uri)}"
        return Sighting(_handles(get(reason, "by"), ""), number, partial(_read_repeat, item, number))
    return Sighting(_handles(get(post, "author"), uri), _number(uri), partial(_read_post, post))


def _read_repeat(item: object, number: str) -> FoundPost:
    post, reason = get(item, "post"), get(item, "reason")
    original = _read_post(post)
    at = text(reason, "indexedAt")
    return replace(
        original,
        number=number,
        names=_handles(get(reason, "by"), ""),
        at=to_utc(at),
        day=to_day(at),
        unread_time=None,
        quoted=(Quoted(start=0, end=len(original.text), names=original.names),) if original.text else (),
        related=(("reposts", original.number),),
        numbered_by_time=False,
    )


def _read_post(post: object) -> FoundPost:
    record = get(post, "record") or get(post, "value")
    uri, words = text(post, "uri"), text(record, "text")
    created = text(record, "createdAt")
    return FoundPost(
        network=NETWORK,
        number=_number(uri),
        names=_handles(get(post, "author"), uri),
        text=words,
        at=to_utc(created),
        day=to_day(created),
        unread_time=created if created and not to_utc(created) else None,
        language=_language(record),
        links=_links(words, items(record, "facets")),
        captions=_descriptions(record),
        related=_related(record),
    )


def _handles(author: object, uri: str) -> tuple[str, ...]:
    """Return the handle of an account, then its lasting identifier."""
    did = text(author, "did") or uri.removeprefix("at://").partition("/")[0]
    return tuple(filter(None, (text(author, "handle"), did)))


def _number(uri: str) -> str:
    return uri.rstrip("/").rpartition("/")[2][:100]


def _language(record: object) -> str | None:
    said = [one for one in items(record, "langs") if isinstance(one, str)]
    return said[0][:2].lower() if said else None


def _related(record: object) -> tuple[tuple[Relation, str], ...]:
    related: list[tuple[Relation, str]] = []
    if parent := text(record, "reply", "parent", "uri"):
        related.append(("replies_to", _number(parent)))
    quoted = text(record, "embed", "record", "uri") or text(record, "embed", "record", "record", "uri")
    if f"/{_POST}/" in quoted:
        related.append(("quotes", _number(quoted)))
    return tuple(related)


def _descriptions(record: object) -> tuple[str, ...]:
    pictures = items(record, "embed", "images") or items(record, "embed", "media", "images")
    return tuple(filter(None, (text(picture, "alt") for picture in pictures)))


def _links(words: str, facets: list[object]) -> tuple[tuple[Span, str], ...]:
    """Return where the words lead to; the export counts bytes of UTF-8."""
    raw = words.encode("utf-8", "surrogatepass") if facets else b""
    found: list[tuple[Span, str]] = []
    for facet in facets:
        url = next((uri for feature in items(facet, "features") if (uri := text(feature, "uri"))), "")
        start, end = get(facet, "index", "byteStart"), get(facet, "index", "byteEnd")
        if not (url.startswith(("http://", "https://")) and isinstance(start, int) and isinstance(end, int)):
            continue
        if 0 <= start < end <= len(raw):
            first = len(raw[:start].decode("utf-8", "ignore"))
            last = first + len(raw[start:end].decode("utf-8", "ignore"))
            if words[first:last].strip():
                found.append(((first, last), url))
    return tuple(found)
