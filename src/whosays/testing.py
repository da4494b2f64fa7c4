"""Literate cases: a Markdown file of texts and the records that an extractor should find in them, for our tests and plug-ins'.

A file holds any number of cases. A case is a heading that states the rule, a sentence of why, the text, and the records in
their short form (`notation.show`), one a line, in the order in which the extractor yields them:

    # Hedged inference belongs to the author
    A sentence of why, in as many lines as it takes.
    ```text
    It is likely that River Watch wrote the letter.
    ```
    ```records
    claim  (author) | infers | wrote the letter | about: River Watch | hedge: likely | modality: probable  @30-46
    ```

- The text is read by the plain-text reader as a file whose lines are those of the block, then goes through the extractors up
  to the named one; only what that one yields is shown, its problems included. An empty block: there is nothing to find.
- After `text` may stand `file=report.txt` (the document's name), `language=ar` (its language, `en` unless told),
  `date=2020-05-22` (the document's date) and `escaped` (`\\f`, `\\t`, `\\u00a0` stand for signs that Markdown cannot show).
- Several text blocks are several documents; their records follow each other, those of each under a line `in NAME`.
- After `records` may stand `only=date,organisation`: the kinds of line to compare, others are left out.
- A fence may be longer than three backticks where the text holds three. A heading without blocks is a title, no case.

Our own cases lie in `tests/cases/EXTRACTOR/*.md`. `pytest --update` rewrites the blocks; read the diff before you keep it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.extract.material import Material
from whosays.notation import show
from whosays.read.reading import USUAL, Member, Reading, ReadOptions
from whosays.records import Capture, CaptureId, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from whosays.plugins import Extractor, Reader

_FENCE = re.compile(r"(?P<fence>`{3,})(?P<kind>\w*) *(?P<told>.*)")
_ESCAPE = re.compile(r"\\(?:f|t|u[0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """A text block: what the document holds, and what the case tells about it."""

    text: str
    file: str = "case.txt"
    language: str = "en"
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiterateCase:
    """One case of a file. `lines` are the first line after the ```records fence and the line of its end, from 0."""

    title: str
    texts: tuple[CaseText, ...]
    expected: tuple[str, ...]
    only: frozenset[str] = frozenset()
    lines: tuple[int, int]


class BadCase(ValueError):
    """A file of literate cases is not written as it should be."""


@dataclass
class _Block:
    kind: str
    told: dict[str, str]
    start: int
    lines: list[str] = field(default_factory=list)


def read_cases(path: Path) -> tuple[LiterateCase, ...]:
    """Read the cases of a file, in its order. Raises BadCase for one without records or without a text."""
    cases: list[LiterateCase] = []
    for title, blocks in _sections(path):
        texts = tuple(_text(block) for block in blocks if block.kind == "text")
        records = [block for block in blocks if block.kind == "records"]
        if not texts and not records:
            continue
        if not texts or len(records) != 1:
            raise BadCase(f"{path}: the case {title!r} needs a ```text block and one ```records block")
        block = records[0]
        only = frozenset(filter(None, block.told.get("only", "").split(",")))
        span = (block.start, block.start + len(block.lines))
        cases.append(LiterateCase(title=title, texts=texts, expected=tuple(block.lines), only=only, lines=span))
    return tuple(cases)


def find(case: LiterateCase, extractors: Sequence[Extractor], *, reader: Reader) -> list[str]:
    """Run a case: return the short form of what the last of `extractors` yields, after the others have run."""
    out: list[str] = []
    for given in case.texts:
        reading = _read(given, reader)
        material = Material(reading.document, reading.passages)
        yielded = []
        for extractor in extractors:
            yielded = list(extractor(material))
            material.add(yielded)
        if len(case.texts) > 1:
            out.append(f"in {given.file}")
        lines = [show(record) for record in yielded]
        out += [line for line in lines if not case.only or line.split("  ", 1)[0] in case.only]
    return out


def rewrite(path: Path, number: int, lines: Sequence[str]) -> None:
    """Put `lines` in place of the records of a file's case `number`, counted from 0."""
    start, end = read_cases(path)[number].lines
    old = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*old[:start], *lines, *old[end:]]) + "\n", encoding="utf-8", newline="\n")


def _sections(path: Path) -> Iterator[tuple[str, list[_Block]]]:
    """Yield each heading with the fenced blocks under it."""
    title, blocks, fence = path.stem, list[_Block](), ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if fence and line.rstrip() == fence:
            fence = ""
        elif fence:
            blocks[-1].lines.append(line)
        elif match := _FENCE.fullmatch(line.rstrip()):
            fence = match["fence"]
            told = dict(part.partition("=")[::2] for part in match["told"].split())
            blocks.append(_Block(match["kind"], told, number + 1))
        elif line.startswith("#"):
            yield title, blocks
            title, blocks = line.lstrip("# "), []
    if fence:
        raise BadCase(f"{path}: the last block has no end")
    yield title, blocks


def _text(block: _Block) -> CaseText:
    text = "".join(f"{line}\n" for line in block.lines)
    if "escaped" in block.told:
        text = _ESCAPE.sub(lambda match: match[0].encode().decode("unicode_escape"), text)
    told = block.told
    return CaseText(text=text, file=told.get("file", "case.txt"), language=told.get("language", "en"), date=told.get("date"))


def read_one(reader: Reader, capture: Capture, raw: bytes, options: ReadOptions = USUAL) -> Reading:
    """Return the one document that a reader finds in a capture. Raises ValueError for several, or none."""
    (reading,) = (item for item in read_all(reader, capture, raw, options) if isinstance(item, Reading))
    return reading


def read_all(
    reader: Reader, capture: Capture, raw: bytes, options: ReadOptions = USUAL
) -> tuple[Reading | Member | Problem, ...]:
    """Return all that a reader finds in a capture."""
    found = reader(capture, raw, options)
    return (found,) if isinstance(found, Reading) else tuple(found)


def _read(given: CaseText, reader: Reader) -> Reading:
    raw = given.text.encode()
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=given.file,
        size=len(raw),
        media_type="text/plain",
        method="file",
        fetched_at="2000-01-01T00:00:00Z",
    )
    reading = read_one(reader, capture, raw)
    doc = replace(reading.document, languages=(given.language,), date=given.date or reading.document.date)
    return replace(reading, document=doc)
