"""Decide which posts of an export become documents, and tell what was not kept.

Most accounts in an export are those of private persons. Posts of accounts that the user has not named as sources are counted;
neither their words nor their handles go into any record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.posts import to_reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.read.posts import Sighting
    from whosays.read.reading import Reading, ReadOptions
    from whosays.records import Capture, Problem


@dataclass(slots=True)
class Tally:
    """What was not kept of an export: posts of others, private ones, records that are no posts; `known` are of a network."""

    others: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    unnamed: set[str] = field(default_factory=set)
    private: int = 0
    unknown: int = 0
    known: int = 0


def keep_posts(
    capture: Capture, found: Iterable[Sighting], tally: Tally, options: ReadOptions, *, made_by: str
) -> Iterator[Reading | Problem]:
    """Yield the documents of the posts to keep, then what was left out.

    A post that an export holds twice with the same words is one; with other words it is kept again under a name of its own.
    """

    def is_named(names: Sequence[str]) -> bool:
        return options.all_accounts or any(name.lower().lstrip("@") in options.accounts for name in names)

    kept: dict[str, set[tuple[str, ...]]] = {}
    for seen in found:
        if seen.private:
            tally.private += 1
        elif not is_named(seen.names):
            (tally.others if seen.names else tally.unnamed).add(seen.number)
            tally.accounts.update(seen.names[:1])
        else:
            post = seen.read()
            words = (post.text, *post.options, *post.captions)
            same = kept.setdefault(post.number, set())
            if words not in same:
                same.add(words)
                part = post.number if len(same) == 1 else f"{post.number}~{len(same)}"
                yield to_reading(capture, post, part, made_by=made_by, is_named=is_named)
    yield from _left_out(capture, tally, kept=bool(kept))


def _left_out(capture: Capture, tally: Tally, *, kept: bool) -> Iterator[Problem]:
    """Yield what of an export was not kept, and why."""
    met = kept or tally.others or tally.unnamed or tally.private
    parts = []
    if tally.others:
        parts.append(f"{_count(tally.others, 'post')} of {_count(tally.accounts, 'account')} not named as a source")
    if tally.unnamed:
        parts.append(f"{_count(tally.unnamed, 'post')} whose account the export does not say")
    if parts:
        how = "to keep them, name the account as a source, or ask for all accounts"
        yield make_problem("posts-not-kept", f"{capture.name}: counted and not kept: {', '.join(parts)}; {how}")
    if tally.private:
        message = f"{capture.name}: not read, since not published to everybody: {tally.private:,} messages or posts"
        yield make_problem("private-not-read", message)
    if tally.unknown and not (met or tally.known):
        message = f"{capture.name} is JSON, but no export of a social network that whosays knows"
        yield make_problem("unknown-kind", message)
    elif tally.unknown:
        yield make_problem("posts-unread", f"{capture.name}: records that are no posts known to whosays: {tally.unknown:,}")
    elif not met:
        yield make_problem("empty-document", f"{capture.name}: the export holds no posts")


def _count(things: Collection[str], called: str) -> str:
    return f"{len(things):,} {called}{'' if len(things) == 1 else 's'}"
