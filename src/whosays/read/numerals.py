"""Write numbers as word processors print them: in letters, Roman or other digits; and raise the mark of a note."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
# How a letter repeats after the alphabet's end: aa, bb … as Word does for all of them.
_ALPHABETS: Mapping[str, str] = {
    "lowerLetter": _LATIN, "upperLetter": _LATIN.upper(), "russianLower": _RUSSIAN, "russianUpper": _RUSSIAN.upper(),
    "arabicAlpha": _ARABIC, "arabicAbjad": _ABJAD, "persianAlpha": _PERSIAN, "hebrew2": _HEBREW, "greekLower": _GREEK,
    "greekUpper": _GREEK.upper(), "thaiLetters": _THAI, "aiueoFullWidth": _KANA, "aiueo": _KANA, "ganada": _GANADA,
    "chosung": _CHOSUNG,
}  # fmt: skip
_DIGITS: Mapping[str, str] = {
    "hindiArabic": "٠١٢٣٤٥٦٧٨٩", "persianDigits": "۰۱۲۳۴۵۶۷۸۹", "hindiNumbers": "०१२३४५६७८९", "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "decimalFullWidth": "０１２３４５６７８９", "decimalFullWidth2": "０１２３４５６７８９",
    "koreanDigital": "영일이삼사오육칠팔구",
    "ideographDigital": "〇一二三四五六七八九", "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
}  # fmt: skip
_COUNTING = frozenset(["chineseCounting", "japaneseCounting", "taiwaneseCounting", "chineseCountingThousand",
                       "taiwaneseCountingThousand"])  # fmt: skip
_SIGNS = "*†‡§"
_ENCLOSED = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedCircleChinese": 0x2460, "decimalEnclosedParen": 0x2474,
             "decimalEnclosedFullstop": 0x2488}  # fmt: skip
# Letters have no end in print, memory has: no list or series of notes is longer.
_MOST = 1_000_000

_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def format_number(value: int, form: str) -> str:
    """Return a number in one of Word's forms ("decimal", "lowerRoman" …); a form that is not known prints plain digits.

    "none" prints nothing, "bullet" a bullet.
    """
    if form in ("none", "bullet"):
        return "•" if form == "bullet" else ""
    if not 0 < value < _MOST:
        return str(value)
    if form in ("upperRoman", "lowerRoman"):
        return _roman(value).upper() if form == "upperRoman" else _roman(value)
    if form in _ALPHABETS:
        letters: str = _ALPHABETS[form]
        return letters[(value - 1) % len(letters)] * min((value - 1) // len(letters) + 1, 40)
    if form in _DIGITS:
        return "".join(_DIGITS[form][int(digit)] for digit in str(value))
    if form in _ENCLOSED and value <= 20:
        return chr(_ENCLOSED[form] + value - 1)
    return _rare(value, form)


def _rare(value: int, form: str) -> str:
    if form == "decimalZero":
        return f"{value:02}"
    if form == "numberInDash":
        return f"- {value} -"
    if form == "ordinal":
        teen = value % 100 // 10 == 1
        return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    if form == "hex":
        return f"{value:X}"
    if form == "chicago":
        return _SIGNS[(value - 1) % len(_SIGNS)] * min((value - 1) // len(_SIGNS) + 1, 40)
    if form == "hebrew1":
        return _hebrew(value)
    if form in _COUNTING and value < 100:
        digits = _DIGITS["ideographDigital"]
        tens, ones = divmod(value, 10)
        return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    return str(value)


def _roman(value: int) -> str:
    if value >= 5000:
        return str(value)
    out = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        out += letters * count
    return out


def _hebrew(value: int) -> str:
    """Write a number in Hebrew numerals; 15 and 16 are written around the name of God."""
    if value >= 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    out = "ת" * (hundreds // 4) + ("", "ק", "ר", "ש")[hundreds % 4]
    if rest in (15, 16):
        return out + ("טו" if rest == 15 else "טז")
    return out + " יכלמנסעפצ"[rest // 10].strip() + f" {_HEBREW}"[rest % 10].strip()


def raise_digits(words: str) -> str:
    """Return raised words with their digits as raised digits, of whatever script; the other characters stay."""
    return "".join(_RAISED_DIGITS[int(char)] if char.isdecimal() else char for char in words)


@lru_cache(maxsize=4096)
def raise_mark(mark: str) -> str:
    """Return the mark of a note as it is written in running text, so that it never reads as part of the word before.

    Digits and small letters are raised, signs (*, †) stay, what is in brackets stays; other letters are put in brackets.
    """
    if not any(char.isalnum() for char in mark) or mark[0] in "[(":
        return mark
    raised = "".join(_RAISED.get(char, char) for char in raise_digits(mark))
    plain = any(char.isalpha() and char == before for char, before in zip(raised, mark, strict=True))
    return f"[{mark}]" if plain else raised
