"""The command that shows what differs between two documents: compare."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from whosays.analyse.claim_diff import ClaimChange
    from whosays.analyse.compare import Comparison
    from whosays.analyse.differences import Difference
    from whosays.analyse.word_diff import Run

# So many characters of what is the same stand on each side of a change.
_AROUND = 70
_SIGNS = {"gone": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}
_STYLES = {"gone": {"fg": "red", "strikethrough": True}, "new": {"fg": "green", "underline": True}}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@click.command()
@case_option
@json_option
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
def compare(case_dir: Path | None, as_json: bool, before: str, after: str) -> None:
    """Print what differs between two documents, or two captures.

    Each is a name or an id, of a document, a capture or a visit. Words that went are marked [-so-], words that
    came {+so+}; on a terminal both have a colour.
    """
    with open_case(case_dir) as case:
        found = case.compare(before, after)
        if as_json:
            print_json(to_json(found))
            return
        names = {doc.id: doc.name for doc in case.documents()}
        for label, doc in (("before", found.before), ("after", found.after)):
            click.echo(on_screen(f"{label:8}{names[doc]}  {short(doc)}"))
    for line in told(found):
        click.echo(line)


def to_json(found: Comparison) -> dict[str, object]:
    """Return a comparison as its JSON says it, with what follows from it at the end."""
    import msgspec

    fields: dict[str, object] = msgspec.to_builtins(found)
    return fields | {"has_same_words": found.has_same_words, "is_same": found.is_same}


def told(found: Comparison) -> Iterator[str]:
    """Yield the lines that tell a comparison, ready for the screen."""
    if found.is_same:
        yield "nothing differs"
        return
    for field in found.fields:
        yield on_screen(f"{field.field:10}  {field.before or '–'} → {field.after or '–'}")
    counts = found.counts
    yield f"passages    {', '.join(f'{number} {kind}' for kind, number in counts.items() if number) or 'none'}"
    if found.renumbered:
        yield f"numbers     {count(found.renumbered, 'passage')} with the same words under another number"
    if found.furniture:
        yield f"furniture   {count(len(found.furniture), 'difference')} in what stands beside the text"
    for changed in found.passages:
        passage = changed.passage
        label = "changed, moved" if passage.kind == "changed" and passage.moved else passage.kind
        yield ""
        yield _labelled(f"{label} {passage.zone.replace('_', ' ')}", changed.differences)
        yield f"  {marked(passage.runs, whole=passage.kind in ('gone', 'new'))}"
    if found.claims:
        yield ""
        yield f"claims      {', '.join(_counted(change.kind for change in found.claims))}"
        for change in found.claims:
            yield from _claim(change)
    if found.names:
        yield ""
        yield f"names       {', '.join(_counted(name.kind for name in found.names))}"
        for name in found.names:
            yield on_screen(f"  {name.kind:7}  {name.of}  {' '.join(name.at.text.split())}")


def marked(runs: Sequence[Run], *, whole: bool = False) -> str:
    """Return runs as one line with what went and came marked; of long runs that stay, the middle is left out.

    Args:
        runs: the diff.
        whole: all of it went, or came.
    """
    parts: list[str] = []
    for number, run in enumerate(runs):
        words = " ".join(" ".join(anchor.text.split()) for anchor in run.after or run.before)
        if run.kind == "same" and not whole:
            words = _shortened(words, is_first=number == 0, is_last=number == len(runs) - 1)
        parts.append((" " if run.spaced and parts else "") + _styled(run.kind, on_screen_alone(words)))
    line = "".join(parts)
    is_turned = sys.stdout.isatty() and _RIGHT_TO_LEFT.search(line)
    return f"\N{FIRST STRONG ISOLATE}{line}\N{POP DIRECTIONAL ISOLATE}" if is_turned else line


def on_screen_alone(words: str) -> str:
    """Return words with what cannot be seen escaped, without turning them: the whole line is turned, not each part."""
    kept = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    return "".join(c if c.isprintable() or c in kept else c.encode("unicode_escape").decode() for c in words)


def _styled(kind: str, words: str) -> str:
    if kind in _STYLES and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return click.style(words, **_STYLES[kind])  # type: ignore[arg-type]  # the table above has its names and types
    return _SIGNS[kind].format(words)


def _shortened(words: str, *, is_first: bool, is_last: bool) -> str:
    begin = "" if is_first else words[:_AROUND].rpartition(" ")[0] or words[:_AROUND]
    end = "" if is_last else words[-_AROUND:].partition(" ")[2] or words[-_AROUND:]
    if len(words) <= _AROUND or len(begin) + len(end) + 4 >= len(words):
        return words
    return f"{begin} … {end}".strip()


def _claim(change: ClaimChange) -> Iterator[str]:
    from whosays.notation import show

    claim = change.after or change.before
    assert claim is not None
    if change.kind != "altered":
        yield on_screen(f"  {change.kind:7}  {show(claim).removeprefix('claim  ')}")
        return
    yield _labelled("  altered", change.differences)
    if change.runs:
        yield f"    {marked(change.runs)}"
    else:
        yield on_screen(f"    {show(claim).removeprefix('claim  ')}")


def _labelled(label: str, differences: Iterable[Difference]) -> str:
    said = "; ".join(_difference(one) for one in differences)
    return on_screen(f"{label}  ({said})" if said else label)


def _difference(one: Difference) -> str:
    sides = [", ".join(words) for words in (one.before, one.after)]
    return f"{one.aspect}: {sides[0] or '–'} → {sides[1] or '–'}" if any(sides) else one.aspect


def _counted(kinds: Iterable[str]) -> list[str]:
    kinds = list(kinds)
    return [f"{kinds.count(kind)} {kind}" for kind in ("altered", "gone", "new") if kind in kinds]
