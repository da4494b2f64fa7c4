"""Make pages that look scanned: words set on a sheet at a resolution, a little turned, a little grey.

Nothing here is random: the same words give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from whosays.read.ocr import ocr_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTO, _DEJAVU = Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/truetype/dejavu")
# The first of these that is there is used: a serif as in books, a naskh as in Arabic and Persian print.
FONTS = {
    "latin": (_NOTO / "NotoSerif-Regular.ttf", _DEJAVU / "DejaVuSerif.ttf"),
    "latin bold": (_NOTO / "NotoSerif-Bold.ttf", _DEJAVU / "DejaVuSerif-Bold.ttf"),
    "arabic": (_NOTO / "NotoNaskhArabic-Regular.ttf", _DEJAVU / "DejaVuSans.ttf"),
    "arabic bold": (_NOTO / "NotoNaskhArabic-Bold.ttf", _DEJAVU / "DejaVuSans-Bold.ttf"),
    # A naskh has no Latin letters.
    "both": (_DEJAVU / "DejaVuSans.ttf",),
    "both bold": (_DEJAVU / "DejaVuSans-Bold.ttf",),
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LATIN = re.compile("[A-Za-z]")
# Pages to recognise, on no subject but our own: a heading and two paragraphs each.
ENGLISH = (
    "The Harbour Board of Aldwen",
    'The board said on 12 March 2024 that dredging of the northern basin would begin "before the first frost", and that 48'
    " moorings would be moved. Fishermen who had written to the council in January called the plan hasty; two of them, neither"
    ' of whom wished to be named, said the silt was "older than the quay itself".',
    "According to the minutes of the meeting, the engineer estimated the cost at £1.2 million, of which the county would pay"
    " 60%. The museum of the river asked for a survey of the wrecks before any work is done.",
)
ARABIC = (
    "مجلس ميناء الدوين",
    "قال المجلس في مارس إن تعميق الحوض الشمالي سيبدأ قبل أول صقيع، وإن ثمانية وأربعين مرسى ستنقل إلى الرصيف الجنوبي. ووصف"
    " الصيادون الذين كتبوا إلى المجلس في يناير الخطة بأنها متسرعة، وقال اثنان منهم إن الطمي أقدم من الرصيف نفسه.",
    "ووفقا لمحضر الجلسة قدر المهندس الكلفة بمليون ومئتي ألف دينار، تدفع المحافظة ستين بالمئة منها. وطلب متحف النهر إجراء مسح"
    " لحطام السفن قبل بدء أي عمل، إذ يعرف أن ثلاثة قوارب على الأقل ترقد قرب المنحدر.",
)
PERSIAN = (
    "انجمن بندر آلدون",
    "انجمن در ۲۲ اسفند اعلام کرد که لایروبی حوضچه شمالی پیش از نخستین یخبندان آغاز می‌شود و چهل و هشت لنگرگاه جابه‌جا خواهد"
    " شد. ماهیگیرانی که در دی‌ماه به شورا نامه نوشته بودند، این طرح را شتاب‌زده خواندند و دو تن از آنان گفتند که گل و لای از"
    " خود اسکله کهنه‌تر است.",
    "بر پایه صورت‌جلسه، مهندس هزینه را یک میلیون و دویست هزار تومان برآورد کرد که شصت درصد آن را استان می‌پردازد. موزه رودخانه"
    " خواستار بررسی لاشه کشتی‌ها پیش از آغاز کار شد، زیرا دست‌کم سه قایق در نزدیکی سرسره خوابیده‌اند.",
)
_A4 = (8.27, 11.69)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paragraph as it is set: size in points; `after` is the white below it in points; `column` counts from 0."""

    words: str
    size: float = 11
    bold: bool = False
    after: float = 7
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How the sheet is scanned: dots an inch, degrees turned, grey noise (standard deviation of 255) and blur (dots)."""

    dpi: int = 200
    turned: float = 0.3
    noise: float = 9
    blur: float = 0.6


def make_scan(
    paragraphs: Sequence[Printed | str], *, columns: int = 1, scanner: Scanner = Scanner(), foot: Sequence[Printed] = ()
) -> Image.Image:
    """Set paragraphs on an A4 sheet and scan it. What is in `foot` stands at the bottom, under a rule."""
    dots = scanner.dpi / 72
    width, height = (round(inches * scanner.dpi) for inches in _A4)
    sheet = Image.new("L", (width, height), 250)
    margin, gutter = round(64 * dots), round(20 * dots)
    column = (width - 2 * margin - gutter * (columns - 1)) // columns
    tops = [margin] * columns
    for paragraph in paragraphs:
        piece = Printed(words=paragraph) if isinstance(paragraph, str) else paragraph
        left = margin + piece.column * (column + gutter)
        tops[piece.column] = _set(sheet, piece, (left, tops[piece.column], left + column), dots)
    if foot:
        tall = sum(_set(Image.new("L", (8, 8)), piece, (0, 0, width - 2 * margin), dots) for piece in foot)
        top = height - margin - tall
        ImageDraw.Draw(sheet).line((margin, top - 6 * dots, margin + width // 4, top - 6 * dots), fill=30, width=2)
        for piece in foot:
            top = _set(sheet, piece, (margin, top, width - margin), dots)
    return _scan(sheet, scanner)


def _set(sheet: Image.Image, piece: Printed, room: tuple[int, int, int], dots: float) -> int:
    """Draw a paragraph between left and right, from the top down; returns where it ends."""
    left, top, right = room
    draw = ImageDraw.Draw(sheet)
    is_right_to_left = bool(_RIGHT_TO_LEFT.search(piece.words))
    kind = "latin" if not is_right_to_left else "both" if _LATIN.search(piece.words) else "arabic"
    name = kind + (" bold" if piece.bold else "")
    font = ImageFont.truetype(find_font(name), round(piece.size * dots))
    for line in _break(piece.words, font, right - left, "rtl" if is_right_to_left else "ltr"):
        place = (right - font.getlength(line, direction="rtl"), top) if is_right_to_left else (left, top)
        draw.text(place, line, font=font, fill=25, direction="rtl" if is_right_to_left else "ltr")
        top += round(piece.size * dots * (1.75 if is_right_to_left else 1.4))
    return top + round(piece.after * dots)


def _break(words: str, font: ImageFont.FreeTypeFont, room: int, direction: str) -> list[str]:
    lines: list[str] = []
    for given in words.split("\n"):
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}".strip()
            if line and font.getlength(longer, direction=direction) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def _scan(sheet: Image.Image, scanner: Scanner) -> Image.Image:
    turned = sheet.rotate(scanner.turned, resample=Image.Resampling.BICUBIC, fillcolor=250)
    soft = turned.filter(ImageFilter.GaussianBlur(scanner.blur)) if scanner.blur else turned
    grey = np.random.default_rng(7).normal(0, scanner.noise, (soft.height, soft.width))
    return Image.fromarray(np.clip(np.asarray(soft, dtype=np.float32) + grey, 0, 255).astype(np.uint8))


def find_font(name: str) -> Path:
    """Return the file of a font; the one that sets Latin letters if nothing else is there."""
    return next(path for path in FONTS[name] if path.exists())


def to_bytes(pages: Image.Image | Sequence[Image.Image], kind: str = "PNG", dpi: int = 200) -> bytes:
    """Return the bytes of an image file; several pages for TIFF and PDF."""
    first, *more = [pages] if isinstance(pages, Image.Image) else pages
    out = BytesIO()
    many = {"save_all": True, "append_images": more} if more else {}
    first.save(out, kind, dpi=(dpi, dpi), **many)
    return out.getvalue()


def missing_language(*languages: str) -> str | None:
    """Return why a test that recognises words cannot run here, None where it can."""
    missing = [name for name in languages if name not in ocr_languages()]
    return f"tesseract is not installed with {'+'.join(missing)}" if missing else None
