"""The text of an article on a saved page."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from bench.peers.figures import mean_of
from bench.peers.peer import Program
from bench.peers.questions.question import Asked, Question
from bench.quality import web
from bench.quality.matching import f1

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.peers.figures import Verdict


def _load() -> Asked:
    truth = sorted(json.loads((web.ARTICLES / "ground-truth.json").read_text(encoding="utf-8")).items())
    raw = [gzip.decompress((web.ARTICLES / "html" / f"{name}.html.gz").read_bytes()) for name, _ in truth]
    return Asked(
        items=[{"html": each.decode("utf-8", "replace")} for each in raw],
        wanted=[answer["articleBody"] for _, answer in truth],
        sample=f"{len(truth)} pages",
    )


def _f1(verdicts: Sequence[Verdict]) -> float:
    return f1(mean_of(0)(verdicts), mean_of(1)(verdicts))


QUESTION = Question(
    name="articles",
    title="The text of an article on a page",
    about="The article extraction benchmark (MIT; the pages belong to their publishers), development part: "
    "shingles of four words, precision and recall the means of all pages, F1 that of the means. whosays "
    "builds on trafilatura and adds zones, notes and what else stands on a page, so a tie is the most "
    "that can be hoped for.",
    programs=(
        Program(name="whosays", adapter="whosays_pages"),
        Program(name="trafilatura alone", adapter="bare_trafilatura", requirements="trafilatura"),
        Program(name="readability-lxml", adapter="readability", requirements="readability"),
    ),
    load=_load,
    judge=lambda answer, wanted: [web.shingle_score(wanted, answer)],
    figures={"precision": mean_of(0), "recall": mean_of(1), "F1": _f1},
    main="F1",
)
