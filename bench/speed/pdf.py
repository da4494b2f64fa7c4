"""Compare the PDF reader with bare pypdfium2 on the same files, in one run.

    python -m bench.speed.pdf [--rounds 5] [PATH…]

Bare is the text of each page (`get_text_range`), with nothing of where it stands; and, as a second figure, the text with the
box of each letter, which is the least that columns, notes and places on the page can be told from. The reader gives a document
with zones, notes, places and languages. The ratio is seconds of the processor of bare by ours; the middle one of the rounds
counts. Without paths, the files are those of the corpus beside the project.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.pdf import files, read
from whosays.read.reading import ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NO_OCR = ReadOptions(ocr_pages=0)


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("paths", nargs="*", type=Path)
    wish = ask.parse_args()
    raws = [path.read_bytes() for path in wish.paths or files() if path.suffix == ".pdf"]
    raws = [raw for raw in raws if is_read(raw)]
    pages = sum(len(read(raw, _NO_OCR).document.pages) for raw in raws)
    ways: dict[str, Callable[[bytes], object]] = {
        "bare text": lambda raw: bare(raw, boxes=False),
        "bare text and boxes": lambda raw: bare(raw, boxes=True),
        "ours": lambda raw: read(raw, _NO_OCR),
    }
    rounds = [{name: seconds(way, raws) for name, way in ways.items()} for _ in range(wish.rounds)]
    for name in ways:
        took = statistics.median(each[name] for each in rounds)
        ratio = statistics.median(each[name] / each["ours"] for each in rounds)
        print(f"{name:20} {pages:6} pages   {pages / took:7.0f} pages/s   ratio {ratio:.2f}")


def is_read(raw: bytes) -> bool:
    """Say whether a file can be read at all."""
    try:
        read(raw, _NO_OCR)
    except UnreadableDocument:
        return False
    return True


def seconds(way: Callable[[bytes], object], raws: Sequence[bytes]) -> float:
    """Return the seconds of the processor that reading takes."""
    before = time.process_time()
    for raw in raws:
        way(raw)
    return time.process_time() - before


def bare(raw: bytes, *, boxes: bool) -> int:
    """Read the text of each page, and the box of each letter, with pypdfium2 alone."""
    from pypdfium2 import PdfDocument

    letters = 0
    with PdfDocument(raw) as pdf:
        for page in pdf:
            layer = page.get_textpage()
            letters += len(layer.get_text_range())
            if boxes:
                letters += sum(len(layer.get_charbox(at)) for at in range(layer.count_chars()))
            layer.close()
            page.close()
    return letters


if __name__ == "__main__":
    main()
