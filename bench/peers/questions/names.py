"""Names in English text: where they stand, and which persons, bodies and places a document names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from bench.peers.figures import f1_of, precision_of, recall_of
from bench.peers.peer import Program
from bench.peers.questions.question import Asked, Question
from bench.quality.names import MODEL, POLITICS, bare
from bench.quality.own_answers import read_all
from bench.quality.own_score import wanted_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.peers.figures import Verdict
    from bench.quality.names import Labelled, Name
    from bench.quality.own_answers import OwnDocument

_WORDS = re.compile(r"\w+")
_KINDS = frozenset(POLITICS.kinds.values())
_NAMED = ("person", "organisation", "place")  # OpenAleph looks for no other kind

WHOSAYS = Program(name="whosays", adapter="whosays_names")
SPACY = Program(name="spaCy, the model alone", adapter="bare_spacy", requirements="spacy")
OPENALEPH = Program(name="OpenAleph (ftm-analyze)", adapter="openaleph", requirements="openaleph")


def _load() -> Asked:
    docs = list(POLITICS.read(POLITICS.path))
    names = sum(len(POLITICS.wanted_and_found(text, labelled, [])[0]) for _, text, labelled in docs)
    sentences = sum(text.count("\n\n") for _, text, _ in docs)
    return Asked(
        items=[{"name": name, "text": text} for name, text, _ in docs],
        wanted=docs,
        sample=f"{sentences:,} sentences in {len(docs)} documents, {names:,} names",
    )


def _places(answer: Iterable[Sequence[Any]]) -> list[Name]:
    """Return the names that a program found, its labels as our kinds; what we have no kind for is left out."""
    return [(start, end, MODEL.get(kind, kind)) for start, end, kind in answer if MODEL.get(kind, kind) in _KINDS]


def judge_places(answer: Iterable[Sequence[Any]], wanted: Labelled) -> list[Verdict]:
    """Return right, found and wanted of each sentence: places and kinds, to the letter."""
    _, text, labelled = wanted
    return _by_paragraph(text, *POLITICS.wanted_and_found(text, labelled, _places(answer)))


def _by_paragraph(text: str, gold: set[Name], got: set[Name]) -> list[Verdict]:
    counts = [Counter(text.count("\n\n", 0, start) for start, _, _ in some) for some in (gold & got, got, gold)]
    return [(counts[0][at], counts[1][at], counts[2][at]) for at in range(text.rstrip().count("\n\n") + 1)]


def judge_named(answer: Iterable[Sequence[Any]], wanted: Labelled) -> list[Verdict]:
    """Return right, found and wanted of one document, and the same of names with two words or more: words and kinds."""
    _, text, labelled = wanted
    gold, _ = POLITICS.wanted_and_found(text, labelled, [])
    listed = list(answer)
    if listed and len(listed[0]) == 2:
        got = {(fold(words), kind) for words, kind in listed if kind in _NAMED}
        # Names that do not count are neither right nor wrong; where the places are told, that is seen to already.
        got -= _folded(text, ((a, b, "") for a, b, label in labelled if label not in POLITICS.kinds), every_kind=True)
    else:
        got = _folded(text, POLITICS.wanted_and_found(text, labelled, _places(listed))[1])
    right = _folded(text, gold)
    longer = [{one for one in some if " " in one[0]} for some in (right & got, got, right)]
    return [(len(right & got), len(got), len(right), *map(len, longer))]


def _folded(text: str, names: Iterable[Name], *, every_kind: bool = False) -> set[tuple[str, str]]:
    kinds = _NAMED if every_kind else ("",)
    return {
        (fold(text[start:end]), kind or other) for start, end, kind in names for other in kinds if every_kind or kind in _NAMED
    }


def fold(words: str) -> str:
    """Return the letters of a name without case, accents, marks and an article, in which programs differ."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", words) if each != "." and not unicodedata.combining(each))
    return " ".join(_WORDS.findall(plain.casefold())).removeprefix("the ")


_UNSEEN = "english-unseen"


def _load_unseen() -> Asked:
    docs = read_all(_UNSEEN)
    names = sum(kind in _KINDS for doc in docs for kind in wanted_names(doc).values())
    return Asked(
        items=[{"name": doc.name, "text": doc.text} for doc in docs],
        wanted=docs,
        sample=f"{len(docs)} documents, {names} names",
    )


def judge_unseen(answer: Iterable[Sequence[Any]], doc: OwnDocument) -> list[Verdict]:
    """Return right, found and wanted of each paragraph: places and kinds, to the letter, but for an article."""
    marked = [(*span, kind) for span, kind in wanted_names(doc).items() if kind in _KINDS]
    free = [(*span, "") for span, _ in doc.names if span not in wanted_names(doc)]
    free += [(*span, "") for span in doc.either]
    gold = {bare(doc.text, *one) for one in marked}
    found = {bare(doc.text, *one) for one in _places(answer)}
    got = {one for one in found if one in gold or not any(one[0] < end and start < one[1] for start, end, _ in free)}
    return _by_paragraph(doc.text, gold, got)


IN_TEXT = Question(
    name="names-in-text",
    title="Names in text",
    about="CrossNER politics (MIT; text of an encyclopaedia, CC BY-SA), development part: persons, "
    "organisations, places and events, each right where its place is right to the letter, and its kind. "
    "whosays runs its whole line (claims, notes, linking, export), spaCy finds names alone; whosays uses "
    "the same model. Our rules were measured on this part while they were written.",
    programs=(WHOSAYS, SPACY),
    load=_load,
    judge=judge_places,
    figures={"precision": precision_of(), "recall": recall_of(), "F1": f1_of()},
    main="F1",
    notes=(
        "Arabic and Persian: no program was found whose model of names can be had from PyPI alone (stanza, "
        "CAMeL Tools, Hazm and DadmaTools fetch theirs from elsewhere when they first run), so none was run. "
        "Figures published for AQMAR are F1 0.69 to 0.77 (stanza and four large models), on another part and "
        "with one kind more; ours, on texts kept out of training and three kinds, is 0.707. Larger models are "
        "ahead there, by what was published.",
    ),
)
UNSEEN = Question(
    name="names-in-texts-not-looked-at",
    title="Names in texts that no rule was written for",
    about="Our own English documents that are only scored: invented, marked before a program had read them, "
    "and not looked at by those who write rules. Who invented and marked them wrote whosays too, so they hold "
    "what it takes for a name: the same kinds, to the letter, but for an article. They are few.",
    programs=(WHOSAYS, SPACY),
    load=_load_unseen,
    judge=judge_unseen,
    figures={"precision": precision_of(), "recall": recall_of(), "F1": f1_of()},
    main="F1",
)
NAMED = Question(
    name="names-of-documents",
    title="Which persons, organisations and places a document names",
    about="The same documents. OpenAleph tells no places of names, so the names of a document are compared, "
    "each once: words without case, accents and article, and kind. OpenAleph's analysis runs as "
    "published, over the same language model; two models that it fetches from elsewhere were not there, "
    "so it was told the language, and nothing was dropped as no name. By rule it keeps no name under "
    "eight letters, so names of two words or more are counted apart.",
    programs=(WHOSAYS, SPACY, OPENALEPH),
    load=_load,
    judge=judge_named,
    figures={
        "precision": precision_of(),
        "recall": recall_of(),
        "F1": f1_of(),
        "F1, names of two words or more": f1_of(3),
    },
    main="F1",
)
