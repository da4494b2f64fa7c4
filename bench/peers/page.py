"""Make docs/comparison.md of what was measured last. Nothing is run here."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from bench.peers.questions import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.peers.measured import Row, Table
    from bench.peers.questions.question import Question

_WIDTH = 124
PATH = Path(__file__).resolve().parents[2] / "docs" / "comparison.md"
_HEAD = """\
# Beside other programs

The same inputs, in the same run, for whosays and for programs that do one of its tasks. This page is made by a command; do not
edit it. With the corpora beside the project (`WHOSAYS_SHARED` names their folder) it is made anew by

    $ python -m bench.peers --write

Each other program runs in an environment of its own, with the packages that `bench/peers/requirements` pins, and reads and
writes lines of JSON; nothing of it is in whosays.

How to read it:

- The corpora are public and of others, but for one; of each the **development part** is used. Our rules were measured on these
  parts while they were written, and those of others were not, so **every figure favours whosays**; how far, this page cannot
  say. How the rules do on texts that nobody had in mind is in `quality.md`, under “only scored”.
- In brackets: the middle 95 % of 1,000 samples drawn from the same items. Where that of the differences holds zero, it is
  called a tie.
- Seconds are those of the processor for answering, the model loaded, with all processes that a program starts (whosays starts
  one that loads its model anew). Other work shared the machine: they are good for a factor, not for a percentage.
- Each program does more than what is asked here, and something else: none of the figures says which one to use.
"""


def make_page(measured: Mapping[str, Table]) -> str:
    """Return the page. The same figures give the same page."""
    parts = [_HEAD, "## Where whosays loses or ties\n", *_summary(measured)]
    for question in ALL:
        parts += ["", f"## {question.title}", "", *_question(question, measured.get(question.name))]
    return "\n".join(parts) + "\n"


def _summary(measured: Mapping[str, Table]) -> Iterator[str]:
    told = False
    for question in ALL:
        for row in measured[question.name].rows[1:] if question.name in measured else ():
            if row.ahead and row.ahead[1] <= 0:
                told = True
                yield _point(f"{question.title}: {_compared(question, row)}")
    if not told:
        yield "- In quality: nowhere that these samples show."
    if unrun := [question.title for question in ALL if question.notes]:
        yield _point(f"By what was published of models that were not run (the notes under the tables): {'; '.join(unrun)}.")
    slower = [
        f"{question.title} ({row.program}, {_factor(table.rows[0], row)} times its time)"
        for question in ALL
        if (table := measured.get(question.name))
        for row in table.rows[1:]
        if row.seconds and table.rows[0].seconds > 2 * row.seconds
    ]
    if slower:
        yield _point(f"In time, where ours is more than twice that of another: {'; '.join(slower)}.")


def _question(question: Question, table: Table | None) -> Iterator[str]:
    yield _wrapped(question.about)
    yield ""
    if table is None:
        yield "The corpus was not beside the project when this page was made."
        return
    yield f"{table.sample[0].upper()}{table.sample[1:]}. Measured on {table.date}."
    yield ""
    yield f"| program | version | {' | '.join(question.figures)} | seconds |"
    yield f"|---|---|{'--:|' * len(question.figures)}--:|"
    for row in table.rows:
        if row.reason:
            yield f"| {row.program} | {_plain(row.reason)} |{' – |' * len(question.figures)} – |"
            continue
        cells = [_cell(question, row, title) for title in question.figures]
        yield f"| {row.program} | {row.version} | {' | '.join(cells)} | {_seconds(row.seconds)} |"
    yield ""
    for row in table.rows:
        if row.ahead:
            yield _point(f"{_compared(question, row)}{_higher(question, table.rows[0], row)}")
    yield from map(_point, question.notes)


def _cell(question: Question, row: Row, title: str) -> str:
    if title not in row.figures:
        return "–"
    bounds = f" [{row.interval[0]:.3f}, {row.interval[1]:.3f}]" if title == question.main else ""
    return f"{row.figures[title]:.3f}{bounds}"


def _compared(question: Question, row: Row) -> str:
    """Say in a sentence who is ahead."""
    if row.ahead is None:
        return ""
    by, low, high = row.ahead
    figure = f"{question.main}: {by:+.3f} [{low:+.3f}, {high:+.3f}]"
    if low > 0:
        return f"whosays is ahead of {row.program} ({figure})."
    if high < 0:
        return f"**whosays loses** to {row.program} ({figure})."
    return f"**a tie** with {row.program} ({figure})."


def _higher(question: Question, ours: Row, theirs: Row) -> str:
    """Name the other figures in which theirs is the higher one."""
    higher = [
        f"{title} ({value:.3f} against {ours.figures[title]:.3f})"
        for title, value in theirs.figures.items()
        if title != question.main and value > ours.figures[title]
    ]
    return f" Higher than ours: {', '.join(higher)}." if higher else ""


def _point(words: str) -> str:
    return fill(words, _WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _wrapped(words: str) -> str:
    return fill(words, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _factor(ours: Row, theirs: Row) -> str:
    factor = ours.seconds / theirs.seconds
    return f"{factor:.1f}" if factor < 10 else f"{factor:,.0f}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:,.0f}"


def _plain(words: str) -> str:
    return words.replace("|", "/")
