"""Posts in exports of Telegram (result.json): messages of public channels and groups. Private chats are never read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from whosays.read.json_values import get, items, number, text
from whosays.read.posts import FoundPost, Quoted, Sighting
from whosays.text.post_times import to_day, to_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.text.joined import Span

NETWORK = "telegram"
_PUBLIC = frozenset(("public_channel", "public_supergroup", "public_group"))


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a message with what they lead to and quote."""

    text: str
    links: tuple[tuple[Span, str], ...]
    quoted: tuple[Span, ...]


def find_posts(value: object) -> Iterator[Sighting] | None:
    """Return the posts of one JSON value, None where it is none of Telegram."""
    if items(value, "messages") and number(items(value, "messages")[0], "id") and text(items(value, "messages")[0], "type"):
        return _read_chat(value)
    chats = items(value, "chats", "list")
    if chats and isinstance(get(chats[0], "messages"), list):
        return (post for chat in chats for post in _read_chat(chat))
    return None


def _read_chat(chat: object) -> Iterator[Sighting]:
    public = text(chat, "type") in _PUBLIC
    for message in items(chat, "messages"):
        if text(message, "type") == "message":
            names = tuple(filter(None, (text(message, "from") or text(chat, "name"), number(message, "from_id"))))
            which = _number(number(chat, "id"), number(message, "id"))
            yield Sighting(names, which, partial(_read_message, chat, message, names), private=not public)


def _read_message(chat: object, message: object, names: tuple[str, ...]) -> FoundPost:
    words = _read_words(message)
    where = number(chat, "id")
    printed = number(message, "date_unixtime") or text(message, "date")
    changed = number(message, "edited_unixtime") or text(message, "edited")
    replied = number(message, "reply_to_message_id")
    passed_on = text(message, "forwarded_from")
    quoted = tuple(Quoted(start=start, end=end) for start, end in words.quoted)
    if passed_on and words.text:
        quoted = (Quoted(start=0, end=len(words.text), names=(passed_on,)),)
    poll = [text(answer, "text") for answer in items(message, "poll", "answers")]
    return FoundPost(
        network=NETWORK,
        number=_number(where, number(message, "id")),
        names=names,
        text=words.text or text(message, "poll", "question"),
        at=to_utc(printed),
        day=to_day(printed),
        modified=to_day(changed) if changed else None,
        links=words.links,
        quoted=quoted,
        options=tuple(poll),
        related=(("replies_to", _number(where, replied)),) if replied else (),
    )


def _number(chat: str, message: str) -> str:
    """Return the number of a message, which counts within its chat."""
    return f"{chat}/{message}" if chat else message


def _read_words(message: object) -> _Words:
    """Put the pieces of a message together."""
    said = get(message, "text")
    parts: list[str] = []
    links: list[tuple[Span, str]] = []
    quoted: list[Span] = []
    at = 0
    for piece in [said] if isinstance(said, str) else items(message, "text"):
        words = piece if isinstance(piece, str) else text(piece, "text")
        words = words.replace("\r\n", "\n")
        kind = text(piece, "type")
        url = text(piece, "href") if kind == "text_link" else words.strip() if kind == "link" else ""
        if url and words.strip():
            first = at + len(words) - len(words.lstrip())
            span = (first, first + len(words.strip()))
            links.append((span, url if url.startswith(("http://", "https://")) else f"https://{url}"))
        if kind == "blockquote" and words.strip():
            quoted.append((at, at + len(words)))
        parts.append(words)
        at += len(words)
    return _Words("".join(parts), tuple(links), tuple(quoted))
