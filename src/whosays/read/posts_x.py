"""Posts in exports of X: pages or lines of API v2, lines of API v1.1, and the tweets of an account archive.

The text of a post comes with "&", "<" and ">" escaped, and is read as it shows. Short addresses ("https://t.co/…") stay as
printed, with a link to what they stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from whosays.read.json_values import get, items, number, text
from whosays.read.posts import FoundPost, Quoted, Sighting
from whosays.text.post_times import to_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.posts import Relation
    from whosays.text.joined import Span

NETWORK = "x"
_RELATIONS: dict[str, Relation] = {"replied_to": "replies_to", "retweeted": "reposts", "quoted": "quotes"}
_REPEATED = re.compile(r"RT @(\w{1,30}): ?")
_NEW = frozenset(("author_id", "edit_history_tweet_ids", "conversation_id", "public_metrics", "created_at"))
_DIGITS = re.compile(r"\d{1,19}")
_OWN = re.compile(r"(?:twitter|x)\.com/(\w{1,30})/status(?:es)?/(\d{1,19})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a page tells beside its posts: handles by number, posts by number, descriptions of pictures by key."""

    users: dict[str, str]
    tweets: dict[str, object]
    media: dict[str, str]


_NO_CONTEXT = _Context({}, {}, {})


def find_posts(value: object) -> Iterator[Sighting] | None:
    """Return the posts of one JSON value, None where it is none of X."""
    if _is_new(get(value, "data")) or any(_is_new(tweet) for tweet in items(value, "data")[:1]):
        return _read_page(value)
    if _is_new(value):
        return iter((_see_new(value, _NO_CONTEXT),))
    if _is_old(value):
        return iter((_see_old(value, ()),))
    return None


def _is_new(value: object) -> bool:
    """Ask whether a value is a tweet as API v2 writes it."""
    return (
        isinstance(get(value, "text"), str)
        and _DIGITS.fullmatch(text(value, "id")) is not None
        and isinstance(value, dict)
        and not value.keys().isdisjoint(_NEW)
        and "account" not in value
    )


def _is_old(value: object) -> bool:
    """Ask whether a value is a tweet as API v1.1 writes it."""
    return bool(
        _DIGITS.fullmatch(text(value, "id_str"))
        and (text(value, "full_text") or text(value, "text"))
        and ("user" in value or "created_at" in value if isinstance(value, dict) else False)
    )


def _read_page(page: object) -> Iterator[Sighting]:
    """Yield the tweets of a page, then those that it includes for their context."""
    data = get(page, "data")
    tweets = data if isinstance(data, list) else [data]
    context = _Context(
        users={number(user, "id"): text(user, "username") for user in items(page, "includes", "users")},
        media={text(one, "media_key"): text(one, "alt_text") for one in items(page, "includes", "media")},
        tweets={number(tweet, "id"): tweet for tweet in items(page, "includes", "tweets")},
    )
    for tweet in [*tweets, *context.tweets.values()]:
        if _is_new(tweet):
            yield _see_new(tweet, context)


def _see_new(tweet: object, context: _Context) -> Sighting:
    author = number(tweet, "author_id")
    handle = text(tweet, "author", "username") or context.users.get(author, "")
    return Sighting(_both(handle, author), text(tweet, "id"), partial(_read_new, tweet, context, handle, author))


def _see_old(tweet: object, owner: tuple[str, ...]) -> Sighting:
    """See a tweet of API v1.1, or of an archive, which does not say whose it is (`owner`)."""
    names = _both(text(tweet, "user", "screen_name"), text(tweet, "user", "id_str")) or owner
    return Sighting(names, text(tweet, "id_str"), partial(_read_old, tweet, names))


def _both(handle: str, number_: str) -> tuple[str, ...]:
    return tuple(filter(None, (handle, number_)))


def _read_new(tweet: object, context: _Context, handle: str, author: str) -> FoundPost:
    note = text(tweet, "note_tweet", "text")
    urls = items(tweet, "note_tweet", "entities", "urls") or items(tweet, "entities", "urls")
    related: list[tuple[Relation, str]] = []
    repeated: object = None
    for other in items(tweet, "referenced_tweets"):
        kind, which = _RELATIONS.get(text(other, "type")), number(other, "id")
        if kind and _DIGITS.fullmatch(which):
            related.append((kind, which))
            if kind == "reposts":
                repeated = context.tweets.get(which) or other
    words, quoted = _with_repeated(_shown(note or text(tweet, "text")), _full_words(repeated), repeats=repeated is not None)
    created = text(tweet, "created_at")
    keys = items(tweet, "attachments", "media_keys")
    return FoundPost(
        network=NETWORK,
        number=text(tweet, "id"),
        names=_both(handle, author),
        text=words,
        at=to_utc(created) if created else None,
        unread_time=created if created and not to_utc(created) else None,
        url=_address(handle, text(tweet, "id")),
        language=_language(text(tweet, "lang")),
        language_told=True,
        links=_links(words, [*urls, *items(repeated, "entities", "urls")]),
        quoted=quoted,
        captions=tuple(alt for key in keys if isinstance(key, str) and (alt := context.media.get(key))),
        related=tuple(related),
    )


def _full_words(tweet: object) -> str:
    return _shown(text(tweet, "note_tweet", "text") or text(tweet, "full_text") or text(tweet, "text"))


def _read_old(tweet: object, names: tuple[str, ...]) -> FoundPost:
    related: list[tuple[Relation, str]] = []
    repeated, quoted_one = get(tweet, "retweeted_status"), text(tweet, "quoted_status_id_str")
    for kind, which in (
        ("in_reply_to_status_id_str", "replies_to"),
        ("quoted_status_id_str", "quotes"),
    ):
        if _DIGITS.fullmatch(text(tweet, kind)) and not (repeated and quoted_one and which == "quotes"):
            related.append(("replies_to" if which == "replies_to" else "quotes", text(tweet, kind)))
    if _DIGITS.fullmatch(text(repeated, "id_str")):
        related.append(("reposts", text(repeated, "id_str")))
    printed = text(tweet, "extended_tweet", "full_text") or text(tweet, "full_text") or text(tweet, "text")
    full = text(repeated, "extended_tweet", "full_text") or _full_words(repeated)
    words, quoted = _with_repeated(_shown(printed), _shown(full), repeats=True)
    created = text(tweet, "created_at")
    urls = [*items(tweet, "entities", "urls"), *items(tweet, "extended_tweet", "entities", "urls")]
    pictures = items(tweet, "extended_entities", "media")
    return FoundPost(
        network=NETWORK,
        number=text(tweet, "id_str"),
        names=names,
        text=words,
        at=to_utc(created) if created else None,
        unread_time=created if created and not to_utc(created) else None,
        url=_address("".join(names[:1]), text(tweet, "id_str")),
        language=_language(text(tweet, "lang")),
        language_told=True,
        links=_links(words, [*urls, *items(repeated, "entities", "urls")]),
        quoted=quoted,
        captions=tuple(alt for picture in pictures if (alt := text(picture, "ext_alt_text"))),
        related=tuple(related),
    )


def _with_repeated(printed: str, full: str, *, repeats: bool) -> tuple[str, tuple[Quoted, ...]]:
    """Return the words of a post with the place of those that it repeats; "RT @x: …" is cut short, the export has the rest."""
    found = _REPEATED.match(printed) if repeats else None
    if found is None or found.end() == len(printed):
        return printed, ()
    rest = printed[found.end() :]
    if full.startswith(rest.rstrip("…").rstrip()):
        printed = found[0] + full
    return printed, (Quoted(start=found.end(), end=len(printed), names=(found[1],), printed=True),)


def _shown(words: str) -> str:
    if "&" in words:
        words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return words.replace("\r\n", "\n") if "\r" in words else words


def _links(words: str, urls: list[object]) -> tuple[tuple[Span, str], ...]:
    """Return where the short addresses stand in the words, and what they stand for; the offsets of an export are unsure."""
    found: list[tuple[Span, str]] = []
    taken: set[int] = set()
    for url in urls:
        short, long = text(url, "url"), text(url, "unwound_url") or text(url, "expanded_url")
        at = words.find(short) if short else -1
        while at in taken:
            at = words.find(short, at + 1)
        if at >= 0 and long.startswith(("http://", "https://")):
            taken.add(at)
            found.append(((at, at + len(short)), long))
    return tuple(sorted(found))


def _address(handle: str, which: str) -> str | None:
    return f"https://x.com/{handle}/status/{which}" if re.fullmatch(r"\w{1,30}", handle) else None


def _language(said: str) -> str | None:
    """Return a language that X has told from the words; it has codes of its own for posts that tell none."""
    code = said.split("-", 1)[0].lower()
    code = {"in": "id", "iw": "he", "ji": "yi"}.get(code, code)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def read_archive(tweets: list[object], raw: bytes) -> Iterator[Sighting]:
    """Yield the posts of an account archive. It names its account nowhere; the addresses of its own pictures do."""
    read = [found for tweet in tweets if _is_old(found := get(tweet, "tweet") or tweet)]
    owner = _owner({text(tweet, "id_str") for tweet in read}, raw)
    for tweet in read:
        yield _see_old(tweet, owner)


def _owner(numbers: set[str], raw: bytes) -> tuple[str, ...]:
    """Return the handle under which addresses in the archive name its own posts, where it is one and the same."""
    handles = {
        found[1].lower(): found[1]
        for found in _OWN.finditer(raw.decode("utf-8", "replace").replace("\\/", "/"))
        if found[2] in numbers
    }
    return tuple(handles.values()) if len(handles) == 1 else ()
