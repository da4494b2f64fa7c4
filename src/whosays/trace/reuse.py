"""Propose which passages of documents are the same words, or nearly, and which of the two is the earlier.

1. Every document becomes a row of folded words (`reuse_words`).
2. Five words in a row that two documents share are a seed (`reuse_seeds`).
3. Seeds in line are a run; runs grow to their ends and are joined over small changes (`reuse_chains`).
4. Each passage becomes a Link `reuses` from the later document to the earlier one, with the words of both as evidence.

What is earlier is decided by the dates of the documents alone. The later one need not have copied the earlier: both may have
taken the words from a third, and the date may be that of a later edition; so each is a candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Anchor, Link, LinkId, make_id
from whosays.trace.reuse_chains import find_matches
from whosays.trace.reuse_errors import SharedSlips
from whosays.trace.reuse_seeds import FURNITURE, find_seeds
from whosays.trace.reuse_words import Corpus, is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.trace.reuse_chains import Match
    from whosays.trace.reuse_seeds import Seeds
    from whosays.trace.reuse_words import Text

BY = "trace/reuse"


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the reasons of all links are told from."""

    corpus: Corpus
    seeds: Seeds
    slips: SharedSlips


def reuse_links(texts: Iterable[Text]) -> Iterator[Link]:
    """Yield the same links as `links_in` for documents whose words nobody has counted yet."""
    yield from links_in(Corpus(texts))


def links_in(corpus: Corpus) -> Iterator[Link]:
    """Yield a candidate link for each passage that two documents share, in a fixed order.

    `a` is the document of the later passage, `b` that of the earlier one; where the dates do not tell, the one that the corpus
    has later (undated behind dated, then by id). The evidence are the words in `a`, then those in `b`, each in several pieces
    where something interrupts them.
    """
    seeds = find_seeds(corpus)
    matches = list(find_matches(corpus, seeds))
    shared = _Shared(corpus, seeds, SharedSlips(corpus, matches))
    seen: dict[LinkId, int] = {}
    for match in matches:
        link = _link(shared, match, 0)
        times = seen[link.id] = seen.get(link.id, -1) + 1
        yield _link(shared, match, times) if times else link


def _link(shared: _Shared, match: Match, times: int) -> Link:
    """Make the link of a passage; `times` is how many of the same words between the two documents came before it."""
    corpus = shared.corpus
    a, b = corpus.texts[match.later_doc], corpus.texts[match.earlier_doc]
    in_a, in_b = anchors_at(corpus, match.later_doc, *match.later), anchors_at(corpus, match.earlier_doc, *match.earlier)
    words = tuple(" ".join(anchor.text for anchor in anchors) for anchors in (in_a, in_b))
    return Link(
        id=LinkId(make_id("lnk", "reuses", a.id, b.id, *words, times)),
        kind="reuses",
        a=a.id,
        b=b.id,
        evidence=(*in_a, *in_b),
        reason="; ".join(_reasons(shared, match)),
        by=BY,
    )


def anchors_at(corpus: Corpus, doc: int, first: int, last: int) -> tuple[Anchor, ...]:
    """Return the anchors of the words from `first` to `last` of a document."""
    text = corpus.texts[doc]
    # No Cutter here: offsets come from the words of this very text, and the store checks every anchor against the document.
    return tuple(
        Anchor(doc=text.id, start=start, end=end, text=text.text[start:end]) for start, end in corpus.span(first, last)
    )


def _reasons(shared: _Shared, match: Match) -> Iterator[str]:
    if match.longest == match.same:
        yield f"{match.same} words the same, word for word"
    else:
        yield f"{match.same} words the same, of {match.longest}"
    later, earlier = shared.corpus.texts[match.later_doc], shared.corpus.texts[match.earlier_doc]
    if later.address and later.address == earlier.address:
        yield "both were taken from one address"
    yield tell_direction(later, earlier)
    for word, usual in shared.slips.of(match):
        yield f"both write “{word}” where other documents write “{usual}”"
    longest = max(match.runs, key=lambda run: run.length)
    counts = shared.seeds.often[longest.later : longest.later + longest.length - 4]
    if len(counts) and (often := int(sorted(counts)[len(counts) // 2])) > FURNITURE:
        yield f"about {often:,} documents have these words"


def tell_direction(later: Text, earlier: Text) -> str:
    """Return a sentence on which of two documents is earlier by their dates, or why that is not known."""
    if is_earlier(earlier, later):
        return f"the other is earlier: {earlier.when or earlier.date} before {later.when or later.date}"
    missing = [text for text in (later, earlier) if not (text.date or text.when)]
    if len(missing) == 2:
        return "direction unknown: neither document has a date"
    if missing:
        return "direction unknown: one of the documents has no date"
    if later.date == earlier.date:
        return f"direction unknown: both are of {later.date}"
    return f"direction unknown: {earlier.date} and {later.date} may be the same time"
