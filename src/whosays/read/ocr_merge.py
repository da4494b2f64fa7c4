"""Choose, line by line, the language that read it best.

Measured on scanned-looking pages at 200 dpi, letters read right: English pages .999 by English alone and by English, Arabic and
Persian at once; Arabic ones .97 and .94; Persian ones .98 and .92. So each language reads the page by itself.

1. Script: a model sees nothing in another script and says so (lines of .05 to .62, in its own of .80 to .97), so the first
   language of one script after the other reads, until no line is in doubt, and each line goes to the surest.
2. Language: the Arabic model reads Persian with confidence, as Arabic letters. So the words tell, paragraph by paragraph, and
   where they are in another installed language of the script, that one reads the page too.
3. Single words: digits above all are read better by one model than by its neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.text.language import language_of
from whosays.text.ocr_languages import by_script, iso_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.read.ocr import OcrLine, OcrWord

    Run = Callable[[str], tuple[OcrLine, ...]]

# Below this a line may be in another script (see above), if it has so many letters: marks and page numbers are often unsure.
_DOUBTFUL, _LEAST_LETTERS = 0.70, 6
# So many scripts are tried at most; every one costs a pass over the page.
_MOST_SCRIPTS = 4
# Fewer letters do not tell the language; they are taken to be in that of most of the page.
_TELLING = 40
# A number or Latin word is taken from another language where that is surer of it, by so much. Latin words in an Arabic line:
# the Arabic model .00 to .57, the English one .54 to .97; Arabic words: .50 to .96 against .00 to .78.
_SHORT_SURE, _LATIN_SURE, _BETTER, _BETTER_NUMBER = 0.75, 0.45, 0.2, 0.05
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_WORD = re.compile(r"\W?[A-Za-z\u00c0-\u024f][\w'’.@:/-]+\W*")
_NUMBER = re.compile(r"\W?\d[\d.,/:٫٬-]*\W?")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
# The models know no Arabic comma, semicolon and question mark: they read the Latin ones, of the same shape (66 of 66).
_MARKS = str.maketrans(",;?", "،؛؟")
_MARK_AT_END = re.compile(r"(?<=[\u0620-\u06ff])[,;?](?=[\"'»”)\]]*$)")
# Lines are looked up by their height on the page, in steps of this share of it.
_STEP = 0.005


@dataclass(slots=True)
class _Page:
    """What each language read, by its name, and each line's place."""

    run: Run
    readings: dict[str, dict[int, list[OcrLine]]] = field(default_factory=dict)

    def read(self, language: str) -> tuple[OcrLine, ...]:
        lines = self.run(language)
        places = self.readings.setdefault(language, {})
        for line in lines:
            for step in _steps(line):
                places.setdefault(step, []).append(line)
        return lines

    def find(self, line: OcrLine, language: str) -> OcrLine | None:
        """Return what a language read in the place of a line."""
        near = (twin for step in _steps(line) for twin in self.readings.get(language, {}).get(step, ()))
        return next((twin for twin in near if _is_same_place(line, twin)), None)


def recognise_by(run: Run, languages: Sequence[str], likely: Sequence[str] = ()) -> tuple[OcrLine, ...]:
    """Let languages read the page, those that are `likely` first, and put the best lines together."""
    page = _Page(run)
    scripts = by_script(languages)
    first = {script: next((name for name in likely if name in names), names[0]) for script, names in scripts.items()}
    lines: tuple[OcrLine, ...] = ()
    for script in sorted(first, key=lambda script: first[script] not in likely)[:_MOST_SCRIPTS]:
        lines = _take_surer(page, lines, page.read(first[script]))
        if lines and not any(map(_is_doubtful, lines)):
            break
    for names in scripts.values():
        lines = _by_words(page, lines, names)
    return tuple(_finish(line) for line in lines)


def find_likely(run: Run, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the language that most of a few lines are in: the first script that is sure of them, and there by the words."""
    for names in list(by_script(languages).values())[:_MOST_SCRIPTS]:
        lines = run(names[0])
        letters = [(line, sum(len(word.text) for word in line.words)) for line in lines]
        sure = sum(count for line, count in letters if not _is_doubtful(line))
        if sure * 2 > sum(count for _line, count in letters):
            alike = [replace(line, paragraph=1) for line in lines]
            return tuple(_tell_languages(alike, names).values())
    return ()


def _is_doubtful(line: OcrLine) -> bool:
    return line.confidence < _DOUBTFUL and sum(len(word.text) for word in line.words) >= _LEAST_LETTERS


def _take_surer(page: _Page, lines: tuple[OcrLine, ...], others: tuple[OcrLine, ...]) -> tuple[OcrLine, ...]:
    """Take each line from whichever is surer of it. Lines that only one has are kept."""
    if not lines or not others:
        return lines or others
    return tuple(_surer(line, page.find(line, others[0].language)) for line in lines)


def _surer(line: OcrLine, twin: OcrLine | None) -> OcrLine:
    """Choose by what each would be with single words of the other: a line may hold both scripts."""
    if twin is None:
        return line
    mended = _mend(twin, line)
    is_own = 2 * sum(word in twin.words for word in mended.words) > len(mended.words)
    return _in_place_of(line, twin) if is_own and mended.confidence > _mend(line, twin).confidence else line


def _in_place_of(line: OcrLine, twin: OcrLine) -> OcrLine:
    return replace(twin, block=line.block, paragraph=line.paragraph)


def _by_words(page: _Page, lines: tuple[OcrLine, ...], names: Sequence[str]) -> tuple[OcrLine, ...]:
    """Bring the lines of a script under the languages that their words are in, and mend what is unsure."""
    mine = [line for line in lines if line.language in names]
    told = _tell_languages(mine, names)
    for name in sorted(set(told.values()) - set(page.readings)):
        page.read(name)
    if any(_is_unsure_number(word) for line in mine for word in line.words):
        for name in {"fas"} & set(names) - set(page.readings):
            page.read(name)
    return tuple(_best_of(page, line, told[line.paragraph]) if line.language in names else line for line in lines)


def _tell_languages(lines: Sequence[OcrLine], names: Sequence[str]) -> dict[int, str]:
    """Return the language of each paragraph, by what its words are in; the reading's own where that is not installed."""
    installed = {iso_of(name): name for name in reversed(names)}
    words: dict[int, str] = {}
    for line in lines:
        words[line.paragraph] = f"{words.get(line.paragraph, '')} {' '.join(word.text for word in line.words)}"
    own = {line.paragraph: line.language for line in lines}
    told = {at: installed.get(language_of(text), own[at]) for at, text in words.items() if _is_telling(text)}
    most = Counter(told.values()).most_common(1)
    return {at: told.get(at, most[0][0] if most else own[at]) for at in words}


def _is_telling(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _TELLING


def _best_of(page: _Page, line: OcrLine, language: str) -> OcrLine:
    better = page.find(line, language) if language != line.language else None
    best = _in_place_of(line, better) if better else line
    for name in page.readings:
        if name != best.language and (twin := page.find(best, name)):
            best = _mend(best, twin)
    return best


def _mend(line: OcrLine, twin: OcrLine) -> OcrLine:
    """Take numbers and words in Latin letters from another reading of the line where that is surer."""
    digits = _ARABIC_DIGITS if line.language == "ara" else _PERSIAN_DIGITS if line.language == "fas" else {}
    instead: dict[int, list[OcrWord]] = {}
    gone: set[int] = set()
    for word in twin.words:
        places = [at for at, own in enumerate(line.words) if _share_place(own, word)]
        if places and _is_better(word, max(line.words[at].confidence for at in places)):
            instead.setdefault(places[0], []).append(replace(word, text=word.text.translate(digits)))
            gone.update(places)
    if not gone:
        return line
    words = (new for at, own in enumerate(line.words) for new in instead.get(at, () if at in gone else (own,)))
    return replace(line, words=tuple(words))


def _is_better(word: OcrWord, than: float) -> bool:
    if not _LATIN_WORD.fullmatch(word.text) and not _NUMBER.fullmatch(word.text):
        return False
    letters = sum(map(str.isalpha, word.text))
    least = _LATIN_SURE if letters >= 4 else _SHORT_SURE
    return word.confidence >= max(least, than + (_BETTER if letters else _BETTER_NUMBER))


def _share_place(word: OcrWord, other: OcrWord) -> bool:
    common = min(word.right, other.right) - max(word.left, other.left)
    return common >= 0.5 * min(word.right - word.left, other.right - other.left)


def _is_unsure_number(word: OcrWord) -> bool:
    """Ask whether a number may be read wrong: the Arabic model hardly knows Arabic digits."""
    digits = [letter for letter in word.text if letter.isdigit()]
    return bool(digits) and (word.confidence < _SHORT_SURE or any(digit > "9" for digit in digits))


def _finish(line: OcrLine) -> OcrLine:
    """Bring Latin words within a line from right to left into the order in which they are read; mend its marks."""
    if _count(_RIGHT_TO_LEFT, line) < max(_count(_LATIN, line), 1):
        return line
    words = [replace(word, text=_MARK_AT_END.sub(lambda mark: mark[0].translate(_MARKS), word.text)) for word in line.words]
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and _LATIN.search(words[end].text):
            end += 1
        # Of two numbers before Latin words ("12 2024 March", as they stand from the right) the second is read after them.
        from_ = start - 1 if end > start >= 2 and all(_NUMBER.fullmatch(w.text) for w in words[start - 2 : start]) else start
        words[from_:end] = sorted(words[from_:end], key=lambda word: word.left)
        start = max(end, start + 1)
    return replace(line, words=tuple(words))


def _count(letters: re.Pattern[str], line: OcrLine) -> int:
    return sum(bool(letters.search(word.text)) for word in line.words)


def _steps(line: OcrLine) -> Iterator[int]:
    _left, top, _right, bottom = box_of(line)
    return iter(range(int(top / _STEP), int(bottom / _STEP) + 1))


def _is_same_place(line: OcrLine, other: OcrLine) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = box_of(line), box_of(other)
    tall, wide = min(bottom, bottom2) - max(top, top2), min(right, right2) - max(left, left2)
    return tall >= 0.5 * min(bottom - top, bottom2 - top2) and wide >= 0.5 * min(right - left, right2 - left2)


def box_of(line: OcrLine) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a line."""
    words = line.words
    return min(w.left for w in words), min(w.top for w in words), max(w.right for w in words), max(w.bottom for w in words)
