"""What the words of a holder tell of gender and number: a pronoun or a verb that says otherwise is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.holders import is_head
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Range, Reading
    from whosays.extract.claims.drafts import DraftStep

_MARKS = ("feminine", "masculine", "plural", "singular")
_FEMININE = "\N{ARABIC LETTER TEH MARBUTA}"
_SHE, _HE = fold_text("ت"), fold_text("ي")  # what ends her past, what begins his present
_OPPOSITES = ({"feminine", "masculine"}, {"plural", "singular"})


def marks_of(reading: Reading, at: int) -> frozenset[str]:
    """Return what the word that begins a holder tells: feminine or masculine, plural or singular, nothing where it is unknown.

    Where the article is one word with the noun, the noun for a person or body itself tells by its last letter.
    """
    if reading.tables.article and is_head(reading, at):
        word = reading.words[at]
        return frozenset({"feminine" if reading.text[word.start : word.end].endswith(_FEMININE) else "masculine"})
    return frozenset(name for name in _MARKS if reading.form(at) in reading.tables.words(name))


def marks_of_verb(reading: Reading, step: DraftStep) -> frozenset[str]:
    """Return what the verb of a step tells, in a language whose verbs have gender in the third person singular."""
    if step.cue is None or not reading.tables.article:
        return frozenset()
    form = reading.form(reading.range_of(step.cue)[0])
    form = form[1:] if reading.tables.joins(form) else form
    if form.endswith(_SHE):
        return frozenset({"feminine"})
    return frozenset({"masculine"}) if form.startswith(_HE) else frozenset()


def clashes(one: frozenset[str], other: frozenset[str]) -> bool:
    """Ask whether two words cannot be of the same holder."""
    return any(pair <= one | other for pair in _OPPOSITES)


def capitals(reading: Reading, words: Range) -> int:
    """Count the words with a capital letter that open a range: two or more are a name, whatever else a language capitalises."""
    at = words[0]
    while at < words[1] and reading.text[reading.words[at].start].isupper():
        at += 1
    return at - words[0]
