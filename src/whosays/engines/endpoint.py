"""Claims that a language model points at, behind an OpenAI-compatible endpoint: an extractor over answers that are at hand.

Asking is not done here (`case/engines/proposing.py`), so this is as pure as any extractor: the same document and the same
answers give the same record. A model's word is taken for nothing but where to look. Each string must stand in the passage,
white space folded and nothing else; who holds a claim must stand there too; act, hedges, times, footnotes and whom a pronoun
may stand for are told by our own tables from the document's own words.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whosays.engines.answers import UnreadAnswer, read_answer
from whosays.engines.placing import NotVerbatim, Placed, place
from whosays.engines.questions import questions
from whosays.extract.claims.assemble import Assembler
from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.extract.claims.quotes import find_quotes, form_of
from whosays.extract.parse import parsed, to_reading
from whosays.problems import make_problem
from whosays.records import Mention
from whosays.text.cues import report_verbs
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whosays.engines.answers import Told
    from whosays.engines.questions import Question
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Act, Anchor, Form, Record
    from whosays.text.joined import Span


class EndpointClaims:
    """Yields the claims that a language model pointed at, where their words and their holders stand in the passage.

    `tally` counts what became of the answers in the document last read.

    Args:
        url: where the questions went, as `questions` was told.
        model: the model that was asked.
        answers: the answers by the ids of their questions, as the endpoint sent them.
        failures: why a question has no answer.
    """

    name = "engine/endpoint"
    version = "1"
    makes = ("Claim", "Problem")

    def __init__(self, *, url: str, model: str, answers: Mapping[str, str], failures: Mapping[str, str] | None = None) -> None:
        self.url = url
        self.model = model
        self.answers = answers
        self.failures = {} if failures is None else failures
        self.tally: Counter[str] = Counter()

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield the claims of a document that the answers point at, and the problems of the answers, in reading order."""
        passages = {passage.passage.id: passage for passage in parsed(material)}
        assembler = Assembler(material)
        self.tally.clear()
        for question in questions(material, url=self.url, model=self.model):
            if (answer := self.answers.get(question.id)) is not None:
                self.tally["answered"] += 1
                yield from self._read(assembler, passages[question.passage], question, answer)
            elif why := self.failures.get(question.id):
                self.tally["unanswered"] += 1
                yield make_problem("engine-no-answer", f"{self.model}: {why}", at=_place(material, question))

    def _read(self, assembler: Assembler, passage: ParsedPassage, question: Question, answer: str) -> Iterator[Record]:
        """Yield what one answer points at."""
        material = assembler.material
        try:
            told = read_answer(answer)
        except UnreadAnswer as error:
            self.tally["unread"] += 1
            yield make_problem("engine-unread", f"{self.model}: {error}", at=_place(material, question))
            return
        placed = [at for one in told if (at := _placed(question, one)) is not None]
        drafts = [_draft(material, passage, question, one, self.model) for one in placed]
        claims = list(assembler.claims(passage, drafts))
        yield from sorted(claims, key=lambda claim: (claim.content[0].start, -claim.content[-1].end, claim.id))
        if rejected := len(told) - len(placed):
            self.tally["rejected"] += rejected
            said = f"{self.model}: {rejected} of {len(told)} claims have words that do not stand here as they were told"
            yield make_problem("engine-not-verbatim", said, at=_place(material, question))


def _place(material: Material, question: Question) -> Anchor:
    """Return the first stretch of text that a question is about; a page break may cut it in two."""
    start, end = question.folded.origin(question.span)
    passage = next(passage for passage in material.passages if passage.id == question.passage)
    piece = next(piece for piece in passage.pieces if piece.start <= start < piece.end)
    return material.cutter.cut(start, end if start < end <= piece.end else piece.end)


def _placed(question: Question, told: Told | None) -> Placed | None:
    """Return where a claim stands in the passage it was asked about, None where it does not."""
    try:
        return place(question.folded, told, question.span) if told else None
    except NotVerbatim:
        return None


def _draft(material: Material, passage: ParsedPassage, question: Question, placed: Placed, model: str) -> Draft:
    """Return the draft of a claim whose words were found, in offsets of the passage's reading."""

    def read(span: Span | None) -> Span | None:
        if span is None:
            return None
        start, end = question.folded.origin(span)
        first, last = to_reading(passage.joined, start), to_reading(passage.joined, end - 1)
        return None if first is None or last is None else (first, last + 1)

    content = read(placed.content) or (0, 0)
    chain = tuple(
        DraftStep(kind="named" if holder else "hidden", at=read(holder), cue=read(cue), act=_act(material, passage, read(cue)))
        for holder, cue in placed.said_by
    )
    text = passage.joined.text
    form: Form = form_of(text, content, find_quotes(text)) if chain else "narrative"  # type: ignore[assignment]  # as in passages.py
    return Draft(
        content=(content,),
        chain=chain,
        cue=chain[-1].cue if chain else None,
        form=form,
        about=tuple(_named(material, passage, content)),
        by=f"engine/endpoint:{model}",
    )


def _act(material: Material, passage: ParsedPassage, cue: Span | None) -> Act:
    """Return the act of the first reporting verb in a cue, by our table; a cue without one asserts."""
    if cue is None or not has_model(material.language):
        return "assert"
    verbs = report_verbs(material.language)
    tokens = (t for s in passage.sentences for t in s.tokens if cue[0] <= t.start and t.end <= cue[1])
    acts = (verbs[t.lemma.casefold()].act for t in tokens if t.pos in ("VERB", "AUX") and t.lemma.casefold() in verbs)
    act: Act = next(acts, "assert")  # type: ignore[arg-type]  # the table of verbs holds acts only; a test checks it
    return act


def _named(material: Material, passage: ParsedPassage, content: Span) -> Iterator[Span]:
    """Yield the names inside of a content: whom and what it is about, as far as that can be told without a parse."""
    for mention in material.all(Mention):
        if mention.layer != "name" or mention.kind == "date":
            continue
        first = to_reading(passage.joined, mention.at.start)
        last = to_reading(passage.joined, mention.at.end - 1)
        if first is not None and last is not None and content[0] <= first and last < content[1]:
            yield first, last + 1
