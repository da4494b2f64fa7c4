"""Make docs/quality.md of the figures measured last, the floors and the answers of our own documents. Nothing is run here."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.floors import is_kept
from bench.quality.own_answers import read_all
from bench.quality.own_score import NAME_KINDS, wanted_names
from bench.quality.sets import LANGUAGES, SETS, own_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.quality.floors import Floors
    from bench.quality.measured import Measured
    from bench.quality.own_answers import OwnDocument
    from bench.quality.sets import LabelledSet

PATH = Path(__file__).resolve().parents[2] / "docs" / "quality.md"
EXAMPLES = 6  # of each thing that went wrong

_HEAD = """\
# Quality

What the line finds, and what it misses. This page is made by `make quality`; do not edit it. Whoever changes what is found
runs that and reads what else has changed.

**Precision** is the share of what was found that is right, **recall** the share of what should be found that was. A
claim is found where its content shares enough letters with one that a person marked (F1 of one half or more, the best
pairs first). A **reported claim** is one of somebody other than the author, and is right where both readings say so; a
**holder** is right where its words are those of the person or body marked. Names are right letter by letter, those of a
kind by their kind too; dates by what they mean, rows of lists by their names, notes by the place of their number and
their text. “–” stands where there is nothing to share: none was found, or none is there.

**Floors** are what a figure may not fall under; a test holds them. Figures are cut, not rounded up.
"""

_OWN = """\
## Our own documents

Short invented documents (`bench/quality/own`), marked by hand before the program had read them. In each language one part has
floors, and those who write rules may look at what is missed there. The other part is **only scored**: it has no floors, its
misses are shown to nobody, and nothing is tuned to it. The difference between the two says how much of the first is habit.
"""

_CORPORA = """\
## Corpora beside the project

Public corpora and two longer documents that may not be copied into the project; no word of theirs stands on this page. Where
they do not stand beside the project, a set is “not here” for the bench, and its figures stay those measured last.
"""

_ABOUT = {
    "seeds": "A news post (000) and a footnoted report (001) with answers made by hand and a scorer of their own.",
    "attribution": "GUM, development part: who says what in six kinds of English text. It marks speech and thought alone.",
    "names-reports": "re3d: names in press releases and reports, beside the bare language model in the same run.",
    "names-politics": "CrossNER politics, development part: names in sentences of an encyclopaedia, beside the bare model.",
    "name-pairs": "name_bench: are two names one, at the threshold of proposals; beside logic-v2 of OpenSanctions.",
    "names-translated": "Organisations in other scripts looked up among Latin names; the table learnt without those asked for.",
    "names-heard": "Words of personal names from Wikidata: an English one looked up among 9,600 Arabic ones.",
    "names-in-lines": "Lines of addresses from papers: the organisation looked up in a register of 11,381.",
    "names-listed": "Misspelt and reordered names of persons, looked up among 683 of a public list and 5,000 others.",
    "web-articles": "Saved pages of news and blogs: is the article's text told from what stands around it.",
    "web-boilerplate": "Saved pages in several languages: segments that must be in the text, and segments that must not.",
    "reuse": "Press releases: are pairs that share words linked, in the right direction, with their places.",
    "mail": "Mails of other projects' tests: is every file read or said why not, are its words and attachments found.",
    "office": "Office files of other projects' tests: is every file read or said why not, are its notes found and tied.",
    "pdf-text": "PDFs of other projects' tests: are all letters kept.",
    "pdf-made": "PDFs and scans made from our own texts, whose words and notes are known.",
}

# A row's name, the figures that are its precision and recall.
_ROWS = (
    ("claims", "claims precision", "claims recall"),
    ("reported claims", "reported claims precision", "reported claims recall"),
    ("holders", "holders precision", "holders recall"),
    ("hedges of claims found", "hedges precision", "hedges recall"),
    ("names", "names exact precision", "names exact recall"),
    *((f"– {kind}", f"names {kind} precision", f"names {kind} recall") for kind in NAME_KINDS),
    ("dates", "dates value precision", "dates value recall"),
    ("rows of lists", "list rows precision", "list rows recall"),
    ("notes", "notes precision", "notes right"),
)
_CHOICES = (
    "wrong act",
    "wrong polarity",
    "wrong modality",
    "wrong holder kind",
    "wrong name kind",
)  # one word taken for another
_SHARES = (
    ("content to the letter", "claims exact content"),
    ("kind of holder", "holder kind right"),
    ("whom a pronoun stands for", "holder referents right"),
    ("act (to assert and to describe are one)", "act right"),
    ("polarity", "polarity right"),
    ("modality", "modality right"),
)


def make_page(measured: Mapping[str, Measured], floors: Floors) -> str:
    """Return the page. The same figures, floors and answers give the same page."""
    others = [each for each in SETS if not each.name.startswith("own")]
    parts = [_HEAD, _OWN, *(_language(language, measured, floors) for language in LANGUAGES), _CORPORA]
    parts += [_corpus(each, measured, floors) for each in others]
    return "\n".join(parts)


def _language(language: str, measured: Mapping[str, Measured], floors: Floors) -> str:
    seen, unseen = (own_set(language, only_scored=only) for only in (False, True))
    docs, more = read_all(language), read_all(f"{language}-unseen")
    lines = [
        f"### {language.capitalize()}",
        "",
        f"{len(docs)} documents with floors (`{seen.name}`), {len(more)} only scored (`{unseen.name}`).",
        "",
        *_table(_counts(docs), _counts(more), measured.get(seen.name), measured.get(unseen.name), _least(floors, seen)),
        "",
        "Of the claims that were found, this share is right in:",
        "",
        *_shares(measured.get(seen.name), measured.get(unseen.name), _least(floors, seen)),
        "",
        f"#### What went wrong in `{seen.name}`",
        "",
        *_misses(measured.get(seen.name)),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _counts(docs: Sequence[OwnDocument]) -> Counter[str]:
    """Return how many of each row the answers hold."""
    count: Counter[str] = Counter()
    for doc in docs:
        kinds = list(wanted_names(doc).values())
        count["claims"] += len(doc.claims)
        count["reported claims"] += sum(claim.kind != "author" for claim in doc.claims)
        count["holders"] += sum(claim.holder is not None for claim in doc.claims)
        count["hedges of claims found"] += sum(len(claim.manner.hedges) for claim in doc.claims if claim.manner)
        count["names"] += len(kinds)
        count.update(f"– {kind}" for kind in kinds)
        count["dates"] += len(doc.dates)
        count["rows of lists"] += len(doc.entries)
        count["notes"] += len(doc.notes)
    return count


def _table(
    seen: Counter[str], unseen: Counter[str], one: Measured | None, two: Measured | None, least: Mapping[str, float]
) -> Iterator[str]:
    yield "| | marked | precision | recall | floors | only scored: marked | precision | recall |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for name, precision, recall in _ROWS:
        if seen[name] or unseen[name]:
            held = " / ".join(_share(least.get(figure)) for figure in (precision, recall)) if seen[name] else "–"
            yield (
                f"| {name} | {seen[name]} | {_of(one, precision)} | {_of(one, recall)} | {held} "
                f"| {unseen[name]} | {_of(two, precision)} | {_of(two, recall)} |"
            )


def _shares(one: Measured | None, two: Measured | None, least: Mapping[str, float]) -> Iterator[str]:
    yield "| | with floors | floor | only scored |"
    yield "|---|--:|--:|--:|"
    for name, figure in _SHARES:
        yield f"| {name} | {_of(one, figure)} | {_share(least.get(figure))} | {_of(two, figure)} |"


def _misses(one: Measured | None) -> Iterator[str]:
    """Tell how often each thing went wrong, with examples taken evenly from all documents."""
    if one is None:
        yield "Not measured."
        return
    kinds: dict[str, list[str]] = {}
    doc = ""
    for line in one.misses:
        what, _, details = line.partition("  ")
        if line.startswith("# "):
            doc = line.removeprefix("# ")
        else:
            kinds.setdefault(what, []).append(f"{doc}: {_plain(details.strip())}")
    for what, lines in sorted(kinds.items(), key=lambda each: (-len(each[1]), each[0])):
        shown = [lines[at * len(lines) // EXAMPLES] for at in range(EXAMPLES)] if len(lines) > EXAMPLES else lines
        yield f"**{what}**, {len(lines)}" + (", for example:" if len(lines) > EXAMPLES else ":")
        yield ""
        if what in _CHOICES:
            pairs = Counter(line.split(": ", 1)[1].split(" \\| ")[0] for line in lines)
            yield (
                "; ".join(f"{pair} {times}×" for pair, times in sorted(pairs.items(), key=lambda each: (-each[1], each[0])))
                + "."
            )
            yield ""
        yield from (f"- {line}" for line in shown)
        yield ""
    if not kinds:
        yield "Nothing."


def _corpus(each: LabelledSet, measured: Mapping[str, Measured], floors: Floors) -> str:
    found = measured.get(each.name)
    lines = [f"### {each.name}", "", *([_ABOUT[each.name], ""] if each.name in _ABOUT else [])]
    if found is None:
        return "\n".join([*lines, "Not here when this page was made.", ""])
    least = _least(floors, each)
    lines += ["| figure | value | floor |", "|---|--:|--:|"]
    lines += [
        f"| {_plain(name)} | {_share(value)} | {_share(least.get(name)) if is_kept(name) else 'only shown'} |"
        for name, value in found.figures.items()
    ]
    return "\n".join([*lines, ""])


def _least(floors: Floors, each: LabelledSet) -> Mapping[str, float]:
    return floors[each.name].figures if each.name in floors else {}


def _of(found: Measured | None, figure: str) -> str:
    return _share(found.figures.get(figure)) if found else "–"


def _share(value: float | None) -> str:
    """Write a share with three digits, cut: no figure looks better than it is."""
    return "–" if value is None else f"{int(value * 1000 + 1e-6) / 1000:.3f}"


def _plain(words: str) -> str:
    """Escape what Markdown would read as its own signs."""
    return re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", words)
