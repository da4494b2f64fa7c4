"""Source, cue and content of every attribution in a text, as scorers of attribution corpora want them.

`python -m bench.quality.spans [--flat] FILE…` prints one JSON object a line. Offsets are half-open and count code points of
the file's text:

    {"doc": "a.txt", "source": [0, 11], "cue": [12, 16], "group": [12, 16], "content": [[25, 78]], "quoted": [[24, 79]],
     "act": "assert", "clause": true, "carried": false}

- A whosays claim is one clause, and a chain of holders. Here the clauses that one cue attributes are one attribution again, and
  each holder of a chain has his own: what the outer one says begins with the words of the inner one ("the warden reported that
  …").
- `source` are the words of the holder with what stands beside his name ("Ida Wren, the harbour master"), null where nobody is
  named; `cue` is the verb with its passive auxiliary, or the phrase, null where words go on from an earlier paragraph.
- `group` is the cue with the auxiliaries, negations and adverbs in front of it ("has not said", "repeatedly claimed").
- `content` leaves out "that" and the quotation marks around, `quoted` takes both in; one pair of offsets for each run of words.
- `carried` is true for a quotation without a reporting clause of its own, behind a sentence that reports in other words.
- `clause` is false for what is no clause: a request, an aim, a description, a thing condemned.
- `--flat` leaves out what lies inside another's content, as corpora with one label a word do.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]  # one exported record
Span = tuple[int, int]

# Rules that attribute without a clause, and those of an author's own statements.
NO_CLAUSE = frozenset(
    f"claims/{rule}"
    for rule in (
        "aim", "goal", "infinitive", "call-on", "call-for", "report-on", "object", "describe-as", "call-name", "accuse-of",
        "self-description", "displayed-words",
    )
)  # fmt: skip
OWN = frozenset(
    f"claims/{rule}"
    for rule in ("own-clause", "apposition", "relative-clause", "participle", "heading", "caption", "description")
)
_WISHES = frozenset({"request", "demand", "aim", "characterise", "describe", "praise", "condemn", "accuse", "list"})
_FAR = 400  # characters: a holder farther from the content stands in an earlier paragraph
_MARK = re.compile('[“”„«»"`]')
_JOINED = re.compile(r"[^\w.!?]*(?:(?:that|and|but|or|because|while)\b[^\w.!?]*)*", re.IGNORECASE)
_BESIDE = re.compile(r"\s*,\s*")
_BEFORE = re.compile(r"(?:\bthat\s*,?\s*)?[“„«\"‘`]*$", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|to|not|"
    r"never|also|even|already|often|once|further|again|since|still|later|then|just|\w+n['’]t|\w{3,}ly)\s+)+$",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:whether|if)\s+$", re.IGNORECASE)
_BEHIND = re.compile(r"[.,;:!?…]?[”»\"’']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what by which cue: offsets in the document's text; see the head of this file."""

    doc: str
    source: Span | None
    cue: Span | None
    group: Span | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    act: str
    clause: bool
    carried: bool


@dataclass(slots=True)
class _Group:
    """The parts of one attribution while claims are gathered."""

    source: Span | None
    cue: Span | None
    act: str
    carried: bool
    parts: list[Span] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


def attributions(claims: Sequence[Row], text: str, *, flat: bool = False) -> list[Attribution]:
    """Return the attributions behind the exported claims of one document, in text order."""
    groups: dict[tuple[Span | None, Span | None, bool], _Group] = {}
    heard: dict[Span | None, Span | None] = {}  # the last cue of each holder
    indirect = {_span(row["chain"][-1]["cue"]) for row in claims if row["by"] not in OWN and row["form"] == "indirect"}
    for row in claims:
        if len(row["chain"]) == 1 and row["by"] in OWN:
            continue
        for n, step in enumerate(row["chain"]):
            holder, cue = _span(step["holder"]), _span(step["cue"])
            if holder is None and cue is None:
                continue
            cue = heard[holder] = cue or heard.get(holder)  # words that go on have their holder's cue
            carried = row["by"] in OWN and row["form"] == "direct" and cue in indirect
            source = _with_description(holder, claims, text)
            group = groups.setdefault((holder, cue, carried), _Group(source, None if carried else cue, step["act"], carried))
            inner = row["chain"][n + 1 :]
            below = [span for s in inner for span in (_span(s["holder"]), _span(s["cue"])) if span]
            near = [span for span in below if _is_near(span, row)]
            group.parts += [*(_piece(row)), *near]
            if not inner:
                group.rules.add(row["by"])
    found = [_attribution(claims[0]["doc"], group, text) for group in groups.values()]
    found = sorted(found, key=lambda one: (one.content[0], one.cue or (0, 0)))
    return _outer(found) if flat else found


def _is_near(span: Span, row: Row) -> bool:
    """Ask whether the words of an inner holder or cue stand with the content of their claim, not paragraphs away."""
    first, last = _piece(row)[0], _piece(row)[-1]
    return first[0] - _FAR < span[0] < last[1] + _FAR


def _piece(row: Row) -> list[Span]:
    return [(piece["start"], piece["end"]) for piece in row["content"]]


def _span(part: Row | None) -> Span | None:
    return None if part is None or part["start"] is None else (part["start"], part["end"])


def _with_description(holder: Span | None, claims: Iterable[Row], text: str) -> Span | None:
    """Return a holder with what is said of him right beside his name."""
    if holder is None:
        return None
    for row in claims:
        beside = row["by"] in {"claims/apposition", "claims/relative-clause"} and holder in [_span(one) for one in row["about"]]
        start, end = row["content"][0]["start"], row["content"][-1]["end"]
        if beside and start >= holder[1] and _BESIDE.fullmatch(text, holder[1], start):
            return (holder[0], end)
        if beside and end <= holder[0] and _BESIDE.fullmatch(text, end, holder[0]):
            return (start, holder[1])
    return holder


def _attribution(doc: str, group: _Group, text: str) -> Attribution:
    """Return the attribution of a group: its parts joined to runs that neither its own holder nor its cue interrupts."""
    own = [span for span in (group.source, group.cue) if span]
    runs: list[Span] = []
    for start, end in sorted(group.parts):
        between = text[runs[-1][1] : start] if runs else ""
        interrupted = runs and any(runs[-1][1] <= low < start for low, _ in own)
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        elif runs and not interrupted and (not _MARK.search(between) or _JOINED.fullmatch(between)):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    runs = [(_before(_ASKING, run, text), run[1]) for run in runs]
    clausal = not group.rules <= NO_CLAUSE if group.rules else group.act not in _WISHES
    phrase = (_before(_AUXILIARY, group.cue, text, reach=40), group.cue[1]) if group.cue else None
    return Attribution(
        doc=doc, source=group.source, cue=group.cue, group=phrase, content=tuple(runs),
        quoted=tuple(_quoted(run, text) for run in runs), act=group.act, clause=clausal, carried=group.carried,
    )  # fmt: skip


def _quoted(run: Span, text: str) -> Span:
    """Return a run with the word "that" and the marks around it."""
    behind = _BEHIND.match(text, run[1])
    return (_before(_BEFORE, run, text), behind.end() if behind else run[1])


def _before(words: re.Pattern[str], run: Span, text: str, *, reach: int = 12) -> int:
    """Return where a run begins when `words` right before it, at most `reach` characters, are taken in."""
    found = words.search(text, max(0, run[0] - reach), run[0])
    return found.start() if found else run[0]


def _outer(found: list[Attribution]) -> list[Attribution]:
    """Return those attributions whose content lies in nobody else's."""
    wide = [(one.content[0][0], one.content[-1][1], one) for one in found]
    return [
        one
        for low, high, one in wide
        if not any(a <= low and high <= b and (b - a) > (high - low) for a, b, other in wide if other is not one)
    ]


def main(arguments: list[str] | None = None) -> int:
    """Read the files through the whole line, and print their attributions."""
    from bench.quality.line import run_line

    ask = argparse.ArgumentParser(prog="python -m bench.quality.spans", description="Print source, cue and content spans.")
    ask.add_argument("--flat", action="store_true", help="leave out what lies inside another's content")
    ask.add_argument("files", nargs="+", type=Path)
    wish = ask.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="whosays-spans-") as folder:
        export = run_line({path.name: path.read_bytes() for path in wish.files}, Path(folder))
        for row in export.rows["documents"]:
            claims = export.of("claims", row["name"])
            for one in attributions(claims, row["text"], flat=wish.flat) if claims else ():
                print(json.dumps(asdict(one), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
