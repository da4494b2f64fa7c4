"""What a language needs for claims to be found without a parser: its reporting verbs, sources, hedges and small words.

A language is three tables in `data/`, which a speaker of it can correct, and a place in `LANGUAGES`:

- `<language>_report_verbs.tsv`: verb, its forms, its frames, the act it makes;
- `<language>_claim_words.tsv`: the order of its clauses, its patterns of inflection, and closed lists of small words;
- `<language>_hedges.tsv`: phrases that soften, bound or boost.

All is read in folded form (`text.fold`), so that vowel signs, joiners and letter twins need no rows of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import TYPE_CHECKING, Literal

from whosays.text.fold import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Order = Literal["verb-first", "verb-second", "verb-last"]
CueKind = Literal["verb", "source", "as", "hidden", "impersonal"]

LANGUAGES = ("ar", "fa", "fr")
"""Languages (ISO 639-1) that have the three tables."""

# A word, with the apostrophe of an elision ("l'", "qu'"), or a sign.
_TOKEN = re.compile(r"\w+'?|[^\w\s]")
_LIGHT = "\N{ZERO WIDTH NON-JOINER}"


@dataclass(frozen=True, slots=True)
class WordAt:
    """A word or sign of a text: its place, and its folded form."""

    start: int
    end: int
    form: str

    @property
    def is_sign(self) -> bool:
        """Ask whether it is a sign and no word."""
        return not (self.form[0].isalnum() or self.form[0] == "_")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that attribute, in one of their forms.

    `frames` say where what is said stands: `clause` behind a complementiser, a colon or in quotation marks; `bare` also
    without; `object` as the object; `after WORD` behind a preposition (`after B-` where it is the beginning of the next word).
    `by_speaker` forms are of the first person. `joined` has a conjunction written as one word with it.
    """

    kind: CueKind
    frames: frozenset[str] = frozenset({"clause"})
    act: str = "assert"
    by_speaker: bool = False
    joined: bool = False

    @property
    def after(self) -> tuple[str, ...]:
        """The prepositions behind which what is said may stand."""
        return tuple(sorted(frame.removeprefix("after ") for frame in self.frames if frame.startswith("after ")))


class WordList:
    """A list of folded phrases. One that ends with "*" stands for all words that begin so, one that begins with it the same."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._first: dict[str, list[tuple[str, ...]]] = {}
        self._wild: list[re.Pattern[str]] = []
        for phrase in phrases:
            if "*" in phrase and " " not in phrase:
                self._wild.append(re.compile(re.escape(fold_text(phrase)).replace(r"\*", r"\w+")))
            else:
                parts = tuple(_TOKEN.findall(fold_text(phrase)))
                if parts:
                    self._first.setdefault(parts[0], []).append(parts)
        for group in self._first.values():
            group.sort(key=len, reverse=True)

    def match(self, words: list[WordAt], at: int, end: int | None = None) -> int:
        """Return how many words the longest phrase takes that begins at word `at`, 0 where none does."""
        if at >= len(words):
            return 0
        form = words[at].form
        for parts in self._first.get(form, ()):
            stop = at + len(parts)
            if stop <= (len(words) if end is None else end) and all(words[at + k].form == p for k, p in enumerate(parts)):
                return len(parts)
        return int(bool(self._wild) and any(pattern.fullmatch(form) for pattern in self._wild))

    def __contains__(self, form: str) -> bool:
        """Ask whether a single folded word is in the list."""
        return (form,) in self._first.get(form, ()) or any(pattern.fullmatch(form) for pattern in self._wild)


class ClaimLanguage:
    """The tables of one language. `lists` not named in the table are empty."""

    def __init__(self, language: str) -> None:
        self.language = language
        rows = list(_rows(f"{language}_claim_words.tsv"))
        self._patterns = {name.removeprefix("pattern "): _cells(cell) for name, cell in rows if name.startswith("pattern ")}
        self._lists = {name: _cells(cell) for name, cell in rows if not name.startswith("pattern ")}
        self.order: Order = self._lists["order"][0]  # type: ignore[assignment]  # a test checks the tables
        self.article = fold_text(next(iter(self._lists.get("article", ())), ""))
        self.joined = tuple(fold_text(word) for word in self._lists.get("joined", ()))
        self._cues = self._make_cues()
        self._made: dict[str, WordList] = {}
        self._phrases: dict[str, WordList] = {}

    def words(self, name: str) -> WordList:
        """Return a list of the language's table by name; conjunctions that are written as one word may begin its words."""
        if name not in self._made:
            phrases = [form for cell in self._lists.get(name, ()) for form in self.forms(cell)]
            joined = [] if name == "conjunctions" else [begin + phrase for phrase in phrases for begin in self.joined]
            self._made[name] = WordList([*phrases, *(p for p in joined if "*" not in p)])
        return self._made[name]

    def phrase(self, words: str) -> WordList:
        """Return a list of one phrase of the tables and its forms: the preposition of a frame."""
        if words not in self._phrases:
            self._phrases[words] = WordList([*self.forms(words)])
        return self._phrases[words]

    def joins(self, form: str) -> bool:
        """Ask whether a folded word begins with a conjunction that is written as one word with it."""
        return form.startswith(self.joined) if self.joined else False

    def is_definite(self, form: str) -> bool:
        """Ask whether a folded word has the article that is written as one word with its noun, behind one-letter words."""
        return bool(self.article) and form.startswith((self.article, *(begin + self.article for begin in self.joined)))

    def cue_at(self, words: list[WordAt], at: int) -> tuple[int, tuple[Cue, ...]]:
        """Return how many words the longest cue takes that begins at word `at`, and all that it may be (0, () for none)."""
        between = self.words("between")
        for parts, cues in self._cues.get(words[at].form, ()):
            place = at
            for part in parts:
                if place < len(words) and words[place].form != part and place > at and words[place].form in between:
                    place += 1
                if place >= len(words) or words[place].form != part:
                    break
                place += 1
            else:
                return place - at, cues
        return 0, ()

    def forms(self, cell: str) -> Iterator[str]:
        """Yield the forms of a cell: `STEM~PATTERN` through each form of a pattern, other words as they stand.

        A joiner may be written as a blank.
        """
        stem, tilde, pattern = cell.partition("~")
        made = [form.replace("*", stem) for form in self._patterns[pattern]] if tilde else [cell]
        for form in made:
            for joiners in product((_LIGHT, " "), repeat=form.count(_LIGHT)):
                parts = form.split(_LIGHT)
                yield "".join(part + joiner for part, joiner in zip(parts, (*joiners, ""), strict=True))

    def _make_cues(self) -> dict[str, list[tuple[tuple[str, ...], tuple[Cue, ...]]]]:
        made: dict[tuple[str, ...], list[Cue]] = {}
        for form, cue in self._all_forms():
            for begin in ("", *self.joined):
                parts = tuple(_TOKEN.findall(fold_text(begin + form)))
                found = Cue(cue.kind, cue.frames, cue.act, cue.by_speaker, joined=bool(begin))
                if parts and found not in made.setdefault(parts, []):
                    made[parts].append(found)
        out: dict[str, list[tuple[tuple[str, ...], tuple[Cue, ...]]]] = {}
        for parts, cues in made.items():
            out.setdefault(parts[0], []).append((parts, tuple(cues)))
        for group in out.values():
            group.sort(key=lambda entry: -len(entry[0]))
        return out

    def _all_forms(self) -> Iterator[tuple[str, Cue]]:
        for _verb, cells, frames, act in _rows(f"{self.language}_report_verbs.tsv"):
            framed = frozenset(frames.split(", "))
            for cell in cells.split(", "):
                by_speaker = "~first" in cell
                for form in self.forms(cell):
                    yield form, Cue("verb", framed, act, by_speaker)
        kinds: tuple[CueKind, ...] = ("source", "as", "hidden", "impersonal")
        for kind in kinds:
            for cell in self._lists.get(kind, ()):
                for form in self.forms(cell):
                    yield form, Cue(kind)


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    lines = (files("whosays.text.data") / name).read_text(encoding="utf-8").splitlines()
    return (tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(", "))


@lru_cache(maxsize=len(LANGUAGES))
def _load(language: str) -> ClaimLanguage:
    return ClaimLanguage(language)


def claim_language(language: str) -> ClaimLanguage | None:
    """Return the tables of a language (ISO 639-1), None where it has none. Read once, when first asked for."""
    return _load(language) if language in LANGUAGES else None


def read_words(text: str) -> list[WordAt]:
    """Return the words and signs of a text in order, folded. Places are whole words of the text."""
    folded = fold(text)
    starts, ends = folded.starts, folded.ends
    return [WordAt(starts[m.start()], ends[m.end() - 1], m.group()) for m in _TOKEN.finditer(folded.text)]
