"""Propose that two names are one where a document says so: one in brackets behind the other ("Old Library [Mill House]").

Places are left out: in brackets behind a name they say where it is. What the brackets hold may also be a part, or a second body
that is meant too, so a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING

from whosays.records import Link, LinkId, make_id
from whosays.resolve.exact import family_of
from whosays.text.also_known_as import closes, opens_other_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whosays.records import Document, EntityId, Mention

BY = "resolve/aliases"
_BEHIND = 4  # characters behind a name in which its bracket has to close: a quotation mark, a space


def propose_told(document: Document, mentions: Iterable[Mention], entity_of: Mapping[str, EntityId]) -> Iterator[Link]:
    """Yield a candidate link `same` for each two entities that a document ties so, with the first place as evidence.

    Args:
        document: the document.
        mentions: of the document, in any order.
        entity_of: the entity of each mention that is a name, by id.
    """
    named = sorted((m for m in mentions if m.id in entity_of and m.kind != "place"), key=lambda m: (m.at.start, m.at.end, m.id))
    first: dict[tuple[EntityId, EntityId], tuple[Mention, Mention]] = {}
    for one, other in _neighbours(named):
        a, b = sorted((entity_of[one.id], entity_of[other.id]))
        if a == b or family_of(one.kind) != family_of(other.kind) or (a, b) in first:
            continue
        between, behind = document.text[one.at.end : other.at.start], document.text[other.at.end : other.at.end + _BEHIND]
        if opens_other_name(between) and closes(behind):
            first[a, b] = one, other
    for (a, b), (one, other) in first.items():
        words = [" ".join(mention.at.text.split()) for mention in (one, other)]
        yield Link(
            id=LinkId(make_id("lnk", "same", a, b, document.id, BY)),
            kind="same",
            a=a,
            b=b,
            evidence=(one.at, other.at),
            reason=f"“{words[1]}” stands in brackets behind “{words[0]}” in {document.name}",
            by=BY,
        )


def _neighbours(named: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield each two mentions with no other between them; of several at one place (read as two kinds), each."""
    at: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in named:
        at[mention.at.start, mention.at.end].append(mention)
    for before, after in pairwise(sorted(at)):
        if before[1] <= after[0]:
            yield from product(at[before], at[after])
