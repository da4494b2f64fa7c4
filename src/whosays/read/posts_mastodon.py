"""Posts in exports of Mastodon and its kin: the outbox of an account (ActivityPub) and statuses of the API."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from whosays.read.json_values import get, items, number, text
from whosays.read.post_html import read_markup
from whosays.read.posts import FoundPost, Quoted, Sighting
from whosays.text.post_times import to_day, to_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.posts import Relation

NETWORK = "mastodon"
_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_HOST = re.compile(r"https?://([^/?#\s]{1,253})(/[^?#\s]*)?")
_NOTES = frozenset(("Note", "Question", "Article", "Page"))


def find_posts(value: object) -> Iterator[Sighting] | None:
    """Return the posts of one JSON value, None where it is none of Mastodon."""
    if text(value, "type") in ("OrderedCollection", "OrderedCollectionPage") or items(value, "orderedItems"):
        return _read_outbox(items(value, "orderedItems"))
    if text(value, "type") in ("Create", "Announce") and text(value, "actor"):
        return _read_outbox([value])
    if isinstance(get(value, "content"), str) and number(value, "id") and text(value, "account", "acct"):
        return iter((_see_status(value),))
    if items(value, "statuses") and text(items(value, "statuses")[0], "account", "acct"):
        return (_see_status(status) for status in items(value, "statuses") if isinstance(get(status, "content"), str))
    return None


def _read_outbox(activities: list[object]) -> Iterator[Sighting]:
    """Yield the making and repeating of notes; likes and votes are neither."""
    for activity in activities:
        kind, about = text(activity, "type"), get(activity, "object")
        names = _handles(text(activity, "actor")) or _handles(text(about, "attributedTo"))
        if kind == "Announce":
            repeated = text(about) or text(about, "id")
            number_ = _number(text(activity, "id")) or f"repeat-{_number(repeated)}"
            read = partial(_read_repeat, activity, repeated, number_, names)
            yield Sighting(names, number_, read, private=not _is_public(activity))
        elif kind == "Create" and text(about, "type") in _NOTES:
            number_ = _number(text(about, "id") or text(activity, "id"))
            read = partial(_read_note, activity, number_, names)
            yield Sighting(names, number_, read, private=not _is_public(activity) and not _is_public(about))


def _read_note(activity: object, number_: str, names: tuple[str, ...]) -> FoundPost:
    about = get(activity, "object")
    address = text(about, "id") or text(activity, "id")
    found = read_markup("\n".join(filter(None, (_warning(text(about, "summary")), text(about, "content")))))
    replied = text(about, "inReplyTo")
    published = text(about, "published") or text(activity, "published")
    choices = items(about, "oneOf") or items(about, "anyOf")
    actor = text(activity, "actor")
    related: list[tuple[Relation, str]] = [("replies_to", _elsewhere(replied, actor))] if replied else []
    quote = text(about, "quote") or text(about, "quoteUri") or text(about, "quoteUrl")
    return FoundPost(
        network=NETWORK,
        number=number_,
        names=names,
        text=found.words,
        at=to_utc(published),
        day=to_day(published),
        unread_time=published if published and not to_utc(published) else None,
        modified=to_day(text(about, "updated")),
        url=text(about, "url") or address or None,
        language=next(iter(_languages(about)), None),
        links=found.links,
        quoted=tuple(Quoted(start=start, end=end) for start, end in found.quoted),
        options=tuple(text(choice, "name") for choice in choices),
        captions=tuple(filter(None, (text(one, "name") for one in items(about, "attachment")))),
        related=(*related, *((("quotes", _elsewhere(quote, actor)),) if quote else ())),
        numbered_by_time="/statuses/" in address,
    )


def _read_repeat(activity: object, which: str, number_: str, names: tuple[str, ...]) -> FoundPost:
    about = get(activity, "object")
    found = read_markup(text(about, "content"))
    published = text(activity, "published")
    whose = _handles(text(about, "attributedTo"))
    return FoundPost(
        network=NETWORK,
        number=number_,
        names=names,
        text=found.words,
        at=to_utc(published),
        day=to_day(published),
        links=found.links,
        quoted=(Quoted(start=0, end=len(found.words), names=whose),) if found.words else (),
        related=(("reposts", _elsewhere(which, text(activity, "actor"))),) if which else (),
        numbered_by_time="/statuses/" in text(activity, "id"),
    )


def _see_status(status: object) -> Sighting:
    """See a status of the API."""
    private = text(status, "visibility") in ("private", "direct")
    return Sighting(_account(status), number(status, "id"), partial(_read_status, status), private=private)


def _read_status(status: object) -> FoundPost:
    repeated = get(status, "reblog")
    shown = repeated if isinstance(repeated, dict) else status
    found = read_markup("\n".join(filter(None, (_warning(text(shown, "spoiler_text")), text(shown, "content")))))
    created = text(status, "created_at")
    related: list[tuple[Relation, str]] = []
    if replied := number(status, "in_reply_to_id"):
        related.append(("replies_to", replied))
    if repeated:
        related.append(("reposts", number(repeated, "id")))
    if quoted := number(status, "quote", "quoted_status", "id") or number(status, "quote", "quoted_status_id"):
        related.append(("quotes", quoted))
    others = tuple(Quoted(start=start, end=end) for start, end in found.quoted)
    if shown is repeated and found.words:
        others = (Quoted(start=0, end=len(found.words), names=_account(repeated)),)
    return FoundPost(
        network=NETWORK,
        number=number(status, "id"),
        names=_account(status),
        text=found.words,
        at=to_utc(created),
        day=to_day(created),
        unread_time=created if created and not to_utc(created) else None,
        modified=to_day(text(status, "edited_at")),
        url=None if repeated else (text(status, "url") or text(status, "uri") or None),
        language=text(shown, "language")[:2].lower() or None,
        links=found.links,
        quoted=others,
        options=tuple(text(option, "title") for option in items(shown, "poll", "options")),
        captions=tuple(filter(None, (text(one, "description") for one in items(shown, "media_attachments")))),
        related=tuple(related),
        numbered_by_time="/statuses/" in text(status, "uri") or not text(status, "uri"),
    )


def _warning(summary: str) -> str:
    """Return the words of a content warning, which are plain text, as markup of a line."""
    escaped = summary.replace("&", "&amp;").replace("<", "&lt;")
    return f"<p>{escaped}</p>" if summary.strip() else ""


def _is_public(value: object) -> bool:
    for field in ("to", "cc"):
        named = get(value, field)
        for one in named if isinstance(named, list) else [named]:
            if isinstance(one, str) and one in _PUBLIC:
                return True
    return False


def _number(address: str) -> str:
    """Return the number of a post in its address: the last part of its path."""
    path = re.split(r"[?#]", address, maxsplit=1)[0].rstrip("/").removesuffix("/activity")
    return path.rpartition("/")[2][:100]


def _elsewhere(address: str, actor: str) -> str:
    """Return the number of another post; with its server where that is not the actor's, since servers number for themselves."""
    there, here = _HOST.match(address), _HOST.match(actor)
    number_ = _number(address)
    return number_ if there is None or (here and here[1] == there[1]) else f"{there[1]}/{number_}"


def _handles(actor: str) -> tuple[str, ...]:
    """Return the handles of an actor's address: with its server, and without."""
    found = _HOST.match(actor)
    name = (found[2] or "").rstrip("/").rpartition("/")[2].lstrip("@") if found else ""
    return (f"{name}@{found[1]}", name, actor) if found and name else ()


def _account(status: object) -> tuple[str, ...]:
    """Return the handle of a status's account as printed, then with its server."""
    printed = text(status, "account", "acct")
    found = _HOST.match(text(status, "account", "url"))
    full = f"{printed}@{found[1]}" if found and "@" not in printed else ""
    return tuple(filter(None, (printed, full, text(status, "account", "url"))))


def _languages(note: object) -> list[str]:
    shown = get(note, "contentMap")
    return [key[:2].lower() for key in shown if isinstance(key, str)] if isinstance(shown, dict) else []
