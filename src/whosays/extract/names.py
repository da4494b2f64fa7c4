"""Find names in a document: what the model sees, what tables and cues say, and what the rest of the document says.

1. Candidates of each passage, by rule. 2. A choice without overlaps. 3. Names found once are looked for everywhere.
4. The kind that most places of a name have. 5. Hashtags and handles, rows of lists.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.derived import name_id
from whosays.extract.name_candidates import (
    TRUST,
    Candidate,
    defined_names,
    known_names,
    model_names,
    people_names,
    small_model_names,
)
from whosays.extract.name_choice import (
    choose,
    kind_votes,
    majority,
    shared_names,
    split_run_on,
    with_editions,
    with_first_names,
    with_parents,
)
from whosays.extract.name_cues import cued_names, explained_names, headed_names, quoted_names
from whosays.extract.name_dates import dated_spans, without_dates
from whosays.extract.name_events import election_names
from whosays.extract.name_roles import find_roles
from whosays.extract.name_rows import listed_names
from whosays.extract.name_signs import signed_names
from whosays.extract.parse import parsed
from whosays.records import Mention
from whosays.text.name_model import has_name_model
from whosays.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, MentionKind, Record
    from whosays.text.joined import Span

_HASHTAG = re.compile(r"(?<![\w&/#.])[#＃](?=\w*[^\W\d_])\w+")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_]{2,30}\b(?!\.\w)")

# Zero-width joiners and marks of letters: the word goes on.
_JOINED = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class _Place:
    """A name with its anchor, before its id is made."""

    at: Anchor
    name: Candidate
    roles: tuple[Anchor, ...] = ()


class Names:
    """The extractor of names. Works without a model, with tables and patterns alone.

    Names in Arabic and Persian come from the small models of `text/name_model.py`, which are wrong more often than the model of
    English. They are marked `names/small-model`.
    """

    name = "names"
    version = "2"
    makes = ("Mention",)

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the names of a document in text order."""
        passages = parsed(material)
        rows = [*_rows(material)]
        dates = dated_spans(material, passages)
        named = _names(
            material.language,
            passages,
            dates,
            [(row.at.text, replace(row.name, start=0, end=len(row.at.text))) for row in rows],
        )
        pairs = zip(passages, named, strict=True)
        places = [place for passage, chosen in pairs for place in _anchored(material, passage, chosen)]
        taken = _cells(material)
        kept: list[_Place] = [*rows]
        for place in [*_marked(material), *places]:
            start, end = place.at.start, place.at.end
            if 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                kept.append(place)
        for place in sorted(kept, key=lambda p: p.at.start):
            yield _mention(material, place)


def _names(
    language: str,
    passages: Sequence[ParsedPassage],
    dates: Sequence[Sequence[Span]],
    rows: Sequence[tuple[str, Candidate]],
) -> list[list[Candidate]]:
    """Return the names of each passage, agreed over the whole document and with the names of its lists."""
    texts = [p.joined.text for p in passages]
    signed = signed_names(texts)
    proposed = [
        without_dates(p.joined.text, [*_proposed(p, language), *_signed(signed.get(n))], spans)
        for n, (p, spans) in enumerate(zip(passages, dates, strict=True))
    ]
    counts = Counter(
        fold_name(text[c.start : c.end])
        for text, found in zip(texts, proposed, strict=True)
        for c in choose(found)
        if c.layer == "name"
    )
    proposed = [
        [part for c in found for part in split_run_on(text, c, counts)] for text, found in zip(texts, proposed, strict=True)
    ]
    first = [(text, with_editions(text, choose(found))) for text, found in zip(texts, proposed, strict=True)]
    listed = [(name, [row]) for name, row in rows]
    shared = shared_names([*first, *listed])
    second = []
    for text, found in zip(texts, proposed, strict=True):
        again = [replace(f.value, start=f.start, end=f.end) for f in shared.find(text) if _stands_alone(text, f.start, f.end)]
        chosen = _by_finder(with_first_names(text, choose([*found, *again])), found)
        second.append((text, with_parents(text, with_editions(text, chosen))))
    votes = kind_votes([*second, *listed])
    return [
        [replace(c, kind=majority(votes[fold_name(text[c.start : c.end])])) if c.layer == "name" else c for c in chosen]
        for text, chosen in second
    ]


def _by_finder(chosen: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Give names that their own place shows as well the rule that saw them there."""
    rules: dict[tuple[int, int], str] = {}
    for c in sorted((c for c in found if c.layer == "name"), key=lambda c: TRUST.index(c.rule)):
        rules.setdefault((c.start, c.end), c.rule)
    return [replace(c, rule=rules.get((c.start, c.end), c.rule)) if c.rule == "consistency" else c for c in chosen]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Ask whether a found name is no part of a joined or hyphened word; "pro-X" and "X-led" let it be."""
    if _JOINED.match(text, end) or _JOINED.match(text, max(0, start - 1), start):
        return False
    before = re.search(r"([^\W_]+)-$", text[max(0, start - 12) : start])
    after = re.match(r"-([^\W_]+)", text[end : end + 12])
    prefixed = before is None or before[1].casefold() in {"pro", "anti", "non", "counter"}
    return prefixed and (after is None or after[1].islower())


def _proposed(passage: ParsedPassage, language: str) -> Iterator[Candidate]:
    text = passage.joined.text
    if has_name_model(language):
        yield from small_model_names(text, passage.sentences, language)
    yield from model_names(text, passage.sentences, heading=passage.passage.zone == "heading")
    yield from known_names(text)
    yield from defined_names(text)
    yield from headed_names(text)
    yield from quoted_names(text)
    yield from cued_names(text)
    yield from explained_names(text)
    yield from people_names(text)
    yield from election_names(text)


def _signed(span: Span | None) -> Iterator[Candidate]:
    """Yield the name of a signature."""
    if span:
        yield Candidate(start=span[0], end=span[1], kind="person", rule="cue")


def _anchored(material: Material, passage: ParsedPassage, chosen: Sequence[Candidate]) -> Iterator[_Place]:
    """Yield the names of a passage with their anchors; one that a page break cuts in two has no single place."""
    for name in chosen:
        anchors = material.cut(passage.joined, name.start, name.end)
        if len(anchors) == 1:
            yield _Place(anchors[0], name, _roles(material, passage, name))


def _roles(material: Material, passage: ParsedPassage, name: Candidate) -> tuple[Anchor, ...]:
    """Return the titles and roles beside a person's name; one that a page break cuts in two is left out."""
    if name.kind != "person" or name.layer != "name":
        return ()
    cut = [material.cut(passage.joined, *span) for span in find_roles(passage, name.start, name.end)]
    return tuple(anchors[0] for anchors in cut if len(anchors) == 1)


def _marked(material: Material) -> Iterator[_Place]:
    """Yield hashtags and handles."""
    for passage in material.passages:
        for piece in passage.pieces:
            for pattern, kind in ((_HASHTAG, "hashtag"), (_HANDLE, "handle")):
                for found in pattern.finditer(material.doc.text, piece.start, piece.end):
                    mark: MentionKind = "hashtag" if kind == "hashtag" else "handle"
                    name = Candidate(start=found.start(), end=found.end(), kind=mark, rule=kind)
                    yield _Place(material.cutter.cut(found.start(), found.end()), name)


def _rows(material: Material) -> Iterator[_Place]:
    """Yield the names of rows of lists."""
    for entry, kind in listed_names(material):
        at = entry.name_at
        yield _Place(at, Candidate(start=at.start, end=at.end, kind=kind, rule="entry"))
        short = material.doc.text.find(entry.acronym, at.end, entry.at.end) if entry.acronym else -1
        if entry.acronym and short >= 0:
            end = short + len(entry.acronym)
            name = Candidate(start=short, end=end, kind=kind, rule="entry", value=entry.name)
            yield _Place(material.cutter.cut(short, end), name)


def _cells(material: Material) -> bytearray:
    """Mark with 1 the characters of rows of names that are no running text: name, country, number; descriptions are none."""
    cells = bytearray(len(material.doc.text))
    for entry, _ in listed_names(material):
        for at in (entry.at, entry.name_at):
            cells[at.start : at.end] = b"\1" * (at.end - at.start)
        if entry.description:
            cells[entry.description.start : entry.description.end] = bytes(len(entry.description.text))
    return cells


def _mention(material: Material, place: _Place) -> Mention:
    at, name = place.at, place.name
    return Mention(
        id=name_id(material.cutter, name.kind, at),
        at=at,
        kind=name.kind,
        layer=name.layer,
        value=name.value,
        roles=place.roles,
        by=f"names/{name.rule}",
    )
