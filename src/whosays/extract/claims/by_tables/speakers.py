"""Who spoke last: for a verb without a subject, for a pronoun, and for a quotation that the next passage goes on with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.agreement import capitals, clashes, marks_of, marks_of_verb
from whosays.extract.claims.by_tables.frames import Context, find_announced
from whosays.extract.claims.drafts import DraftStep
from whosays.extract.claims.quotes import inside, unclosed_quote
from whosays.text.claim_language import read_words

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Reading
    from whosays.extract.claims.drafts import Draft
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor


class Speaker:
    """The last holder named in a document, and who speaks in the quotation that the next passage is or goes on with."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._last: Anchor | None = None
        self._marks: frozenset[str] = frozenset()
        self._rival = False
        self.goes_on: DraftStep | None = None

    def known(self, passage: ParsedPassage, reading: Reading, draft: Draft) -> Draft:
        """Return the draft with a candidate for each holder that is a pronoun or left out, and remember whom it names."""
        if not draft.chain and passage.passage.zone != "heading":
            self._rival = self._rival or self._names_another(reading, draft)
        chain = tuple(self._step(passage, reading, step) for step in draft.chain)
        return replace(draft, chain=chain) if draft.chain else draft

    def _step(self, passage: ParsedPassage, reading: Reading, step: DraftStep) -> DraftStep:
        if step.refers_to is not None or step.words is not None or step.kind == "hidden":
            return step
        if step.at is None:
            found = self._candidate(marks_of_verb(reading, step))
            return replace(step, refers_to=found, reason="no subject of its own: who spoke last") if found else step
        first, end = reading.range_of(step.at)
        if end == first + 1 and reading.form(first) in reading.tables.words("pronouns"):
            found = self._candidate(marks_of(reading, first))
            return replace(step, refers_to=found, reason="who spoke last") if found else step
        anchors = self._material.cut(passage.joined, *step.at)
        if anchors:
            self._last, self._marks, self._rival = anchors[0], marks_of(reading, first), False
        return step

    def _candidate(self, marks: frozenset[str]) -> Anchor | None:
        """Return who spoke last, unless somebody else was named since, or gender or number tell otherwise."""
        return None if self._rival or clashes(self._marks, marks) else self._last

    def _names_another(self, reading: Reading, draft: Draft) -> bool:
        """Ask whether a statement of the author names somebody who is not the last speaker."""
        if self._last is None:
            return False
        words = reading.range_of((draft.content[0][0], draft.content[-1][1]))
        last = {word.form for word in read_words(self._last.text)}
        named = [(at, end) for at, end in reading.names.items() if words[0] <= at < words[1]]
        opening = 0 if reading.tables.order != "verb-second" else capitals(reading, words)
        if opening > 1:
            named.append((words[0], words[0] + opening))
        return any(not last & {reading.form(i) for i in range(*name)} for name in named)

    def hear(self, passage: ParsedPassage, reading: Reading, drafts: list[Draft]) -> None:
        """Take note of who speaks in the next passage: in an open quotation, or behind a colon."""
        text = passage.joined.text
        open_quote = unclosed_quote(text)
        spoken = [d for d in drafts if d.chain and open_quote and inside((d.content[0][0], d.content[-1][1]), [open_quote])]
        if spoken:
            self.goes_on = self._apart(passage, spoken[-1].chain[0])
        elif text.rstrip().endswith(":"):
            announced = next((step for step, _ in find_announced(reading, Context())), None)
            self.goes_on = self._apart(passage, announced) if announced else None
        elif passage.passage.zone != "quote_block":
            self.goes_on = None

    def _apart(self, passage: ParsedPassage, step: DraftStep) -> DraftStep:
        """Return a step for another passage: its words stand in this one, so that they are a candidate there."""
        anchors = self._material.cut(passage.joined, *step.at) if step.at else ()
        words = anchors[0] if anchors else step.words or step.refers_to
        return DraftStep(kind="named" if words else step.kind, act=step.act, words=words)
