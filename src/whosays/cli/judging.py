"""The command that records what a person decides: judge accept, edit, reject, undo, hide; and who is who: same, different …"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar, cast

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, print_json, short

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from whosays.records import Decision, Judgement

F = TypeVar("F", bound="Callable[..., object]")


def _judging_options(command: F) -> F:
    for option in (
        click.option("--note", metavar="TEXT", help="A remark."),
        click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who decides (default: the login name)."),
        json_option,
        case_option,
    ):
        command = option(command)
    return command


@click.group()
def judge() -> None:
    """Decide on a record, or on who is who.

    A record is accepted, edited or rejected; names are the same, different, one a part of the other, or you are not sure; what
    was joined is split. Decisions are never deleted: an undo is one more. A record's id, or how it begins, stands first in what
    `whosays claims` and its like print.
    """


@judge.command()
@_judging_options
@click.argument("records", metavar="ID…", nargs=-1, required=True)
def accept(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, records: tuple[str, ...]) -> None:
    """Accept records as they are."""
    _decide(case_dir, "accept", records, who=who, note=note, as_json=as_json)


@judge.command()
@_judging_options
@click.argument("records", metavar="ID…", nargs=-1, required=True)
def reject(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, records: tuple[str, ...]) -> None:
    """Reject records. They stay in the case, marked as rejected."""
    _decide(case_dir, "reject", records, who=who, note=note, as_json=as_json)


@judge.command()
@_judging_options
@click.option("--changes", metavar="JSON", help="A JSON object of fields and values, for what FIELD=VALUE cannot say.")
@click.argument("record", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1)
def edit(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    who: str | None,
    note: str | None,
    changes: str | None,
    record: str,
    fields: tuple[str, ...],
) -> None:
    """Change fields of a record: `modality=probable said=2020-05-22 cites=[3,4]`. An empty value takes a field's value away.

    Words are changed by place: `content=[{"start":3,"end":9}]`.
    """
    given = _read_json(changes) | dict(map(_read_field, fields))
    with open_case(case_dir) as case:
        _tell([case.judge(record, "edit", who=who, note=note, changes=given)], as_json=as_json)


@judge.command()
@_judging_options
@click.argument("records", metavar="ID…", nargs=-1, required=True)
def undo(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, records: tuple[str, ...]) -> None:
    """Take back the last judgement on records, or judgements by their own ids."""
    with open_case(case_dir) as case:
        _tell(case.undo_all(records, who=who, note=note), as_json=as_json)


@judge.command()
@_judging_options
@click.argument("names", metavar="ID…", nargs=-1, required=True)
def same(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, names: tuple[str, ...]) -> None:
    """Say that names are one, by their ids or that of a proposal. The first gives the name."""
    _decide_names(case_dir, "same", names, who=who, note=note, as_json=as_json)


@judge.command()
@_judging_options
@click.argument("names", metavar="ID…", nargs=-1, required=True)
def different(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, names: tuple[str, ...]) -> None:
    """Say that no two of these names are one, by their ids or that of a proposal."""
    _decide_names(case_dir, "different", names, who=who, note=note, as_json=as_json)


@judge.command("part-of")
@_judging_options
@click.argument("names", metavar="PART WHOLE", nargs=-1, required=True)
def part_of(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, names: tuple[str, ...]) -> None:
    """Say that one is a part of the other (a branch, a working group). They stay two names."""
    _decide_names(case_dir, "part-of", names, who=who, note=note, as_json=as_json)


@judge.command("not-sure")
@_judging_options
@click.argument("names", metavar="ID…", nargs=-1, required=True)
def not_sure(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, names: tuple[str, ...]) -> None:
    """Say that you looked and cannot tell. The names stay apart, and the proposal stays, marked."""
    _decide_names(case_dir, "not-sure", names, who=who, note=note, as_json=as_json)


@judge.command()
@_judging_options
@click.argument("names", metavar="ID…", nargs=-1, required=True)
def split(case_dir: Path | None, as_json: bool, who: str | None, note: str | None, names: tuple[str, ...]) -> None:
    """Take a name that was joined, or one place, out of the name it is under. It stands alone, until it is joined anew."""
    _decide_names(case_dir, "split", names, who=who, note=note, as_json=as_json)


@judge.command()
@_judging_options
@click.option("--at", metavar="START-END", help="Hide a stretch of a document: ID is then the document's id or name.")
@click.argument("record", metavar="ID")
def hide(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None, as_json: bool, who: str | None, note: str | None, at: str | None, record: str
) -> None:
    """Hide a name, or the words of a record, in every export, report and published site. --note says why, and is needed.

    A name (`ent-…`) is hidden wherever it is spelt. Of a mention, claim, passage or row, the words at its place are hidden.
    In the case all of it stays, and `judge undo` takes it back.
    """
    with open_case(case_dir) as case:
        made = case.hide(record, note=note or "", who=who, span=_read_span(at))
        _tell([made], as_json=as_json)
        told = None if as_json else case.hidden()
    if told:
        click.echo(f"{count(told.stretches, 'stretch', 'stretches')} of the documents do not leave the case now", err=True)


def _decide_names(
    case_dir: Path | None, decision: Decision, names: tuple[str, ...], *, who: str | None, note: str | None, as_json: bool
) -> None:
    with open_case(case_dir) as case:
        made = case.judge_names(names, decision, who=who, note=note)
        _tell(made, as_json=as_json)
        ids = {judgement.id for judgement in made}
        against = [p.message for p in case.problems(code="judgements-contradict") if any(one in p.message for one in ids)]
    for message in against:
        click.echo(f"judgements-contradict: {message}", err=True)


def _decide(
    case_dir: Path | None, decision: Decision, records: tuple[str, ...], *, who: str | None, note: str | None, as_json: bool
) -> None:
    with open_case(case_dir) as case:
        _tell(case.judge_all(records, decision, who=who, note=note), as_json=as_json)


def _tell(made: list[Judgement], *, as_json: bool) -> None:
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(made))
        return
    for judgement in made:
        both = f"{judgement.record} {judgement.other}" if judgement.other else judgement.record
        click.echo(f"{short(judgement.id)}  {judgement.decision} {both} by {judgement.who}")


def _read_span(at: str | None) -> tuple[int, int] | None:
    if at is None:
        return None
    start, hyphen, end = at.partition("-")
    if not (hyphen and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise click.BadParameter(f"{at!r} is not START-END, as 120-134", param_hint="--at")
    return int(start), int(end)


def _read_json(changes: str | None) -> dict[str, object]:
    if changes is None:
        return {}
    try:
        value = json.loads(changes)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f"no JSON ({error})", param_hint="--changes") from None
    if not isinstance(value, dict):
        raise click.BadParameter("no JSON object", param_hint="--changes")
    return cast("dict[str, object]", value)


def _read_field(field: str) -> tuple[str, object]:
    """Read "name=value"; a value that is JSON (a number, a list, an object) is read as that, other values are words."""
    name, equals, text = field.partition("=")
    if not equals:
        raise click.BadParameter(f"{field!r} is not FIELD=VALUE", param_hint="FIELD=VALUE")
    if not text:
        return name, None
    if text[0] not in "[{" and not text.lstrip("-").isdigit():
        return name, text
    if name not in _NUMBERS and text[0] not in "[{":
        return name, text  # a year is words, as EDTF is
    try:
        return name, json.loads(text)
    except json.JSONDecodeError as error:
        raise click.BadParameter(f"the value of {name} is no JSON ({error})", param_hint="FIELD=VALUE") from None


_NUMBERS = {"ibid_of", "row", "number"}
