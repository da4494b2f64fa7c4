"""Who says what: the words that a text gives to somebody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bench.peers.figures import f1_of, precision_of, recall_of
from bench.peers.peer import Program
from bench.peers.questions.question import Asked, Question
from bench.quality import attribution
from bench.quality.matching import letters, pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.peers.figures import Verdict

_MARKS = frozenset('"“”„«»`')


def _load() -> Asked:
    docs = [json.loads(line) for line in attribution.PATH.read_text(encoding="utf-8").splitlines()]
    marked = sum(len(doc["claims"]) for doc in docs)
    quoted = sum(_is_quoted(claim["content"], doc["text"]) for doc in docs for claim in doc["claims"])
    return Asked(
        items=[{"name": doc["id"], "text": doc["text"]} for doc in docs],
        wanted=docs,
        sample=f"{len(docs)} texts, {marked} attributions, {quoted} of them in quotation marks",
    )


def judge(answer: Sequence[Sequence[Sequence[int]]], doc: dict[str, Any]) -> list[Verdict]:
    """Return right, found and wanted of a text, and the same of contents in quotation marks."""
    text = doc["text"]
    gold = [claim["content"] for claim in doc["claims"]]
    counts: list[float] = []
    pairs = pair([_letters(each, text) for each in gold], [_letters(each, text) for each in answer])
    counts += [len(pairs), len(answer), len(gold)]
    quoted = [_is_quoted(each, text) for each in gold]
    counts += [sum(quoted[i] for i in pairs), sum(_is_quoted(each, text) for each in answer), sum(quoted)]
    return [tuple(counts)]


def _letters(spans: Sequence[Sequence[int]], text: str) -> frozenset[int]:
    return letters(((start, end) for start, end in spans), text)


def _is_quoted(spans: Sequence[Sequence[int]], text: str) -> bool:
    """Say whether a content begins with a quotation mark, or directly behind one."""
    start = min(each[0] for each in spans)
    return text[start] in _MARKS or text[max(start - 1, 0)] in _MARKS


QUESTION = Question(
    name="statements",
    title="Who says what",
    about="GUM, six genres (CC BY and CC BY-SA), development part: the words that a reporting clause gives to "
    "somebody. A content is right where it shares half of its letters with one that is marked (F1 of "
    "letters, each used once). textacy finds direct quotations alone, and GUM marks reported speech too, "
    "so contents in quotation marks are counted apart. tnc-provenance looks at the first sentence of a "
    "paragraph and at seven verbs; it was given each sentence as a paragraph. Our rules were measured on "
    "this part while they were written.",
    programs=(
        Program(name="whosays", adapter="whosays_statements"),
        Program(name="textacy, direct quotations", adapter="textacy_quotes", requirements="textacy"),
        Program(name="tnc-provenance", adapter="provenance", requirements="provenance", python="3.12"),
    ),
    load=_load,
    judge=judge,
    figures={
        "precision": precision_of(),
        "recall": recall_of(),
        "F1": f1_of(),
        "recall, in quotation marks": recall_of(3),
    },
    main="F1",
    notes=(
        "Published figures of trained models are higher than those of rules like ours on PolNeAR, another "
        "corpus (0.73 for contents to the letter, where a first trial of our rules had 0.55): trained models "
        "are ahead there, by what was published. None was run.",
    ),
)
