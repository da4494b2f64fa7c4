"""Our own labelled documents: read the text and the answers of a file, and find the answers' words in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from whosays.records import Act, Modality, Polarity

OWN = Path(__file__).with_name("own")

Span = tuple[int, int]

_BLOCK = re.compile(r"^````(text|answers)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"(?P<words>.*?)(?:#(?P<nth>\d+))?$", re.DOTALL)
_NOTE = re.compile(r"(?P<number>\d+) after (?P<before>.+)$")
# A zero-width non-joiner and the vowel signs belong to a word, though Python does not count them to its letters.
_IN_WORD = "\\w\u200c\u0300-\u036f\u064b-\u065f\u0670"
# A conjunction and a preposition that Arabic writes as one with the next word.
_CLITICS = "[وف]?[بكل]?"
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POLARITIES, _MODALITIES = set(get_args(Polarity)), set(get_args(Modality))
# What an act leaves open by itself, where its line names no other modality.
_BY_ACT = {
    "request": "requested",
    "demand": "requested",
    "advise": "requested",
    "recommend": "normative",
    "promise": "future",
    "aim": "intended",
    "ask": "questioned",
}


class BadAnswer(ValueError):
    """An answer's words do not stand in its text, or its line cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a claim is made: the innermost act, the reading of its content, and the places of its hedges."""

    act: str
    polarity: str
    modality: str
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClaim:
    """Whose words they are: `kind`, `holder` and `referents` (the name a pronoun stands for) belong to the innermost holder.

    `referents` are all places of the name. `manner` is None where the document's answers do not give it.
    """

    content: tuple[Span, ...]
    kind: str
    holder: Span | None
    referent: str | None
    referents: tuple[Span, ...]
    minor: bool
    manner: Manner | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    """A footnote: `anchors` are the places where its number may be said to stand, with and without a bracket."""

    number: int
    anchors: tuple[int, ...]
    note: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    name: Span
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocument:
    name: str
    text: str
    claims: tuple[OwnClaim, ...]
    names: tuple[tuple[Span, str], ...]
    either: tuple[Span, ...]
    dates: tuple[tuple[Span, str], ...]
    entries: tuple[OwnEntry, ...]
    notes: tuple[OwnNote, ...]


def answer_files(folder: str) -> list[Path]:
    """Return the files of one folder of labelled documents ("english", "arabic-unseen")."""
    return sorted((OWN / folder).glob("[0-9]*.md"))


def read_all(folder: str) -> list[OwnDocument]:
    """Return the labelled documents of a folder by name."""
    return [read(path) for path in answer_files(folder)]


def read(path: Path) -> OwnDocument:
    """Read one labelled document. Raises BadAnswer where words are not found."""
    blocks: dict[str, str] = dict(_BLOCK.findall(path.read_text(encoding="utf-8")))
    text = blocks["text"]
    lines = [line.partition(" ") for line in blocks["answers"].splitlines() if line]
    if unknown := {kind for kind, _, _ in lines} - {"claim", "minor", "name", "either", "date", "entry", "note"}:
        raise BadAnswer(f"{path.name}: no such kind of answer: {', '.join(sorted(unknown))}")

    def of(kind: str) -> list[str]:
        return [rest for found, _, rest in lines if found == kind]

    names = [rest.partition(" ")[::2] for rest in of("name")]
    spans = _longest(text, [words for _, words in names], clitics=True)
    kinds = {words: kind for kind, words in names}
    dates = [rest.rpartition(" = ")[::2] for rest in of("date")]
    values = dict(dates)
    return OwnDocument(
        name=path.stem,
        text=text,
        claims=tuple(_claim(text, kind, rest) for kind, _, rest in lines if kind in ("claim", "minor")),
        names=tuple((span, kinds[words]) for span, words in spans),
        either=tuple(
            span
            for words in of("either")
            for span in places(text, words, clitics=True)
            if not any(low <= span[0] and span[1] <= high for (low, high), _ in spans)
        ),
        dates=tuple((span, values[words]) for span, words in _longest(text, list(values))),
        entries=tuple(_entry(text, rest) for rest in of("entry")),
        notes=tuple(_note(text, rest) for rest in of("note")),
    )


def places(text: str, words: str, *, clitics: bool = False) -> list[Span]:
    """Return every place of the words as whole words, white space standing for white space; with `#n` the n-th alone.

    With `clitics`, Arabic words may begin with a conjunction and a preposition, which are left out of the place.
    """
    parts = _PLACE.fullmatch(words)
    assert parts is not None
    pattern = r"\s+".join(map(re.escape, parts["words"].split()))
    before = _CLITICS if clitics and re.match("[\u0621-\u06d3]", words) else ""
    found = [match.span(1) for match in re.finditer(rf"(?<![{_IN_WORD}]){before}({pattern})(?![{_IN_WORD}])", text)]
    if parts["nth"]:
        found = found[int(parts["nth"]) - 1 : int(parts["nth"])]
    if not found:
        raise BadAnswer(f"words not in the text: {words!r}")
    return found


def _claim(text: str, kind: str, rest: str) -> OwnClaim:
    holders, _, answer = rest.partition(" | ")
    content, _, manner = answer.partition(" | ")
    chain = holders.split(" > ")
    if chain[0] != "author" or not content:
        raise BadAnswer(f"a claim is `author > holder | content`: {rest!r}")
    spans = _pieces(text, content)
    for outer in chain[1:-1]:
        _holder(text, outer, spans[0][0])
    inner, _, referent = (chain[-1] if len(chain) > 1 else "author").partition(" = ")
    return OwnClaim(
        content=spans,
        kind=inner if inner in ("author", "hidden") else "named",
        holder=_holder(text, inner, spans[0][0]),
        referent=referent or None,
        referents=tuple(places(text, referent, clitics=True)) if referent else (),
        minor=kind == "minor",
        manner=_manner(text, manner, spans) if manner else None,
    )


def _holder(text: str, words: str, at: int) -> Span | None:
    """Return the place of a holder's words, the last one before `at`; None where it has none of its own."""
    bare = words.partition(" = ")[0]
    return None if bare in ("author", "hidden", "verb") else _nearest(places(text, bare), at)


def _pieces(text: str, content: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    pieces = content.split(" … ")
    for number, piece in enumerate(pieces):
        after = spans[-1][1] if spans else 0
        later = [place for place in places(text, piece) if place[0] >= after]
        if not later:
            raise BadAnswer(f"piece {number + 1} does not follow: {content!r}")
        spans.append(later[0])
    # The pieces of an interrupted content stand as near to each other as they can.
    for number in range(len(spans) - 2, -1, -1):
        before = [place for place in places(text, pieces[number]) if place[1] <= spans[number + 1][0]]
        spans[number] = before[-1]
    return tuple(spans)


def _manner(text: str, said: str, content: tuple[Span, ...]) -> Manner:
    """Read `act polarity modality | hedge: words; words`; what is left out is positive, and what the act says by itself."""
    words, _, hedges = said.partition(" | hedge: ")
    act, *others = words.split()
    if act not in get_args(Act) or set(others) - _POLARITIES - _MODALITIES:
        raise BadAnswer(f"not an act, a polarity, a modality: {said!r}")
    near = [_least_far(places(text, hedge), content) for hedge in hedges.split("; ")] if hedges else []
    return Manner(
        act=act,
        polarity=next((word for word in others if word in _POLARITIES), "positive"),
        modality=next((word for word in others if word in _MODALITIES), _BY_ACT.get(act, "asserted")),
        hedges=tuple(near),
    )


def _least_far(found: list[Span], content: tuple[Span, ...]) -> Span:
    """Return the place that stands in the content or the least far from it."""
    return min(found, key=lambda place: min(max(place[0] - end, start - place[1], 0) for start, end in content))


def _nearest(found: list[Span], at: int) -> Span:
    """Return the last place before `at`, else the first one."""
    return max((place for place in found if place[0] <= at), default=found[0])


def _longest(text: str, many: list[str], *, clitics: bool = False) -> list[tuple[Span, str]]:
    """Return the places of all words, in order, without those inside a longer one."""
    found = [(place, words) for words in many for place in places(text, words, clitics=clitics)]
    return sorted(
        (place, words)
        for place, words in found
        if not any(other != place and other[0] <= place[0] and place[1] <= other[1] for other, _ in found)
    )


def _entry(text: str, rest: str) -> OwnEntry:
    words, _, country = rest.partition(" | ")
    return OwnEntry(name=places(text, words)[0], country=None if country == "-" else country)


def _note(text: str, rest: str) -> OwnNote:
    """Read a note, whose number may be printed in any digits, raised, or in brackets."""
    head, _, body = rest.partition(" | ")
    parts = _NOTE.fullmatch(head)
    if parts is None:
        raise BadAnswer(f"a note is `number after words | text`: {rest!r}")
    printed = "|".join(parts["number"].translate(str.maketrans(_DIGITS[0], digits)) for digits in _DIGITS)
    mark = re.compile(rf"{re.escape(parts['before'])}(?P<mark>[\[(]?(?P<number>{printed})(?!\d)[\])]?)")
    anchored = mark.search(text)
    bodies = [m.span("body") for m in re.finditer(rf"^[\[(]?(?:{printed})[\])]? (?P<body>{re.escape(body)})$", text, re.M)]
    if anchored is None or not bodies:
        raise BadAnswer(f"note not in the text: {rest!r}")
    anchors = (anchored.start("mark"), anchored.start("number"))
    return OwnNote(number=int(parts["number"]), anchors=anchors, note=bodies[0])
