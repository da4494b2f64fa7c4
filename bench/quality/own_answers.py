"""Our own labelled documents: read the text and the answers of a file, and find the answers' words in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).with_name("own")

Span = tuple[int, int]

_BLOCK = re.compile(r"^````(text|answers)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"(?P<words>.*?)(?:#(?P<nth>\d+))?$", re.DOTALL)
_NOTE = re.compile(r"(?P<number>\d+) after (?P<before>.+)$")


class BadAnswer(ValueError):
    """An answer's words do not stand in its text, or its line cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClaim:
    """Whose words they are: `kind`, `holder` and `referent` (the name a pronoun stands for) belong to the innermost holder."""

    content: tuple[Span, ...]
    kind: str
    holder: Span | None
    referent: str | None
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    number: int
    anchor: int
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


def read_all(folder: Path = OWN) -> list[OwnDocument]:
    """Return the labelled documents by name."""
    return [read(path) for path in sorted(folder.glob("[0-9]*.md"))]


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
    spans = _longest(text, [words for _, words in names])
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
            for span in places(text, words)
            if not any(low <= span[0] and span[1] <= high for (low, high), _ in spans)
        ),
        dates=tuple((span, values[words]) for span, words in _longest(text, list(values))),
        entries=tuple(_entry(text, rest) for rest in of("entry")),
        notes=tuple(_note(text, rest) for rest in of("note")),
    )


def places(text: str, words: str) -> list[Span]:
    """Return every place of the words as whole words, white space standing for white space; with `#n` the n-th alone."""
    parts = _PLACE.fullmatch(words)
    assert parts is not None
    pattern = r"\s+".join(map(re.escape, parts["words"].split()))
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]
    if parts["nth"]:
        found = found[int(parts["nth"]) - 1 : int(parts["nth"])]
    if not found:
        raise BadAnswer(f"words not in the text: {words!r}")
    return found


def _claim(text: str, kind: str, rest: str) -> OwnClaim:
    holders, _, content = rest.partition(" | ")
    chain = holders.split(" > ")
    if chain[0] != "author" or not content:
        raise BadAnswer(f"a claim is `author > holder | content`: {rest!r}")
    spans: list[Span] = []
    pieces = content.split(" … ")
    for number, piece in enumerate(pieces):
        after = spans[-1][1] if spans else 0
        later = [place for place in places(text, piece) if place[0] >= after]
        if not later:
            raise BadAnswer(f"piece {number + 1} does not follow: {rest!r}")
        spans.append(later[0])
    # The pieces of an interrupted content stand as near to each other as they can.
    for number in range(len(spans) - 2, -1, -1):
        before = [place for place in places(text, pieces[number]) if place[1] <= spans[number + 1][0]]
        spans[number] = before[-1]
    inner, _, referent = (chain[-1] if len(chain) > 1 else "author").partition(" = ")
    if referent:
        places(text, referent)
    holder = None if inner in ("author", "hidden") else _nearest(places(text, inner), spans[0][0])
    return OwnClaim(
        content=tuple(spans),
        kind=inner if inner in ("author", "hidden") else "named",
        holder=holder,
        referent=referent or None,
        minor=kind == "minor",
    )


def _nearest(found: list[Span], at: int) -> Span:
    """Return the last place before `at`, else the first one."""
    return max((place for place in found if place[0] <= at), default=found[0])


def _longest(text: str, many: list[str]) -> list[tuple[Span, str]]:
    """Return the places of all words, in order, without those inside a longer one."""
    found = [(place, words) for words in many for place in places(text, words)]
    return sorted(
        (place, words)
        for place, words in found
        if not any(other != place and other[0] <= place[0] and place[1] <= other[1] for other, _ in found)
    )


def _entry(text: str, rest: str) -> OwnEntry:
    words, _, country = rest.partition(" | ")
    return OwnEntry(name=places(text, words)[0], country=None if country == "-" else country)


def _note(text: str, rest: str) -> OwnNote:
    head, _, body = rest.partition(" | ")
    parts = _NOTE.fullmatch(head)
    if parts is None:
        raise BadAnswer(f"a note is `number after words | text`: {rest!r}")
    anchored = [
        at for match in re.finditer(re.escape(parts["before"]), text) if text.startswith(parts["number"], at := match.end())
    ]
    bodies = [match.span() for match in re.finditer(rf"^{parts['number']} ({re.escape(body)})$", text, re.MULTILINE)]
    if not anchored or not bodies:
        raise BadAnswer(f"note not in the text: {rest!r}")
    return OwnNote(number=int(parts["number"]), anchor=anchored[0], note=(bodies[0][1] - len(body), bodies[0][1]))
