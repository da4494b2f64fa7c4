"""Show the numbers of a spreadsheet as its number formats say; dates and times as ISO 8601 writes them.

A format has up to four sections (positive; negative; zero; text). What a format cannot be read for is shown plainly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

# The formats that a workbook need not spell out (ECMA-376, 18.8.30).
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "0.0E+0", 49: "@",
}  # fmt: skip

_PIECE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|(\[[hms]+\])|\[[^\]]*\]|([\s\S])', re.IGNORECASE)
_LETTERS = re.compile(r"\[[hms]+\]|AM/PM|A/P|y+|m+|d+|h+|s+", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+")
# Longer formats and larger numbers are no work of a person.
_LONGEST, _DECIMALS = 300, 30
# The last day that a spreadsheet knows (31 December 9999), and the days by which the calendar from 1904 differs.
_LAST_DAY, _FROM_1904 = 2_958_466, 1462


@dataclass(frozen=True, slots=True)
class _Section:
    """How numbers of one sign are shown: what stands before and after the digits, and the digits themselves."""

    before: str = ""
    after: str = ""
    digits: str = ""
    percents: int = 0


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format that was read: `parts` of a date (letters of "ymdhMs" and "H" for elapsed hours), else sections of a number."""

    parts: str = ""
    sections: tuple[_Section, ...] = ()


GENERAL = NumberFormat()


@lru_cache(maxsize=2048)
def read_format(code: str) -> NumberFormat:
    """Read a number format; `GENERAL` for one that is general, or cannot be read."""
    if len(code) > _LONGEST or "general" in code.lower() or not code.strip():
        return GENERAL
    sections = _split(code)
    plain = "".join(mark for _, mark in sections[0])
    if re.search(r"[ymdhs]", plain, re.IGNORECASE) and not re.search(r"[#?]|0[.,]0|E[+-]", plain):
        return NumberFormat(parts=_date_parts(plain))
    read = [_read_section(pieces) for pieces in sections[:3]]
    return NumberFormat(sections=tuple(section for section in read if section)) if all(read) else GENERAL


def show_number(printed: str, format_: NumberFormat, *, from_1904: bool = False) -> str:
    """Return what a spreadsheet shows for a number that is stored as `printed`."""
    if format_ is GENERAL:
        return show_plain(printed)
    try:
        value = Decimal(printed)
    except InvalidOperation:
        return printed
    if not value.is_finite() or abs(value.adjusted()) > _DECIMALS:
        return show_plain(printed)
    if format_.parts:
        return _show_moment(value, format_.parts, from_1904=from_1904) or show_plain(printed)
    if not format_.sections:
        return show_plain(printed)
    return _show_section(value, format_.sections)


def show_plain(printed: str) -> str:
    """Return a number as the general format shows it: fifteen digits at most."""
    if printed.isdecimal() or (printed[:1] == "-" and printed[1:].isdecimal()):
        return printed
    try:
        value = float(printed)
    except ValueError:
        return printed
    if not isfinite(value):
        return printed
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g").replace("e", "E")


def _split(code: str) -> list[list[tuple[str, str]]]:
    """Return the sections, each a list of (literal, mark): one of the two is empty."""
    sections: list[list[tuple[str, str]]] = [[]]
    for found in _PIECE.finditer(code):
        quoted, escaped, symbol, elapsed, mark = found.groups()
        if mark == ";":
            sections.append([])
        elif elapsed or mark:
            sections[-1].append(("", elapsed or mark))
        elif literal := quoted or escaped or symbol:
            sections[-1].append((literal, ""))
    return sections


def _date_parts(marks: str) -> str:
    letters = [found[0].lower() for found in _LETTERS.finditer(marks)]
    parts = ""
    for place, run in enumerate(letters):
        if run.startswith("["):
            parts += "H" if "h" in run else "M" if "m" in run else "s"
        elif run[0] == "m":
            before, after = letters[place - 1] if place else "", letters[place + 1] if place + 1 < len(letters) else ""
            parts += "M" if before.strip("[").startswith("h") or after.strip("[").startswith("s") else "m"
        elif run[0] in "ydhs":
            parts += run[0]
    return parts


def _read_section(pieces: list[tuple[str, str]]) -> _Section | None:
    """Read the section of a number, None for one whose digits other marks part (fractions, powers of ten)."""
    marked = "".join("\0" if literal else mark for literal, mark in pieces)
    literals = [literal for literal, _ in pieces if literal]
    runs = list(_DIGITS.finditer(marked))
    if len(runs) > 1 or re.search(r"[/@E]", marked):
        return None
    begin, end = (runs[0].start(), runs[0].end()) if runs else (len(marked), len(marked))
    held = iter(literals)
    shown = [next(held) if char == "\0" else char for char in marked]
    return _Section("".join(shown[:begin]), "".join(shown[end:]), marked[begin:end], marked.count("%"))


def _show_section(value: Decimal, sections: tuple[_Section, ...]) -> str:
    section, sign = sections[0], "-" if value < 0 else ""
    if value < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if not section.digits:
        return (sign + section.before + section.after).strip()
    whole, _, part = section.digits.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    amount = abs(value) * 100**section.percents / 1000**scale
    amount = amount.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    digits = f"{amount:,f}" if "," in whole.rstrip(",") else f"{amount:f}"
    front, _, behind = digits.partition(".")
    kept = behind.rstrip("0").ljust(part.count("0"), "0") if behind else ""
    front = front.zfill(whole.count("0")) if whole.count("0") > 1 else front
    if not amount:
        sign = ""
    return (sign + section.before + front + (f".{kept}" if kept else "") + section.after).strip()


def _show_moment(value: Decimal, parts: str, *, from_1904: bool) -> str | None:
    """Return a serial number of days as ISO 8601, as exact as the format shows it; None for one that is no day."""
    seconds = int((value * 86_400).to_integral_value(rounding=ROUND_HALF_UP))
    days, rest = divmod(seconds, 86_400)
    if not 0 <= days < _LAST_DAY:
        return None
    if "H" in parts:
        return _clock(seconds // 3600, seconds % 3600, with_seconds="s" in parts)
    time = _clock(rest // 3600, rest % 3600, with_seconds="s" in parts) if set(parts) & set("hsM") else ""
    if not set(parts) & set("ymd"):
        return time
    # Spreadsheets count a 29 February 1900 that never was.
    shift = _FROM_1904 if from_1904 else 1 if days < 60 else 0
    try:
        day = datetime(1899, 12, 30) + timedelta(days=days + shift)  # a day has no zone
    except OverflowError:
        return None
    exact = "%Y-%m-%d" if "d" in parts or "y" not in parts else "%Y-%m" if "m" in parts else "%Y"
    return f"{day.strftime(exact)} {time}".strip()


def _clock(hours: int, rest: int, *, with_seconds: bool) -> str:
    return f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if with_seconds else "")
