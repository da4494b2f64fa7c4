"""Recognise the words on a page image with Tesseract, if it is installed.

Tesseract is a program, used here as a library: the same image gives the same words. It is called without files and without a
shell, and what it is (version and languages) is part of what the readers call themselves.

1. look at a few lines in one language after the other, to know where to begin;
2. recognise the page in one language after the other, that of those lines first, until every line is sure;
3. take each line from the language that was surest of it (`ocr_merge`): several languages at once are slower and read worse.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.read.page_image import find_strip, prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element
    from PIL.Image import Image

# What Tesseract may take for one page and language. A4 at 300 dpi, full of text, takes about 10 s on a slow machine.
_SECONDS = 120
# Not languages: orientation and script detection, and equations.
_NO_LANGUAGES = {"osd", "equ", "snum"}
# A row with many dots over few letters is no noise: with this on, short lines of Arabic are lost (3 of 15 lines, measured).
_SETTINGS = ("-c", "textord_noise_rejrows=0")
# How sure it must be of how a page is turned: pages of text gave 15 and more, pictures without words up to 1.
_TURN_SURE = 3.0
# Signs that Tesseract adds for the direction of a word; they are not on the page.
_ADDED = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrWord:
    """A recognised word; its box in shares of the image's width and height, and how sure Tesseract is of it (0 to 1)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrLine:
    """A printed line, its words in reading order, and the language (Tesseract's name) that read it best.

    `block` and `paragraph` count within the image, as Tesseract parts it. `size` is the height from the deepest to the tallest
    letter, `base` where the letters stand at the left end (shares of the image's height); the base falls by `slope` dots a dot.
    """

    words: tuple[OcrWord, ...]
    block: int
    paragraph: int
    language: str
    size: float
    base: float
    slope: float = 0.0

    @property
    def confidence(self) -> float:
        """How sure the line is: the mean over its words, long words counting more."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / max(letters, 1)


class OcrMissing(WhosaysError):
    """Tesseract, or a language that was asked for, is not installed."""

    code = "ocr-missing"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not installed, so the words on page images are not read")


class OcrFailed(WhosaysError):
    """Tesseract could not read an image."""

    code = "ocr-failed"

    def __init__(self, why: str) -> None:
        super().__init__(f"the words on a page image were not recognised: {why}")


@lru_cache(maxsize=1)
def ocr_version() -> str | None:
    """Return Tesseract's version and languages ("5.3.0/ara+eng"), None where it is not installed."""
    said = _ask("--version")
    if not said or not ocr_languages():
        return None
    return f"{said.split(maxsplit=2)[1]}/{'+'.join(ocr_languages())}"


@lru_cache(maxsize=1)
def ocr_languages() -> tuple[str, ...]:
    """Return the installed languages by Tesseract's names, sorted; none where it is not installed."""
    names = (line.strip() for line in _ask("--list-langs").splitlines()[1:])
    return tuple(sorted({name for name in names if name and name not in _NO_LANGUAGES and "/" not in name}))


def recognise(page: bytes | Image, languages: tuple[str, ...] = (), *, likely: tuple[str, ...] = ()) -> tuple[OcrLine, ...]:
    """Return the lines on an image, in the order of reading. Raises OcrMissing and OcrFailed.

    Args:
        page: the image, or the bytes of an image file of one page.
        languages: Tesseract's names of those it may be in; empty: all that are installed.
        likely: those that the pages before were in (`OcrLine.language`); they are tried first, which saves time.
    """
    from whosays.read.ocr_merge import find_likely, recognise_by

    installed = ocr_languages()
    if not installed:
        raise OcrMissing("Tesseract")
    if missing := [name for name in languages if name not in installed]:
        raise OcrMissing(f"Tesseract's language {missing[0]}")
    wanted = languages or installed
    grey = _open(page)
    strip = find_strip(grey) if len(wanted) > 1 and not likely else None
    if strip is not None:
        likely = find_likely(_reader_of(strip), wanted)
    return recognise_by(_reader_of(grey), wanted, likely)


def find_turn(page: bytes | Image) -> int:
    """Return by how many quarters (clockwise) a page must be turned to stand upright; 0 where that cannot be told."""
    if not (program := shutil.which("tesseract")) or not _has_orientation():
        return 0
    try:
        said = _run([program, "-", "-", "--psm", "0"], _to_file(_open(page))).decode("utf-8", "replace")
    except OcrFailed:
        # Too few letters to tell by.
        return 0
    told = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    turn = int(told.get("Rotate", "0")) // 90 % 4
    return turn if float(told.get("Orientation confidence", "0")) >= _TURN_SURE else 0


def _open(page: bytes | Image) -> Image:
    """Return the prepared page."""
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as open_image

    if isinstance(page, bytes):
        try:
            page = open_image(BytesIO(page))
            page.load()
        except (OSError, ValueError, SyntaxError, DecompressionBombError) as error:
            raise OcrFailed(f"it is no whole image ({error})") from error
    return prepare(page)


def _to_file(grey: Image) -> bytes:
    """Return the image as a file without compression (PGM)."""
    out = BytesIO()
    grey.save(out, "PPM")
    return out.getvalue()


def _reader_of(grey: Image) -> Callable[[str], tuple[OcrLine, ...]]:
    image = _to_file(grey)
    return lambda language: _read(image, language)


def _read(image: bytes, language: str) -> tuple[OcrLine, ...]:
    program = shutil.which("tesseract")
    if program is None:
        raise OcrMissing("Tesseract")
    return read_page(_run([program, "-", "-", "-l", language, "--psm", "3", *_SETTINGS, "hocr"], image), language)


def _run(command: list[str], image: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=_SECONDS, env=_environment(), check=False)
    except subprocess.TimeoutExpired as error:
        raise OcrFailed(f"it took longer than {_SECONDS} seconds") from error
    except OSError as error:
        raise OcrFailed(f"Tesseract did not start ({error.strerror})") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OcrFailed(said[-1][:200] if said else f"Tesseract ended with {done.returncode}")
    return done.stdout


@lru_cache(maxsize=1)
def _has_orientation() -> bool:
    return "osd" in (line.strip() for line in _ask("--list-langs").splitlines())


def _ask(option: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=30, env=_environment(), check=False)
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    # More threads than one make a page slower, and whosays reads several files at a time anyway.
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def read_page(markup: bytes, language: str) -> tuple[OcrLine, ...]:
    """Read Tesseract's account of a page (hOCR: markup with boxes in the titles)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    tree = etree.fromstring(markup, parser)
    if tree is None:
        raise OcrFailed("Tesseract wrote what cannot be read")
    lines: list[OcrLine] = []
    width, height, block, paragraph = 1.0, 1.0, 0, 0
    for element in tree.iter("{*}div", "{*}p", "{*}span"):
        kind, said = element.get("class", ""), _titles(element.get("title", ""))
        if kind == "ocr_page":
            width, height = said["bbox"][2] or 1, said["bbox"][3] or 1
        block += kind == "ocr_carea"
        paragraph += kind == "ocr_par"
        if "x_size" in said:
            words = tuple(_read_word(child, width, height) for child in element.iter("{*}span") if child is not element)
            if kept := tuple(word for word in words if word.text):
                lines.append(_read_line(kept, said, height, (block, paragraph, language)))
    return tuple(lines)


def _titles(title: str) -> dict[str, list[float]]:
    """Read what stands in a title: "bbox 10 20 50 40; baseline 0.01 -4; x_size 32"."""
    parts = (part.split() for part in title.split(";"))
    return {part[0]: [_number(word) for word in part[1:]] for part in parts if part}


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return 0.0


def _read_word(element: _Element, width: float, height: float) -> OcrWord:
    said = _titles(element.get("title", ""))
    left, top, right, bottom = said["bbox"]
    return OcrWord(
        text="".join(map(str, element.itertext())).translate(_ADDED).strip(),
        left=max(left / width, 0.0),
        top=max(top / height, 0.0),
        right=min(right / width, 1.0),
        bottom=min(bottom / height, 1.0),
        confidence=min(max(said["x_wconf"][0] / 100, 0.0), 1.0),
    )


def _read_line(words: tuple[OcrWord, ...], said: dict[str, list[float]], height: float, where: tuple[int, int, str]) -> OcrLine:
    slope, below = said.get("baseline", [0.0, 0.0])
    return OcrLine(
        words=words,
        block=where[0],
        paragraph=where[1],
        language=where[2],
        size=said["x_size"][0] / height,
        base=(said["bbox"][3] + below) / height,
        slope=slope,
    )
