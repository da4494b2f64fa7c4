"""What other engines propose when the user asks for it: the whole `propose`, document by document.

Claims by an endpoint come about in two steps. Asking is the one that leaves the machine: each answer is kept as soon as it is
there, so that nothing is asked twice, and Ctrl-C costs the question on its way. Reading is an extractor over what is kept
(`engines/endpoint.py`); its proposals replace the earlier ones of the same engine, and of nobody else.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from whosays.capture.endpoint import Endpoint, NoAnswer
from whosays.case.engines.agreeing import NotAgreed, Plan, Wish, read_wish
from whosays.case.intake.adding import Progress
from whosays.case.together.linking import link_names
from whosays.case.whole import WholeView
from whosays.engines.endpoint import EndpointClaims
from whosays.engines.questions import PROMPT_VERSION, questions
from whosays.errors import WhosaysError
from whosays.extract.material import Material
from whosays.records import Claim, Mention, Run, RunId, make_id
from whosays.store.answers import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from whosays.engines.questions import Question
    from whosays.plugins import Extractor
    from whosays.records import DocumentId, Record
    from whosays.store.codec import Stored
    from whosays.store.store import Store

# So many questions running without an answer are no accident of one passage.
_SILENT = 3


class EndpointSilent(WhosaysError):
    """An endpoint gives no answers."""

    code = "endpoint-silent"

    def __init__(self, host: str, why: str) -> None:
        super().__init__(
            f"{host} gave no answer {_SILENT} times running ({why}); what it answered before is kept, so run this again when"
            " the cause is gone"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What an engine proposed.

    `found` are the records now proposed by it; `known` were in the case already, by our rules or a person; `rejected` claims
    have words that do not stand in their passage. `asked` passages were sent, `kept` had an answer from before; `unread`
    answers are in no form that can be read, `unanswered` passages got no answer.
    """

    documents: int = 0
    found: int = 0
    known: int = 0
    rejected: int = 0
    asked: int = 0
    kept: int = 0
    unread: int = 0
    unanswered: int = 0


def plan_claims(store: Store, wanted: Sequence[str], settings: Mapping[str, str]) -> Plan:
    """Return what `propose_claims` would send. Nothing is sent. Raises NoEndpoint."""
    wish = read_wish(settings)
    count: Counter[str] = Counter()
    with WholeView(store.view()) as view:
        docs = _documents(view, wanted)
        for doc in docs:
            material = Material(view.document(doc), tuple(view.passages(doc)))
            kept = {asked.question for asked in view.stored.answers(doc)}
            for question in questions(material, url=wish.url, model=wish.model):
                count["kept" if question.id in kept else "questions"] += 1
                count["characters"] += 0 if question.id in kept else question.span[1] - question.span[0]
    return Plan(
        url=wish.url,
        model=wish.model,
        documents=len(docs),
        questions=count["questions"],
        characters=count["characters"],
        kept=count["kept"],
        is_agreed=wish.is_agreed,
    )


def propose_claims(
    store: Store,
    wanted: Sequence[str],
    settings: Mapping[str, str],
    *,
    key: str | None = None,
    again: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Proposed:
    """Ask the endpoint of the case about documents, and keep what it proposes.

    Args:
        store: the case.
        wanted: names or ids of documents (none: all).
        settings: those of the case.
        key: what the endpoint knows its user by. It is sent to the endpoint, and neither kept nor told.
        again: ask anew what has an answer from before.
        on_progress: called with each passage that is dealt with.

    Raises NoEndpoint, NotAgreed, EndpointSilent, and what `capture.endpoint` raises.
    """
    plan = plan_claims(store, wanted, settings)
    if not plan.is_agreed and (plan.questions or again):
        raise NotAgreed(plan)
    wish = read_wish(settings)
    endpoint = Endpoint(wish.url, key=key, time_limit=wish.time_limit, authorities=wish.authorities)
    asking = _Asking(store, endpoint, wish, total=plan.questions + plan.kept, again=again, on_progress=on_progress)
    tally: Counter[str] = Counter()
    with WholeView(store.view()) as view:
        docs = _documents(view, wanted)
    for doc in docs:
        tally += asking.ask(doc)
    return _proposed(tally, len(docs))


def propose_names(
    store: Store, wanted: Sequence[str], folder: Path, *, on_progress: Callable[[Progress], None] | None = None
) -> Proposed:
    """Look for names in documents with the GLiNER model in a folder, and keep those that are not known yet.

    Args:
        store: the case.
        wanted: names or ids of documents (none: all).
        folder: where the model lies.
        on_progress: called with each document that is dealt with.

    Raises EngineMissing, BadModel.
    """
    from whosays.engines.gliner import GlinerNames, load
    from whosays.engines.models import look_at

    engine = GlinerNames(load(folder))
    files = {file.name: file.sha256 for file in look_at(folder).files}
    run = _run_of(engine, {"model": folder.name, **files})
    tally: Counter[str] = Counter()
    with WholeView(store.view()) as view:
        docs = _documents(view, wanted)
    for number, doc in enumerate(docs, start=1):
        tally += _run(store, doc, engine, run)
        tally["known"] += engine.tally["known"]
        if on_progress:
            on_progress(Progress(done=number, total=len(docs), name=doc))
    link_names(store)
    return _proposed(tally, len(docs))


class _Asking:
    """One asking on its way over several documents."""

    def __init__(
        self,
        store: Store,
        endpoint: Endpoint,
        wish: Wish,
        *,
        total: int,
        again: bool,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.store = store
        self.endpoint = endpoint
        self.wish = wish
        self.again = again
        self.on_progress = on_progress
        self.done, self.total = 0, total
        self.silent = 0

    def ask(self, doc: DocumentId) -> Counter[str]:
        """Ask about a document what has no answer yet, and keep what all answers propose."""
        with WholeView(self.store.view()) as view:
            material = Material(view.document(doc), tuple(view.passages(doc)))
            kept = {} if self.again else {asked.question: asked.answer for asked in view.stored.answers(doc)}
        answers: dict[str, str] = {}
        failures: dict[str, str] = {}
        engine = EndpointClaims(url=self.wish.url, model=self.wish.model, answers=answers, failures=failures)
        run = _run_of(engine, {"endpoint": self.wish.url, "model": self.wish.model, "prompt": PROMPT_VERSION})
        tally: Counter[str] = Counter()
        for question in questions(material, url=self.wish.url, model=self.wish.model):
            if question.id in answers:
                continue
            if question.id in kept:
                answers[question.id] = kept[question.id]
                tally["kept"] += 1
            else:
                self._ask(question, doc, run, answers, failures)
                tally["asked"] += 1
            self._tell(material.doc.name)
        tally += _run(self.store, doc, engine, run)
        for name in ("rejected", "unread", "unanswered"):
            tally[name] += engine.tally[name]
        return tally

    def _ask(self, question: Question, doc: DocumentId, run: Run, answers: dict[str, str], failures: dict[str, str]) -> None:
        try:
            answer = self.endpoint.ask(question.body)
        except NoAnswer as error:
            failures[question.id] = str(error)
            self.silent += 1
            if self.silent >= _SILENT:
                raise EndpointSilent(self.endpoint.host, f"{error}: {error.said}" if error.said else str(error)) from error
            return
        self.silent = 0
        answers[question.id] = answer
        asked = Asked(
            question=question.id,
            doc=doc,
            passage=question.passage,
            run=run.id,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            request=question.body.decode(),
            answer=answer,
        )
        with self.store.write() as writer:
            writer.put_answer(run, asked)

    def _tell(self, name: str) -> None:
        self.done += 1
        if self.on_progress:
            self.on_progress(Progress(done=self.done, total=self.total, name=name))


def _documents(view: WholeView, wanted: Sequence[str]) -> list[DocumentId]:
    """Return the ids of the documents that go by these words; of all, where there are none."""
    if not wanted:
        return [doc.id for doc in view.documents()]
    return list(dict.fromkeys(view.stored.find_document(words).id for words in wanted))


def _run_of(engine: Extractor, settings: Mapping[str, str]) -> Run:
    told = json.dumps(dict(settings), sort_keys=True, ensure_ascii=False)
    run_id = RunId(make_id("run", engine.name, engine.version, told))
    return Run(id=run_id, name=engine.name, version=engine.version, settings=told)


def _run(store: Store, doc: DocumentId, engine: Extractor, run: Run) -> Counter[str]:
    """Run an engine over a document as it stands in the case, and keep what is not there already."""
    with WholeView(store.view()) as view:
        own = view.stored.found_by(engine.name, doc)
        material = Material(view.document(doc), tuple(view.passages(doc)))
        mentions = [m for m in view.mentions(doc) if m.id not in own and view.status(m.id) != "rejected"]
        material.add((*mentions, *view.citations(doc), *view.entries(doc), *view.events(doc)))
        there = {key for record in _others(view, doc, own) for key in _keys(record)}
    records = tuple(engine(material))
    new = [record for record in records if there.isdisjoint(_keys(record))]
    with store.write() as writer:
        writer.put_records(doc, run, cast("Sequence[Stored]", new))
    found = sum(isinstance(record, Claim | Mention) for record in new)
    return Counter(found=found, known=len(records) - len(new))


def _others(view: WholeView, doc: DocumentId, own: set[str]) -> Iterator[Record]:
    """Yield the claims and names of a document that are not this engine's own."""
    yield from (claim for claim in view.claims(doc) if claim.id not in own)
    yield from (mention for mention in view.mentions(doc) if mention.id not in own)


def _keys(record: Record) -> set[object]:
    """Return what a record is known by: its id and, for a claim, its words with whose they are, by place."""
    if not isinstance(record, Claim):
        return {record.id} if isinstance(record, Mention) else set()
    holder = record.chain[-1].holder
    held = (holder.at.start, holder.at.end) if holder.at else holder.kind
    return {record.id, (tuple((at.start, at.end) for at in record.content), held)}


def _proposed(tally: Counter[str], documents: int) -> Proposed:
    return Proposed(
        documents=documents,
        found=tally["found"],
        known=tally["known"],
        rejected=tally["rejected"],
        asked=tally["asked"],
        kept=tally["kept"],
        unread=tally["unread"],
        unanswered=tally["unanswered"],
    )
