"""From drafts to claims: anchors cut, hedges, modality, polarity, footnotes, times, and whom a pronoun may stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from whosays.derived import claim_id
from whosays.extract.claims.aboutness import about_spans, distinct, holder_fits, is_expletive, meant_for, stands_behind
from whosays.extract.claims.first_person import speak_with_all_in_it
from whosays.extract.claims.hedges import (
    WISHES,
    beside_cue,
    condition_behind,
    find_hedges,
    in_clause,
    modal_of_content,
    modality_of,
    own_modal,
)
from whosays.extract.claims.polarity import polarity_of
from whosays.extract.claims.quotes import find_quotes, inside
from whosays.extract.claims.referents import Referents, Where
from whosays.records import Citation, Claim, Hedge, Holder, Mention, Step
from whosays.text.reference import FIRST_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.claims.drafts import Draft, DraftStep
    from whosays.extract.claims.hedges import Found
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor
    from whosays.text.joined import Span
    from whosays.text.syntax import Token


class Assembler:
    """Makes claims of one document from drafts."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.anchored = sorted((c for c in material.all(Citation) if c.anchor), key=lambda c: c.anchor.start if c.anchor else 0)
        self.notes = [c for c in material.all(Citation) if c.note]
        mentions = [m for m in material.all(Mention) if m.layer == "name"]
        self.names = [m for m in mentions if m.kind in {"person", "organisation", "group", "campaign"}]
        works = [m for m in mentions if m.kind == "work"]
        headings = [p.pieces[0].start for p in material.passages if p.zone == "heading"]
        self.referents = Referents([*self.names, *works], material.doc.text, cut=material.cutter.cut, sections=headings)
        self.dates = sorted((m for m in mentions if m.kind == "date" and m.value), key=lambda m: m.at.start)
        self.author = self._publisher()
        self.seen: set[str] = set()

    def claims(self, passage: ParsedPassage, drafts: list[Draft]) -> Iterator[Claim]:
        """Yield the claims of one passage, each once."""
        self.quotes = find_quotes(passage.joined.text)
        drafts = speak_with_all_in_it(passage.joined.text, drafts)
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
        whole = (draft.content[0][0], draft.content[-1][1])
        tokens = _tokens(passage, draft.content[0][0])
        hedges = self._hedges(text, draft, tokens)
        modal = modal_of_content(draft.modal, tokens, whole)
        words = text[draft.content[0][0] : draft.content[-1][1]]
        chain = self._chain(passage, draft)
        times = self._times(passage, draft, sentence)
        return Claim(
            id=claim_id(self.material.cutter, content, chain),
            doc=self.material.doc.id, content=content, chain=chain,
            about=self._about(passage, draft, chain, tokens),
            hedges=tuple(Hedge(at=a, kind=kind) for span, kind, _ in hedges for a in self._cut(passage, span)[:1]),
            modality=modality_of(draft.act, hedges, modal=modal, question=draft.question),
            polarity=polarity_of(words, tokens, whole, negative=draft.negative),
            said=times[0], content_time=times[1], form=draft.form, cites=self._cites(passage, draft, sentence),
            cites_possible=self._cites_next(passage, sentence), by=draft.by,
        )  # fmt: skip

    def _note_topics(self, claim: Claim) -> None:
        """Remember the subject of an author's statement, and who holds a report: what the next pronoun may stand for."""
        holder = claim.chain[-1].holder
        if len(claim.chain) == 1:
            if claim.about:
                self.referents.spoken.note(claim.about[0], claim.about[1] if len(claim.about) > 1 else None)
        else:
            self.referents.spoken.note(holder.at, holder.refers_to, holds=True)

    def _about(
        self, passage: ParsedPassage, draft: Draft, chain: Sequence[Step], tokens: Sequence[Token]
    ) -> tuple[Anchor, ...]:
        """Return whom a claim is about: the words, then whom they may stand for."""
        text, holder = passage.joined.text, chain[-1].holder
        out: list[Anchor] = []
        spans = about_spans(draft, text, fits=holder_fits(draft, text, holder, self.referents))
        for span in spans or meant_for(draft, tokens):
            words = self._first(passage, span)
            if words is not None and not is_expletive(tokens, span):
                where = self._where(passage, draft.chain, chain[1:], span)
                behind = stands_behind(words, holder, self.referents, where)
                out += [words, behind] if behind is not None else [words]
        return distinct(out)

    def _hedges(self, text: str, draft: Draft, tokens: Sequence[Token]) -> list[Found]:
        """Return the hedges of a draft: in its content, on its hidden holder's verb, on the writer's own act of saying it."""
        whole = (draft.content[0][0], draft.content[-1][1])
        language = self.material.language
        hedges = in_clause(find_hedges(text, draft.scope or draft.content[0], language=language), tokens, whole, text)
        if draft.cue and draft.chain and draft.chain[-1].kind == "hidden":
            hedges += find_hedges(text, draft.cue, language=language)
        if draft.cue and draft.chain:
            hedges += beside_cue(text, tokens, draft.cue, whole)
        at = draft.chain[-1].at if draft.chain else None
        if draft.cue and at and text[slice(*at)].casefold() in FIRST_PERSON:
            hedges += own_modal(text, draft.cue)
        if draft.act in WISHES and (draft.chain or draft.cue):
            hedges += condition_behind(text, whole[1])
        return sorted(set(hedges))

    def _chain(self, passage: ParsedPassage, draft: Draft) -> tuple[Step, ...]:
        """Return the chain of a draft, the author first; who speaks outside of a quotation is "I" inside of it."""
        author = Holder(kind="author", refers_to=self.author, reason=self._why_author())
        if not draft.chain:
            return (Step(holder=author, cue=self._first(passage, draft.cue), act=draft.act),)
        chain = [Step(holder=author, act="assert")]
        for n, step in enumerate(draft.chain):
            chain.append(self._step(passage, step, draft.borrowed, self._where(passage, draft.chain[:n], chain[1:], step.at)))
        return tuple(chain)

    def _where(self, passage: ParsedPassage, drafts: Sequence[DraftStep], steps: Sequence[Step], words: Span | None) -> Where:
        """Return where words for somebody stand, under the steps of a chain that are outside of them."""
        speaker = self._speaker(drafts, steps, words)
        last = steps[-1].holder if steps and steps[-1].holder.kind == "named" and speaker is None else None
        starts = [s.start for s in passage.sentences if words is not None and s.start <= words[0]]
        near = passage.joined.to_origin(starts[-2:][0]) if starts else 0
        return Where(speaker, (last.refers_to or last.at) if last else None, near)

    def _speaker(self, drafts: Sequence[DraftStep], steps: Sequence[Step], words: Span | None) -> Anchor | None:
        """Return whose direct speech some words stand in: a turn, a quotation set apart, or a quotation around the words."""
        quote = inside(words, self.quotes) if words else None
        for draft, step in zip(reversed(drafts), reversed(steps), strict=True):
            apart = draft.cue is None
            quoted = quote is not None and (draft.at is None or inside(draft.at, [quote]) is None)
            if apart or quoted:
                return step.holder.refers_to or step.holder.at
        return None

    def _step(self, passage: ParsedPassage, step: DraftStep, borrowed: Anchor | None, where: Where) -> Step:
        at = self._first(passage, step.at) or step.words
        if step.kind == "named" and at is None and borrowed is not None:
            at = borrowed
        at = self.referents.whole(at) if at else None
        refers_to, reason = (step.refers_to, step.reason) if step.refers_to or not at else self.referents.find(at, where)
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


def _tokens(passage: ParsedPassage, at: int) -> tuple[Token, ...]:
    return next((s.tokens for s in passage.sentences if s.start <= at < s.end), ())
