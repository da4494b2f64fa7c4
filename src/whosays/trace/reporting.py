"""Tie what is said "according to X" to the documents of X that are at hand, by their publisher, author, account or title.

A holder's name is compared as a whole, folded; nothing is guessed from part of a name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Link, LinkId, make_id
from whosays.text.fold import words_only
from whosays.text.names import fold_name
from whosays.trace.reuse_words import is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.records import Anchor, DocumentId
    from whosays.trace.reuse_words import Text

BY = "trace/reporting"
# Of somebody who has many documents here, those that came out last before the report are the ones it can rest on.
_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim that names whom it is from: `at` are the words for the holder, `name` the name that they stand for."""

    claim: str
    at: Anchor
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a document goes by: each name and what it is of the document ("publisher", "author", "account", "title")."""

    doc: DocumentId
    names: tuple[tuple[str, str], ...]


def report_links(texts: Sequence[Text], told: Iterable[Told], called: Iterable[Called]) -> Iterator[Link]:
    """Yield a candidate link `reports` from each claim to the documents of whom it names that are not surely later.

    Args:
        texts: the documents in order of time (`Corpus.texts`).
        told: claims with named holders.
        called: what the documents go by.
    """
    number = {text.id: at for at, text in enumerate(texts)}
    known: dict[str, dict[int, str]] = defaultdict(dict)
    for each in called:
        for name, what in each.names:
            if (folded := fold_holder(name)) and each.doc in number:
                known[folded].setdefault(number[each.doc], what)
    seen: set[tuple[str, str]] = set()
    for claim in told:
        here = number.get(claim.at.doc)
        if here is None:
            continue
        for other in _nearest(texts, here, known.get(fold_holder(claim.name), {})):
            doc = texts[other]
            if (claim.claim, doc.id) in seen:
                continue
            seen.add((claim.claim, doc.id))
            what = known[fold_holder(claim.name)][other]
            yield Link(
                id=LinkId(make_id("lnk", "reports", claim.claim, doc.id)),
                kind="reports",
                a=claim.claim,
                b=doc.id,
                evidence=(claim.at,),
                reason=f"the holder's name is the {what} of the document; whether it says so there is not looked at",
                by=BY,
            )


def fold_holder(name: str) -> str:
    """Return the form in which names of holders and documents are compared: folded words, no "the", no account's sign."""
    return " ".join(words_only(fold_name(name)).split())


def _nearest(texts: Sequence[Text], here: int, docs: Mapping[int, str]) -> list[int]:
    """Return the documents that may lie before a document, those nearest to it, in order of time."""
    before = [doc for doc in sorted(docs) if doc != here and not is_earlier(texts[here], texts[doc])]
    return before[-_NEAREST:]
