"""Which rows of lists are names of bodies: those of a list that says so, or most of whose rows look it; goods are not."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from whosays.extract.name_candidates import kind_of
from whosays.records import Entry
from whosays.text.fold import fold_text, words_only
from whosays.text.names import head_kind, words_of
from whosays.text.org_words import org_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import MentionKind, Passage

_MEASURE = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:k?g|m[gl]|[cd]?l|[ckm]?m|oz|lbs?|pcs|%|€|£|\$)(?!\w)|[€£$]\s?\d")
# A list of which the words over it say nothing is one of names where so large a share of its rows looks it.
_SHARE = 0.5
# So many passages may stand between a list and the words that say what it lists.
_OVER = 3


def listed_names(material: Material) -> Iterator[tuple[Entry, MentionKind]]:
    """Yield the entries whose names are names of bodies, each with its kind."""
    passages = [p for p in material.passages if p.pieces and p.zone != "page_furniture"]
    starts = [p.pieces[0].start for p in passages]
    entries = sorted(material.all(Entry), key=lambda entry: (entry.list, entry.at.start))
    for _, group in groupby(entries, key=lambda entry: entry.list):
        rows = [*group]
        first = bisect_left(starts, rows[0].at.start)
        told = _told(material, passages[max(0, first - _OVER) : first])
        if not told and sum(map(_looks_like_body, rows)) < _SHARE * len(rows):
            continue
        for entry in rows:
            if not _MEASURE.search(entry.name):
                yield entry, _kind(entry, told)


def _kind(entry: Entry, told: str | None) -> MentionKind:
    """Return the kind of a row: that of its head noun; but who signs or belongs to organisations is one, be it a campaign."""
    head = head_kind(entry.name)
    if head in {"event", "place"} or (head == "campaign" and told != "bodies"):
        return kind_of(head)
    return "organisation"


def _looks_like_body(entry: Entry) -> bool:
    if entry.country and entry.country_basis != "name":
        return True
    words = set(words_only(fold_text(entry.name)).split())
    return bool(entry.acronym) or head_kind(entry.name) is not None or not words.isdisjoint(org_words())


def _told(material: Material, over: Sequence[Passage]) -> str | None:
    """Return what the words over a list say of its rows: "bodies" sign or are groups, "names" take part, None: neither."""
    for passage in reversed(over):
        words = set(re.findall(r"[a-z]+", material.joined(passage).text[-120:].casefold()))
        for told in ("bodies", "names"):
            if passage.zone != "list_item" and words & words_of("en_name_cues", f"listed_{told}"):
                return told
    return None
