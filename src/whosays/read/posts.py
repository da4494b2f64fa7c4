"""A post of a social network as an export tells it, whatever the network, and the document that is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.problems import make_problem
from whosays.read.drafts import Draft
from whosays.read.links import find_links
from whosays.read.meta import Meta
from whosays.read.passages import make_document, make_passages
from whosays.read.reading import Reading
from whosays.records import Link, LinkId, Post, Source, SourceId, make_id
from whosays.sources import source_id
from whosays.text.account_urls import account_of
from whosays.text.post_times import seconds_between, time_in_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whosays.records import Capture, Document, Problem, Record, Zone
    from whosays.text.joined import Span

    IsNamed = Callable[[tuple[str, ...]], bool]
    """Asks of the handles of an account whether it is named as a source."""

Relation = Literal["replies_to", "reposts", "quotes"]

_BULLET = re.compile(r"[ \t]*(?P<mark>(?P<number>\d{1,3})[.)]|[•▪▸►●◦‣·*–—-])[ \t]+(?=\S)")
# A post of X under the name of an account: the name is left out where it is not that of a source.
_X_POST = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,30})/status(?:es)?/(\d+)(?:[/?#].*)?", re.IGNORECASE
)
# Clocks of servers differ by seconds; a minute is another moment.
_APART = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch of a post that is another account's words. `names` are its handles; `printed`: the post's words say one."""

    start: int
    end: int
    names: tuple[str, ...] = ()
    printed: bool = False


# These two are made by the hundred thousand and stay in this room, so they are not frozen, which would take twice the time.
@dataclass(slots=True)
class Sighting:
    """A post before it is read: whose it is, its number, whether it is private. Most of an export is never read further."""

    names: tuple[str, ...]
    number: str
    read: Callable[[], FoundPost]
    private: bool = False


@dataclass(slots=True, kw_only=True)
class FoundPost:
    """A post. `names` are the forms of its account's handle that a user may know it by, the one that the export prints first.

    - `at` is UTC, `day` the printed day where the export gives no zone, `modified` the day of the last change;
    - `links` are places in the text and the addresses they lead to;
    - `captions` describe its pictures, `options` are the answers of a poll;
    - `related` are other posts of the network, by number;
    - `language` is what the export says, `language_told` that the network told it from the words, and not the user by hand.
    """

    network: str
    number: str
    names: tuple[str, ...]
    text: str
    at: str | None = None
    day: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    links: tuple[tuple[Span, str], ...] = ()
    quoted: tuple[Quoted, ...] = ()
    options: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    related: tuple[tuple[Relation, str], ...] = ()
    language_told: bool = False
    numbered_by_time: bool = True
    unread_time: str | None = None

    @property
    def account(self) -> str:
        """The handle as printed, "" where the export does not say it."""
        return self.names[0] if self.names else ""


def to_reading(capture: Capture, post: FoundPost, part: str, *, made_by: str, is_named: IsNamed) -> Reading:
    """Make the document of a post under the name `part`; `is_named` tells of handles whether they are a source's."""
    by_number = time_in_number(post.network, post.number) if post.numbered_by_time else None
    text, drafts = _lay_out(post, is_named)
    at = post.at or by_number
    said = Meta(
        author=post.account or None,
        date=at[:10] if at else post.day,
        modified=post.modified,
        url=post.url,
        language=post.language,
    )
    about = Post(network=post.network, number=post.number, account=post.account, posted=post.at, posted_by_id=by_number)
    told = (post.language,) if post.language and post.language_told else ()
    doc = make_document(capture, text, drafts, made_by=made_by, said=said, part=part, post=about, languages=told)
    links = tuple(_nameless(post, is_named))
    left_out = len(post.links) - len(links)
    return Reading(
        document=doc,
        passages=make_passages(doc, drafts),
        problems=tuple(_oddities(doc, post, by_number, left_out)),
        found=(*find_links(doc, links), *_relations(doc, post)) if links or post.related else (),
    )


def _oddities(doc: Document, post: FoundPost, by_number: str | None, left_out: int) -> Iterator[Problem]:
    if post.at and by_number and post.at != by_number and seconds_between(post.at, by_number) > _APART:
        message = f"the export gives {post.at}, the number of the post {by_number}"
        yield make_problem("post-time-against-id", message, doc=doc.id)
    if post.unread_time:
        message = f"the time {post.unread_time[:80]!r} does not say which moment it is"
        yield make_problem("post-time-unread", message, doc=doc.id)
    if left_out:
        message = f"links to accounts that are not named as a source: {left_out}"
        yield make_problem("post-links-not-kept", message, doc=doc.id)


def _nameless(post: FoundPost, is_named: IsNamed) -> Iterator[tuple[Span, str]]:
    """Yield the links of a post without the handles of accounts that are no source.

    X finds a post by its number alone. Links to others are left out, but for those whose account the words of the post name.
    """
    for span, url in post.links:
        if (found := _X_POST.fullmatch(url)) and not is_named((found[1],)):
            yield span, f"https://x.com/i/status/{found[2]}"
            continue
        names = account_of(url)
        if not names or is_named(names) or any(_stands_in(post.text, name) for name in names):
            yield span, url


def _stands_in(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _relations(doc: Document, post: FoundPost) -> Iterator[Record]:
    """Yield the posts that a post replies to, repeats or quotes, and the links to them."""
    told: set[str] = set()
    for kind, number in post.related:
        url = f"https://x.com/i/status/{number}" if post.network == "x" else None
        source = source_id(url) if url else SourceId(make_id("src", "post", post.network, number))
        if number not in told:
            yield Source(id=source, kind="post", name=f"{post.network}:{number}", url=url)
        told.add(number)
        link = LinkId(make_id("lnk", kind, doc.id, source))
        yield Link(id=link, kind=kind, a=doc.id, b=source, status="confirmed", reason="the export says so", by="read/posts")


def _lay_out(post: FoundPost, is_named: IsNamed) -> tuple[str, list[Draft]]:
    """Return the text of a post (its words, options of a poll, descriptions of pictures) and its zones."""
    text, at = post.text, 0
    drafts: list[Draft] = []
    author = None
    for part in sorted(post.quoted, key=lambda part: part.start):
        drafts += _lines(text, at, part.start)
        author = part.names[0] if part.names and (part.printed or is_named(part.names)) else None
        others = _lines(text, part.start, part.end, plain=True)
        drafts += [Draft(zone="quote_block", spans=draft.spans, author=author) for draft in others]
        at = max(at, part.end)
    drafts += _lines(text, at, len(text))
    parts = [text] if text else []
    length = len(text) + bool(text)
    repeats = any(kind == "reposts" for kind, _ in post.related)
    listed: list[tuple[str, Zone, str | None]] = [(words, "list_item", str(n)) for n, words in enumerate(post.options, start=1)]
    listed += [(words, "caption", None) for words in post.captions]
    for told, zone, number in listed:
        words = told.strip()
        span = (length, length + len(words))
        if words and repeats:  # what a repeated post shows is not of the account that repeats it
            drafts.append(Draft(zone="quote_block", spans=(span,), author=author))
        elif words:
            drafts.append(Draft(zone=zone, spans=(span,), level=1 if number else None, number=number))
        parts += [words] if words else []
        length = span[1] + 1 if words else length
    return "\n".join(parts) + ("\n" if parts else ""), drafts


def _lines(text: str, start: int, end: int, *, plain: bool = False) -> list[Draft]:
    """Return a zone for each line: nobody breaks lines in a post but on purpose."""
    drafts: list[Draft] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        words = text[at:stop]
        if words and not words.isspace():
            first = at + len(words) - len(words.lstrip())
            last = at + len(words.rstrip())
            mark = None if plain else _BULLET.match(text, at, stop)
            if mark:
                number = mark["number"] or mark["mark"]
                drafts.append(
                    Draft(zone="list_item", spans=((mark.end(), last),), level=1, number=number, marker=mark.span("mark"))
                )
            else:
                drafts.append(Draft(zone="paragraph", spans=((first, last),)))
        at = stop + 1
    return drafts
