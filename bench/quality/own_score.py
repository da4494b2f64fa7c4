"""Score the record of our own labelled documents against their answers, and say what was missed and what was too much."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bench.quality.matching import letters, overlap_f1, pair, prf, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.quality.line import Export, Row
    from bench.quality.own_answers import OwnDocument, Span

NAME_KINDS = {"organisation", "person", "place", "event", "campaign", "group", "work", "concept"}


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
    figures = {
        **prf(count["claims right"], count["claims found"], count["claims"], "claims"),
        "claims needed recall": share(count["needed right"], count["needed"]),
        "claims of others recall": share(count["others right"], count["others"]),
        "claims exact content": share(count["exact"], count["claims right"]),
        "holder kind right": share(count["kind right"], count["claims right"]),
        "holder words right": share(count["holder right"], count["holders"]),
        "holder referents right": share(count["referents right"], count["referents"]),
        **prf(count["names right"], count["names found"], count["names"], "names exact"),
        "names kind right": share(count["name kind right"], count["names right"]),
        "dates value precision": share(count["dates right"], count["dates right"] + count["dates wrong"]),
        "dates value recall": share(count["dates right"], count["dates"]),
        **prf(count["entries right"], count["entries found"], count["entries"], "list rows"),
        "list countries right": share(count["countries right"], count["entries"]),
        "notes right": share(count["notes right"], count["notes"]),
    }
    return figures, misses


def _claims(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    wanted = [letters(claim.content, doc.text) for claim in doc.claims]
    contents = [letters(((s["start"], s["end"]) for s in row["content"]), doc.text) for row in found]
    pairs = pair(wanted, contents)
    count["claims"] += len(wanted)
    count["claims found"] += len(found)
    count["claims right"] += len(pairs)
    for i, claim in enumerate(doc.claims):
        count["needed"] += not claim.minor
        count["others"] += claim.kind != "author"
        if i not in pairs:
            yield f"missed claim  {claim.kind:6} | {_words(doc, claim.content)}" + (" (minor)" if claim.minor else "")
            continue
        row = found[pairs[i]]
        inner = row["chain"][-1]["holder"]
        kind = _kind(row)
        count["needed right"] += not claim.minor
        count["others right"] += claim.kind != "author"
        count["exact"] += overlap_f1(wanted[i], contents[pairs[i]]) == 1
        count["kind right"] += kind == claim.kind
        if kind != claim.kind:
            yield f"wrong kind    {claim.kind} came as {kind} | {_words(doc, claim.content)}"
        if claim.referent is not None:
            got = (inner.get("refers_to") or {}).get("text")
            right = got is not None and (_flat(got) in claim.referent or claim.referent in _flat(got))
            count["referents"] += 1
            count["referents right"] += right
            if not right:
                yield f"wrong referent {inner.get('text')} is {claim.referent}, came as {got} | {_words(doc, claim.content)}"
        if claim.holder is not None:
            right = inner["start"] is not None and inner["start"] < claim.holder[1] and claim.holder[0] < inner["end"]
            # Where a name marks a turn, the turn has no words for its speaker: the name may be what the holder refers to.
            referred = inner.get("refers_to") or {}
            right = right or (referred.get("start") == claim.holder[0])
            count["holders"] += 1
            count["holder right"] += right
            if not right:
                got = inner["text"] if inner["start"] is not None else inner["kind"]
                yield f"wrong holder  {_words(doc, [claim.holder])} came as {got} | {_words(doc, claim.content)}"
        if overlap_f1(wanted[i], contents[pairs[i]]) < 0.8:
            got = " … ".join(s["text"] for s in row["content"])
            yield f"loose content {_words(doc, claim.content)} came as {_flat(got)}"
    used = set(pairs.values())
    for j, row in enumerate(found):
        if j not in used:
            yield f"extra claim   {_kind(row)} {row['by']} | {_flat(' … '.join(s['text'] for s in row['content']))}"


def _kind(row: Row) -> str:
    if row["chain"][-1]["holder"]["kind"] == "hidden":
        return "hidden"
    return "author" if len(row["chain"]) == 1 else "named"


def _names(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    mine = {
        (row["start"], row["end"]): row
        for row in found
        if row["kind"] in NAME_KINDS and row["layer"] == "name" and not _touches((row["start"], row["end"]), doc.either)
    }
    wanted = dict(doc.names)
    right = mine.keys() & wanted.keys()
    count["names"] += len(wanted)
    count["names found"] += len(mine)
    count["names right"] += len(right)
    count["name kind right"] += sum(mine[span]["kind"] == wanted[span] for span in right)
    for span in sorted(wanted.keys() - right):
        near = [row["text"] for at, row in mine.items() if _touches(at, [span])]
        yield f"missed name   {wanted[span]} {_words(doc, [span])}" + (f" came as {_flat(' + '.join(near))}" if near else "")
    for span in sorted(mine.keys() - right):
        if not _touches(span, wanted):
            yield f"extra name    {mine[span]['kind']} {_words(doc, [span])}"
    for span in sorted(right):
        if mine[span]["kind"] != wanted[span]:
            yield f"wrong kind    {_words(doc, [span])}: {wanted[span]} came as {mine[span]['kind']}"


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
            yield f"missed entry  {words}" + (f" came as {near[0]}" if near else "")
            continue
        used.add(row["id"])
        count["entries right"] += 1
        count["countries right"] += row["country"] == entry.country
        if row["country"] != entry.country:
            yield f"wrong country {words}: {entry.country} came as {row['country']}"
    for row in found:
        if row["id"] not in used:
            yield f"extra entry   {row['name']}"


def _notes(doc: OwnDocument, found: list[Row], count: Counter[str]) -> Iterator[str]:
    by = {row["number"]: row for row in found}
    for note in doc.notes:
        row = by.get(note.number)
        at = row["anchor"] if row else None
        body = row["note"] if row else None
        right = bool(at and body and at["start"] == note.anchor and (body["start"], body["end"]) == note.note)
        count["notes"] += 1
        count["notes right"] += right
        if not right:
            yield f"missed note   {note.number} came with anchor {at} and text {body}"


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _words(doc: OwnDocument, spans: Sequence[Span]) -> str:
    return _flat(" … ".join(doc.text[start:end] for start, end in spans))


def _flat(words: str) -> str:
    return " ".join(words.split())
