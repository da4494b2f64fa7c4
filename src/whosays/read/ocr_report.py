"""Say what is odd about recognised pages: which have unsure words, which have none, which were not read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.ocr import OcrLine
    from whosays.records import DocumentId, Problem

# Of 73 words below this 59 were wrong, of 760 above it 20 (English, Arabic and Persian at 100 to 200 dpi).
UNSURE = 0.70
MISSING = (
    "Tesseract is not installed, so the words on the picture are not read. Install it with its languages"
    " (Debian: apt install tesseract-ocr tesseract-ocr-ara tesseract-ocr-fas) and add the file again"
)


def report_pages(
    doc: DocumentId, pages: Sequence[Sequence[OcrLine]], faults: Sequence[str | None], numbers: Sequence[int] = ()
) -> Iterator[Problem]:
    """Yield the problems of recognised pages.

    Args:
        doc: the document.
        pages: the lines of each page.
        faults: for each page, why it could not be read.
        numbers: which pages of the document they are, from 1; empty: all, from the first.
    """
    numbers = numbers or range(1, len(pages) + 1)
    bare, failed = [], defaultdict(list)
    for number, lines, fault in zip(numbers, pages, faults, strict=True):
        if fault:
            failed[fault].append(number)
        elif not lines:
            bare.append(number)
        elif problem := _unsure(doc, number, lines):
            yield problem
    for fault, where in failed.items():
        code = "ocr-missing" if "is not installed" in fault else "ocr-failed"
        yield make_problem(code, f"{_pages(where)}: {fault}.", doc=doc)
    if bare:
        yield make_problem("no-words-recognised", f"{_pages(bare)}: no words were recognised.", doc=doc)


def _unsure(doc: DocumentId, number: int, lines: Sequence[OcrLine]) -> Problem | None:
    words = [word for line in lines for word in line.words]
    unsure = [word.text for word in words if word.confidence < UNSURE]
    if not unsure:
        return None
    shown = ", ".join(unsure[:5]) + (" …" if len(unsure) > 5 else "")
    said = f"page {number}: {len(unsure)} of {len(words)} words are below {UNSURE:.2f}: {shown}"
    return make_problem("ocr-uncertain", said, doc=doc)


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    return f"pages {', '.join(map(str, numbers[:20]))}" + (" …" if len(numbers) > 20 else "")
