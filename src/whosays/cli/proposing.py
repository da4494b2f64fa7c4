"""The command that lets another engine propose records: propose."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from whosays.case import Case
    from whosays.case.engines.agreeing import Plan
    from whosays.case.engines.proposing import Proposed
    from whosays.case.intake.adding import Progress

# A key is no option: it would stand in the list of processes and in the history of the shell.
KEY = "WHOSAYS_ENGINE_KEY"
KEY_HELP = "What the endpoint of claims-endpoint knows its user by. It is sent there, and neither kept nor printed."


@click.command()
@case_option
@json_option
@click.option(
    "--engine", type=click.Choice(["endpoint", "gliner"]), default="endpoint", show_default=True, help="Which engine proposes."
)
@click.option("--model", metavar="NAME|DIR", help="The GLiNER model: a name of `whosays models`, or its folder.")
@click.option("--again", is_flag=True, help="Ask the endpoint anew what it has answered before.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent to the endpoint, and send nothing.")
@click.option("--answers", is_flag=True, help="Print what the endpoint was asked and answered before, and ask nothing.")
@click.argument("docs", metavar="[DOC…]", nargs=-1)
def propose(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    engine: str,
    model: str | None,
    again: bool,
    dry_run: bool,
    answers: bool,
    docs: tuple[str, ...],
) -> None:
    """Let another engine propose claims or names.

    Without a DOC (name, id, or how the id begins), all documents are looked at. `endpoint` sends their text, passage by
    passage, to the server of the settings claims-endpoint and claims-model, once you have agreed (send-text); a key is taken
    from the variable WHOSAYS_ENGINE_KEY. What it answers becomes a claim only where its words stand in the passage letter by
    letter. `gliner` looks for names with a model on this machine. Stop it at any time (Ctrl-C) and run it again to go on.
    """
    if engine == "gliner" and not model:
        raise click.UsageError("say with --model which GLiNER model; `whosays models` lists those that you brought")
    with open_case(case_dir) as case:
        if answers:
            _print_answers(case, docs, as_json=as_json)
            return
        if dry_run and engine == "endpoint":
            _print_plan(case.plan_claims(docs), as_json=as_json)
            return
        with _progress() as on_progress:
            if engine == "endpoint":
                made = case.propose_claims(docs, key=os.environ.get(KEY), again=again, on_progress=on_progress)
            else:
                made = case.propose_names(model or "", docs, on_progress=on_progress)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(made))
        return
    for line in _told(made, "claim" if engine == "endpoint" else "name"):
        click.echo(line)


def _told(made: Proposed, kind: str) -> list[str]:
    asked = made.asked + made.kept
    lines = [f"{count(made.documents, 'document')} looked at"]
    if asked:
        lines[0] += f", {count(made.asked, 'passage')} asked about, {made.kept:,} answered before"
    parts = [f"{count(made.found, kind)} found", f"{made.known:,} known already"]
    lines.append(", ".join([*parts, f"{made.rejected:,} rejected"] if kind == "claim" else parts))
    if made.rejected:
        lines.append("rejected: the words do not stand in the passage as the engine told them")
    if made.unread:
        lines.append(f"{count(made.unread, 'answer')} could not be read")
    if made.unanswered:
        lines.append(f"{count(made.unanswered, 'passage')} got no answer; run this again to ask about what is missing")
    return lines


def _print_plan(plan: Plan, *, as_json: bool) -> None:
    import msgspec

    if as_json:
        print_json(msgspec.to_builtins(plan))
        return
    click.echo(on_screen(f"to {plan.url}, for the model {plan.model}"))
    click.echo(
        f"{count(plan.questions, 'passage')} of {count(plan.documents, 'document')}, {count(plan.characters, 'character')}"
        f" ({plan.kept:,} answered before, which are not sent again)"
    )
    click.echo("you have agreed to that for this case" if plan.is_agreed else "you have not agreed to that for this case yet")


def _print_answers(case: Case, docs: tuple[str, ...], *, as_json: bool) -> None:
    import msgspec

    kept = case.answers(docs)
    if as_json:
        print_json(msgspec.to_builtins(kept))
        return
    for one in kept:
        for label, words in (("asked", f"{one.at}  {one.passage}"), ("sent", one.request), ("answer", one.answer)):
            click.echo(f"{label:8}{on_screen(words)}")
        click.echo()
    click.echo(f"{count(len(kept), 'answer')} kept", err=True)


def _progress() -> AbstractContextManager[Callable[[Progress], None] | None]:
    """Return a bar that follows the progress, where somebody sees it."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    from whosays.cli.bar import ProgressBar

    return ProgressBar()
