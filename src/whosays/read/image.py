"""Read an image file: the words on its pages by text recognition, each with its place and how sure it is.

1. Open the file within limits; what it says of itself.
2. Recognise page after page, turned upright where it lies on its side.
3. Put the lines together as those of a PDF are.
4. Say what is unsure, and what was not read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.frames import MOST_FRAMES, count_frames, is_moving, open_frames, read_frames
from whosays.read.image_meta import read_meta
from whosays.read.ocr import OcrFailed, OcrMissing, find_turn, ocr_version, recognise
from whosays.read.ocr_report import MISSING, report_pages
from whosays.read.pages.reading import read_pages
from whosays.read.pages.recognised import recognised_page, sheet_size
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions
from whosays.read.turned import is_askew, turn_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from whosays.read.ocr import OcrLine
    from whosays.records import Capture, Problem

_TYPES = ("png", "jpeg", "gif", "tiff", "webp", "bmp", "avif", "jp2", "x-portable-graymap")
# No letter can be read that has fewer dots.
_LOWEST = 5
_MAGIC = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\0\0\0\x0cjP  ",
)  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """A page as it was recognised: its lines, how many quarters it was turned for that, or why there are none."""

    size: tuple[float, float]
    lines: tuple[OcrLine, ...] = ()
    turn: int = 0
    fault: str | None = None


class ImageReader:
    """Pictures and scans: PNG, JPEG, GIF, TIFF, WebP, BMP, AVIF, JPEG 2000."""

    name = "image"

    @property
    def version(self) -> str:
        """Its own, and that of Tesseract: where that is installed later, pictures are read again."""
        return f"2+tesseract-{ocr_version() or 'none'}"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an image."""
        if any(capture.media_type == f"image/{kind}" for kind in _TYPES):
            return True
        return head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] == b"ftypavif"

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:
        """Read the bytes."""
        problems: list[Problem] = []
        doc = document_id(capture)
        with open_frames(capture.name, raw) as image:
            meta = read_meta(image)
            count = count_frames(image)
            if is_moving(image):
                problems.append(make_problem("moving-picture", "only the first frame was read", doc=doc))
            if count > options.ocr_pages:
                left = f"{count - options.ocr_pages} of {count} pages{' or more' if count == MOST_FRAMES else ''}"
                problems.append(make_problem("ocr-limit", f"{left} are past the limit of {options.ocr_pages}", doc=doc))
            sheets = list(_recognise(read_frames(capture.name, image, options.ocr_pages), options))
        pages = [recognised_page(at, sheet.size, sheet.lines) for at, sheet in enumerate(sheets)]
        setting = read_pages(pages)
        turns = [sheet.turn for sheet in sheets]
        drafts = [replace(draft, boxes=turn_back(draft.boxes, turns)) for draft in setting.drafts]
        document = make_document(
            capture, setting.text, drafts, made_by=f"{self.name} {self.version}", pages=setting.pages, said=meta
        )
        problems += report_pages(doc, [sheet.lines for sheet in sheets], [sheet.fault for sheet in sheets])
        placements = [replace(place, box=turn_back((place.box,), turns)[0]) for place in setting.placements]
        return Reading(
            document=document,
            passages=make_passages(document, drafts),
            problems=tuple(problems),
            placements=tuple(placements),
        )


def _recognise(frames: Iterator[Image | str], options: ReadOptions) -> Iterator[_Sheet]:
    likely: tuple[str, ...] = ()
    for frame in frames:
        if isinstance(frame, str):
            yield _Sheet(size=(1.0, 1.0), fault=frame)
            continue
        sheet = _read_sheet(frame, options, likely)
        likely = tuple(dict.fromkeys(line.language for line in sheet.lines)) or likely
        yield sheet


def _read_sheet(frame: Image, options: ReadOptions, likely: tuple[str, ...]) -> _Sheet:
    from PIL.Image import Transpose

    if min(frame.size) < _LOWEST:
        return _Sheet(sheet_size(frame.size))
    try:
        lines = recognise(frame, options.ocr_languages, likely=likely)
        if is_askew(lines) and (turn := find_turn(frame)):
            upright = frame.transpose((Transpose.ROTATE_270, Transpose.ROTATE_180, Transpose.ROTATE_90)[turn - 1])
            return _Sheet(sheet_size(upright.size), recognise(upright, options.ocr_languages, likely=likely), turn)
        return _Sheet(sheet_size(frame.size), lines)
    except OcrMissing as error:
        return _Sheet(sheet_size(frame.size), fault=MISSING if ocr_version() is None else str(error))
    except OcrFailed as error:
        return _Sheet(sheet_size(frame.size), fault=str(error))
