"""Propose which hashtags and campaigns are one: spelt in another way, or the same call in another language.

1. A hashtag has no spaces: "#OpenShelves", "#open_shelves" and the campaign "Open Shelves" are the same letters.
2. A call in several languages goes out under several hashtags. Those in different scripts that stand together in at least half
   of the passages of the rarer one are proposed; whether one renders the other, a person says.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from whosays.records import Link, LinkId, make_id
from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whosays.records import Anchor, Entity

BY = "resolve/signs"
_KINDS = frozenset({"hashtag", "campaign"})
_SHARED = 0.5
# A passage with more hashtags ties none of them to another.
_MOST = 12


def propose_signs(entities: Iterable[Entity], passages: Mapping[str, Mapping[str, Anchor]]) -> Iterator[Link]:
    """Yield a candidate link `same` for each two hashtags or campaigns that may be one, in the order of their ids.

    Args:
        entities: those of other kinds are passed over.
        passages: id of a passage → the hashtags in it, by the ids of their entities, each with a place.
    """
    signs = sorted((entity for entity in entities if entity.kind in _KINDS), key=lambda one: one.id)
    found: dict[tuple[str, str], Link] = {}
    groups: dict[str, list[Entity]] = defaultdict(list)
    for sign in signs:
        if key := _letters(sign.name):
            groups[key].append(sign)
    for group in groups.values():
        for a, b in combinations(group, 2):
            reason = f"“{a.name}” and “{b.name}” are the same letters"
            found[a.id, b.id] = _link(a.id, b.id, reason, ())
    for a, b, together, of, places in _companions(signs, passages):
        reason = f"“{a.name}” and “{b.name}” stand together in {together} of the {of} passages of the rarer one"
        found.setdefault((a.id, b.id), _link(a.id, b.id, reason, places))
    yield from (link for _, link in sorted(found.items()))


def _companions(
    signs: list[Entity], passages: Mapping[str, Mapping[str, Anchor]]
) -> Iterator[tuple[Entity, Entity, int, int, tuple[Anchor, ...]]]:
    tags = {str(sign.id): sign for sign in signs if sign.kind == "hashtag"}
    stands_in: dict[str, set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for passage, inside in sorted(passages.items()):
        here = sorted(tags.keys() & inside.keys())
        for one in here:
            stands_in[one].add(passage)
        for a, b in combinations(here, 2) if len(here) <= _MOST else ():
            if _script(tags[a].name) != _script(tags[b].name):
                pairs[a, b].append(passage)
    for (a, b), shared in sorted(pairs.items()):
        rarer = min(len(stands_in[a]), len(stands_in[b]))
        if len(shared) >= _SHARED * rarer:
            first = passages[shared[0]]
            yield tags[a], tags[b], len(shared), rarer, (first[a], first[b])


def _letters(name: str) -> str:
    """Return the letters and digits of a sign alone."""
    return "".join(words_only(fold_text(name.replace("_", " "))).split())


def _script(name: str) -> str:
    """Return the script of the first letter, as its Unicode name begins ("LATIN", "ARABIC")."""
    letter = next((char for char in name if char.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _link(a: str, b: str, reason: str, evidence: tuple[Anchor, ...]) -> Link:
    made = LinkId(make_id("lnk", "same", a, b, BY))
    return Link(id=made, kind="same", a=a, b=b, evidence=evidence, reason=reason, by=BY)
