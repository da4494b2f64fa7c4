"""From drafts to claims: anchors cut, hedges, modality, polarity, footnotes, times, and whom a pronoun may stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from whosays.extract.claims.hedges import find_hedges, modality_of
from whosays.extract.claims.referents import Referents
from whosays.records import Citation, Claim, ClaimId, Hedge, Holder, Mention, Step, make_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.drafts import Draft, DraftStep
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, Polarity
    from whosays.text.joined import Span

_NEGATIVE = re.compile(r"\b(?:not|never|no longer|nobody|none|nor|n't|without)\b", re.IGNORECASE)
_BLANK = re.compile(r"\s+")


class Assembler:
    """Makes claims of one document from drafts."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.anchored = sorted((c for c in material.all(Citation) if c.anchor), key=lambda c: c.anchor.start if c.anchor else 0)
        self.notes = [c for c in material.all(Citation) if c.note]
        mentions = [m for m in material.all(Mention) if m.layer == "name"]
        self.names = [m for m in mentions if m.kind in {"person", "organisation", "group", "campaign"}]
        self.referents = Referents(self.names, material.doc.text)
        self.dates = sorted((m for m in mentions if m.kind == "date" and m.value), key=lambda m: m.at.start)
        self.author = self._publisher()
        self.seen: set[str] = set()

    def claims(self, passage: ParsedPassage, drafts: list[Draft]) -> Iterator[Claim]:
        """Yield the claims of one passage, each once."""
        for draft in sorted(drafts, key=lambda d: (d.cue or d.content[0])[0]):
            claim = self._claim(passage, draft)
            if claim is not None and claim.id not in self.seen:
                self.seen.add(claim.id)
                self._note_topics(claim)
                yield claim

    def _claim(self, passage: ParsedPassage, draft: Draft) -> Claim | None:
        content = tuple(a for span in draft.content for a in self._cut(passage, span))
        if not content:
            return None
        text = passage.joined.text
        sentence = _sentence(passage, draft.content[0][0])
        language = self.material.language
        hedges = find_hedges(text, draft.scope or draft.content[0], language=language)
        if draft.cue and draft.chain and draft.chain[-1].kind == "hidden":
            hedges += find_hedges(text, draft.cue, language=language)
        words = text[draft.content[0][0] : draft.content[-1][1]]
        chain = (Step(holder=Holder(kind="author", refers_to=self.author, reason=self._why_author()), act="assert"), *(
            self._step(passage, step, draft.borrowed) for step in draft.chain))  # fmt: skip
        if not draft.chain:
            chain = (Step(holder=chain[0].holder, cue=self._first(passage, draft.cue), act=draft.act),)
        innermost = chain[-1].holder
        held = innermost.at.text if innermost.at else innermost.kind
        times = self._times(passage, draft, sentence)
        return Claim(
            id=ClaimId(make_id("clm", self.material.doc.id, *(_BLANK.sub(" ", a.text) for a in content),
                               self.material.cutter.occurrence(content[0]), _BLANK.sub(" ", held), chain[-1].act)),
            doc=self.material.doc.id, content=content, chain=chain,
            about=tuple(a for span in draft.about for a in self._cut(passage, span)[:1]),
            hedges=tuple(Hedge(at=a, kind=kind) for span, kind, _ in hedges for a in self._cut(passage, span)[:1]),
            modality=modality_of(draft.act, hedges, modal=draft.modal, question=draft.question),
            polarity=_polarity(words, draft),
            said=times[0], content_time=times[1], form=draft.form, cites=self._cites(passage, draft, sentence),
            cites_possible=self._cites_next(passage, sentence), by=draft.by,
        )  # fmt: skip

    def _note_topics(self, claim: Claim) -> None:
        """Remember the subject of an author's statement, and who holds a report: what the next pronoun may stand for."""
        holder = claim.chain[-1].holder
        if len(claim.chain) == 1:
            for words in claim.about[:1]:
                self.referents.note(words)
        else:
            self.referents.note(holder.at, holder.refers_to)

    def _step(self, passage: ParsedPassage, step: DraftStep, borrowed: Anchor | None) -> Step:
        at = self._first(passage, step.at) or step.words
        if step.kind == "named" and at is None and borrowed is not None:
            at = borrowed
        at = self.referents.whole(at) if at else None
        refers_to, reason = (step.refers_to, step.reason) if step.refers_to or not at else self.referents.find(at)
        kind = "hidden" if step.kind == "named" and at is None else step.kind
        holder = Holder(kind=kind, at=at, refers_to=refers_to, reason=reason)
        return Step(holder=holder, cue=self._first(passage, step.cue), act=step.act, outlet=self._first(passage, step.outlet))

    def _cut(self, passage: ParsedPassage, span: Span) -> tuple[Anchor, ...]:
        return self.material.cut(passage.joined, *span)

    def _first(self, passage: ParsedPassage, span: Span | None) -> Anchor | None:
        return next(iter(self._cut(passage, span)), None) if span else None

    def _publisher(self) -> Anchor | None:
        """Return the name under an "About …" heading: most documents that have one say there who publishes them."""
        for passage in self.material.passages:
            if passage.zone == "heading" and passage.pieces[0].text.casefold().startswith("about "):
                piece = passage.pieces[0]
                inside = [m.at for m in self.names if piece.start <= m.at.start < piece.end]
                if inside:
                    return inside[0]
        return None

    def _why_author(self) -> str | None:
        return "named in the document's own About section" if self.author else None

    def _cites(self, passage: ParsedPassage, draft: Draft, sentence: Span) -> tuple[int, ...]:
        """Return the footnotes whose anchor follows the claim in its sentence; in a note with a source, its own number."""
        if passage.passage.zone == "footnote":
            at = passage.passage.pieces[0].start
            return tuple(c.number for c in self.notes if c.urls and c.note and c.note.start <= at < c.note.end)[:1]
        start = passage.joined.to_origin(draft.content[0][0])
        end = self._sentence_end(passage, sentence)
        if draft.is_aside:
            end = passage.joined.to_origin(draft.content[-1][1]) + 1
        return tuple(c.number for c in self._between(start, end))

    def _cites_next(self, passage: ParsedPassage, sentence: Span) -> tuple[int, ...]:
        """Return the anchors in the next sentence of a passage: a careful reader may take them as support."""
        after = next((s for s in passage.sentences if s.start >= sentence[1]), None)
        if after is None or passage.passage.zone == "footnote":
            return ()
        start = passage.joined.to_origin(after.start)
        return tuple(c.number for c in self._between(start, self._sentence_end(passage, (after.start, after.end))))

    def _sentence_end(self, passage: ParsedPassage, sentence: Span) -> int:
        """Return where a sentence ends in the document, with an anchor that stands behind its full stop."""
        after = next((s.start for s in passage.sentences if s.start >= sentence[1]), len(passage.joined.text))
        return passage.joined.to_origin(max(after - 1, 0)) + 1

    def _between(self, start: int, end: int) -> list[Citation]:
        places = [c.anchor.start for c in self.anchored if c.anchor]
        return self.anchored[bisect_left(places, start) : bisect_right(places, end)]

    def _times(self, passage: ParsedPassage, draft: Draft, sentence: Span) -> tuple[str | None, str | None]:
        """Return when it was said (a date that hangs on the cue) and when it held (a date in the content)."""
        spans = [s for span in draft.content for s in passage.joined.spans(*span)]
        whole = passage.joined.spans(*sentence)
        if not whole:
            return None, None
        near = [m for m in self.dates if whole[0][0] <= m.at.start < whole[-1][1]]
        within = [m for m in near if any(a <= m.at.start < b for a, b in spans)]
        cued = [s for span in draft.said_in for s in passage.joined.spans(*span)]
        beside = [m for m in near if m not in within and any(a <= m.at.start < b for a, b in cued)]
        said = beside[0].value if beside else None
        held = within[0].value if within else None
        return said, held


def _sentence(passage: ParsedPassage, at: int) -> Span:
    return next(((s.start, s.end) for s in passage.sentences if s.start <= at < s.end), (0, len(passage.joined.text)))


def _polarity(words: str, draft: Draft) -> Polarity:
    """Return the polarity of the proposition: negated at its own verb, or partly ("not … but …")."""
    negative = _NEGATIVE.search(words)
    if negative and re.search(r"\bbut\b", words[negative.end() :]):
        return "mixed"
    opening = next(iter(re.findall(r"[a-z]+", words.casefold())), "")
    refusing = any(word in words.casefold().split()[:8] for word in ("refrain", "refrains", "refrained", "refraining"))
    return "negative" if draft.negative or opening in {"no", "not", "never"} or refusing else "positive"
