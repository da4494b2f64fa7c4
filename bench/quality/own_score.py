"""Score the record of our own labelled documents against their answers, and say what was missed and what was too much.

A line of what went wrong is `what  details`, parted by two spaces at least; `# name` begins a document.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bench.quality.matching import f1, letters, overlap_f1, pair, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.quality.line import Export, Row
    from bench.quality.own_answers import Manner, OwnClaim, OwnDocument, Span

NAME_KINDS = ("organisation", "person", "place", "event", "campaign", "group", "work", "concept")
_JOINED = re.compile("^[وف](?=[\u0621-\u064a]{2})")  # a conjunction that Arabic writes as one with the next word


def score_own(docs: Sequence[OwnDocument], export: Export) -> tuple[dict[str, float], list[str]]:
    """Return the figures over all documents, and one line for each thing missed or too much."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    for doc in docs:
        name = f"{doc.name}.txt"
        misses += [f"# {doc.name}", *_claims(doc, export.of("claims", name), count)]
        misses += _names(doc, export.of("mentions", name), count)
        misses += _dates(doc, export.of("mentions", name), count)
        misses += _entries(doc, export.of("entries", name), count)
        misses += _notes(doc, export.of("citations", name), count)
    return _figures(count), misses


def _figures(count: Counter[str]) -> dict[str, float]:
    """Return shares of what was counted. A share of nothing is left out: of rows where no document has a list."""
    shares = {
        **_prf("claims", count["claims right"], count["claims found"], count["claims"]),
        "claims needed recall": (count["needed right"], count["needed"]),
        "claims of others recall": (count["others right"], count["others"]),
        "claims exact content": (count["exact"], count["claims right"]),
        "reported claims precision": (count["reported right"], count["reported found"]),
        "reported claims recall": (count["reported right"], count["others"]),
        "holders precision": (count["holder right"], count["holders found"]),
        "holders recall": (count["holder right"], count["all holders"]),
        "holder kind right": (count["kind right"], count["claims right"]),
        "holder words right": (count["holder right"], count["holders"]),
        "holder referents right": (count["referents right"], count["referents"]),
        "hedges precision": (count["hedges right"], count["hedges found"]),
        "hedges recall": (count["hedges right"], count["hedges"]),
        **{f"{part} right": (count[f"{part} right"], count["manners"]) for part in ("act", "polarity", "modality")},
        **_prf("names exact", count["names right"], count["names found"], count["names"]),
        "names kind right": (count["name kind right"], count["names right"]),
    }
    for kind in NAME_KINDS:
        shares[f"names {kind} precision"] = (count[f"{kind} right"], count[f"{kind} found"])
        shares[f"names {kind} recall"] = (count[f"{kind} right"], count[kind])
    shares |= {
        "dates value precision": (count["dates right"], count["dates right"] + count["dates wrong"]),
        "dates value recall": (count["dates right"], count["dates"]),
        **_prf("list rows", count["entries right"], count["entries found"], count["entries"]),
        "list countries right": (count["countries right"], count["entries"]),
        "notes right": (count["notes right"], count["notes"]),
        "notes precision": (count["notes right"], count["notes found"]),
    }
    return {name: part if isinstance(part, float) else share(*part) for name, part in shares.items() if _of_something(part)}


def _prf(name: str, right: int, found: int, wanted: int) -> dict[str, tuple[int, int] | float]:
    out: dict[str, tuple[int, int] | float] = {f"{name} precision": (right, found), f"{name} recall": (right, wanted)}
    return {**out, f"{name} F1": f1(share(right, found), share(right, wanted))} if wanted else out


def _of_something(part: tuple[int, int] | float) -> bool:
    return isinstance(part, float) or part[1] > 0


def _claims(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    wanted = [letters(claim.content, doc.text) for claim in doc.claims]
    contents = [letters(((s["start"], s["end"]) for s in row["content"]), doc.text) for row in found]
    pairs = pair(wanted, contents)
    count["claims"] += len(wanted)
    count["claims found"] += len(found)
    count["claims right"] += len(pairs)
    count["reported found"] += sum(_kind(row) != "author" for row in found)
    # Where the verb carries the holder, no words are wanted, and words that stand for him are not wrong.
    free = [j for i, j in pairs.items() if doc.claims[i].kind == "named" and doc.claims[i].holder is None]
    count["holders found"] += sum(_kind(row) == "named" and _said(row) and j not in free for j, row in enumerate(found))
    for i, claim in enumerate(doc.claims):
        count["needed"] += not claim.minor
        count["others"] += claim.kind != "author"
        count["all holders"] += claim.holder is not None
        if i not in pairs:
            yield f"missed claim  {claim.kind:6} | {_words(doc, claim.content)}" + (" (minor)" if claim.minor else "")
            continue
        row = found[pairs[i]]
        count["needed right"] += not claim.minor
        count["others right"] += claim.kind != "author"
        count["exact"] += _core(doc, claim.content) == _core(doc, [(s["start"], s["end"]) for s in row["content"]])
        yield from _holder(doc, claim, row, count)
        if claim.manner is not None:
            yield from _manner(doc, claim, claim.manner, row, count)
        if overlap_f1(wanted[i], contents[pairs[i]]) < 0.8:
            got = " … ".join(s["text"] for s in row["content"])
            yield f"loose content  {_words(doc, claim.content)} came as {_flat(got)}"
    used = set(pairs.values())
    for j, row in enumerate(found):
        if j not in used:
            yield f"extra claim   {_kind(row)} {row['by']} | {_flat(' … '.join(s['text'] for s in row['content']))}"


def _holder(doc: OwnDocument, claim: OwnClaim, row: Row, count: Counter[str]) -> Iterator[str]:
    """Compare the innermost holders of two claims that are one: their kinds, their words, and whom the words stand for."""
    inner = row["chain"][-1]["holder"]
    kind = _kind(row)
    count["kind right"] += kind == claim.kind
    count["reported right"] += kind != "author" and claim.kind != "author"
    if kind != claim.kind:
        yield f"wrong holder kind  {claim.kind} came as {kind} | {_words(doc, claim.content)}"
    referred = inner.get("refers_to") or (inner if claim.holder is None and _said(row) else {})
    if claim.referent is not None:
        got = referred.get("text")
        right = got is not None and (_flat(got) in claim.referent or claim.referent in _flat(got))
        right = right or (got is not None and _touches((referred["start"], referred["end"]), claim.referents))
        count["referents"] += 1
        count["referents right"] += right
        if not right:
            yield f"wrong referent  {inner.get('text')} is {claim.referent}, came as {got} | {_words(doc, claim.content)}"
    if claim.holder is not None:
        right = inner["start"] is not None and inner["start"] < claim.holder[1] and claim.holder[0] < inner["end"]
        # Where a name marks a turn, the turn has no words for its speaker: the name may be what the holder refers to.
        right = right or (referred.get("start") == claim.holder[0])
        count["holders"] += 1
        count["holder right"] += right
        if not right:
            got = inner["text"] if inner["start"] is not None else inner["kind"]
            yield f"wrong holder  {_words(doc, [claim.holder])} came as {got} | {_words(doc, claim.content)}"


def _manner(doc: OwnDocument, claim: OwnClaim, manner: Manner, row: Row, count: Counter[str]) -> Iterator[str]:
    """Compare act, polarity, modality and hedges of two claims that are one. To assert and to describe count as one act."""
    words = _words(doc, claim.content)
    count["manners"] += 1
    for part, want, got in (
        ("act", manner.act, row["chain"][-1]["act"]),
        ("polarity", manner.polarity, row["polarity"]),
        ("modality", manner.modality, row["modality"]),
    ):
        right = want == got or {want, got} == {"assert", "describe"}
        count[f"{part} right"] += right
        if not right:
            yield f"wrong {part}  {want} came as {got} | {words}"
    hedges = [(hedge["start"], hedge["end"]) for hedge in row["hedges"]]
    met = [hedge for hedge in manner.hedges if _touches(hedge, hedges)]
    count["hedges"] += len(manner.hedges)
    count["hedges found"] += len(met) + sum(not _touches(hedge, manner.hedges) for hedge in hedges)
    count["hedges right"] += len(met)
    for hedge in manner.hedges:
        if hedge not in met:
            yield f"missed hedge  {_words(doc, [hedge])} | {words}"
    for hedge in hedges:
        if not _touches(hedge, manner.hedges):
            yield f"extra hedge   {_words(doc, [hedge])} | {words}"


def _core(doc: OwnDocument, spans: Sequence[Span]) -> str:
    """Return the letters of a content. Whether a joined conjunction at its start belongs to it is taste."""
    return _JOINED.sub("", "".join("".join(doc.text[start:end].split()) for start, end in spans))


def _kind(row: Row) -> str:
    if row["chain"][-1]["holder"]["kind"] == "hidden":
        return "hidden"
    return "author" if len(row["chain"]) == 1 else "named"


def _said(row: Row) -> bool:
    return row["chain"][-1]["holder"]["start"] is not None


def _names(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    """Compare names. What touches words that may be a name or not is neither right nor wrong, and no name in them is missed."""
    mine = {
        _unjoined(doc, (row["start"], row["end"]), dict(doc.names)): row
        for row in found
        if row["kind"] in NAME_KINDS and row["layer"] == "name" and not _touches((row["start"], row["end"]), doc.either)
    }
    wanted = wanted_names(doc)
    right = mine.keys() & wanted.keys()
    count["names"] += len(wanted)
    count["names found"] += len(mine)
    count["names right"] += len(right)
    count["name kind right"] += sum(mine[span]["kind"] == wanted[span] for span in right)
    count.update(wanted.values())
    count.update(f"{row['kind']} found" for row in mine.values())
    count.update(f"{wanted[span]} right" for span in right if mine[span]["kind"] == wanted[span])
    for span in sorted(wanted.keys() - right):
        near = [row["text"] for at, row in mine.items() if _touches(at, [span])]
        yield f"missed name   {wanted[span]} {_words(doc, [span])}" + (f" came as {_flat(' + '.join(near))}" if near else "")
    for span in sorted(mine.keys() - right):
        if not _touches(span, wanted):
            yield f"extra name    {mine[span]['kind']} {_words(doc, [span])}"
    for span in sorted(right):
        if mine[span]["kind"] != wanted[span]:
            yield f"wrong name kind  {wanted[span]} came as {mine[span]['kind']} | {_words(doc, [span])}"


def wanted_names(doc: OwnDocument) -> dict[Span, str]:
    """Return the names to be found and their kinds."""
    return {span: kind for span, kind in doc.names if not _touches(span, doc.either)}


def _unjoined(doc: OwnDocument, span: Span, wanted: Iterable[Span]) -> Span:
    """Return the wanted name that a found one is but for a conjunction or preposition which Arabic joins to it."""
    same = (name for name in wanted if name[1] == span[1] and 0 < name[0] - span[0] <= 2)
    return next((name for name in same if set(doc.text[span[0] : name[0]]) <= set("وفبلك")), span)


def _dates(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    mine = [row for row in found if row["kind"] == "date"]
    for span, value in doc.dates:
        near = [row for row in mine if _touches((row["start"], row["end"]), [span])]
        right = any(row["value"] == value for row in near)
        count["dates"] += 1
        count["dates right"] += right
        count["dates wrong"] += bool(near) and not right
        if not right:
            got = ", ".join(f"{row['text']} = {row['value']}" for row in near)
            yield f"missed date   {_words(doc, [span])} = {value}" + (f" came as {got}" if got else "")


def _entries(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    count["entries"] += len(doc.entries)
    count["entries found"] += len(found)
    used: set[str] = set()
    for entry in doc.entries:
        words = _words(doc, [entry.name])
        row = next((row for row in found if row["name"] == words and _touches(entry.name, [(row["start"], row["end"])])), None)
        if row is None:
            near = [row["name"] for row in found if _touches(entry.name, [(row["start"], row["end"])])]
            yield f"missed row    {words}" + (f" came as {near[0]}" if near else "")
            continue
        used.add(row["id"])
        count["entries right"] += 1
        count["countries right"] += row["country"] == entry.country
        if row["country"] != entry.country:
            yield f"wrong country  {words}: {entry.country} came as {row['country']}"
    for row in found:
        if row["id"] not in used:
            yield f"extra row     {row['name']}"


def _notes(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    by = {row["number"]: row for row in found}
    count["notes found"] += len(found)
    for note in doc.notes:
        row = by.get(note.number)
        at = row["anchor"] if row else None
        body = row["note"] if row else None
        right = bool(at and body and at["start"] in note.anchors and (body["start"], body["end"]) == note.note)
        count["notes"] += 1
        count["notes right"] += right
        if not right:
            got = (
                f"after {_flat(doc.text[: at['start']][-20:])}" if at else "nowhere",
                _flat(body["text"]) if body else "no text",
            )
            yield f"missed note   {note.number} came {got[0]} | {got[1]}"


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _words(doc: OwnDocument, spans: Sequence[Span]) -> str:
    return _flat(" … ".join(doc.text[start:end] for start, end in spans))


def _flat(words: str) -> str:
    return " ".join(words.split())
