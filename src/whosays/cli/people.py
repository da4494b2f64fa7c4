"""The commands for the people who work on a case as a team: people, people add, role, password, remove."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.store.people import Person


@click.group(invoke_without_command=True)
@case_option
@json_option
@click.pass_context
def people(ctx: click.Context, case_dir: Path | None, as_json: bool) -> None:
    """Print who may work on the case as a team.

    `whosays desk --host` asks everybody to sign in. A reader reads, a reviewer adds and decides, an owner says who may. The
    accounts are in people.sqlite, a file of its own in the case folder: leave it out when you hand the case over.
    """
    if ctx.invoked_subcommand:
        ctx.obj = case_dir
        return
    with open_case(case_dir) as case:
        found = case.people.all()
    if as_json:
        _print_json(found)
        return
    print_table((one.name, one.role, one.since[:10]) for one in found)
    if not found:
        click.echo("nobody has an account on this case; make one with `whosays people add NAME --role owner`", err=True)


@people.command()
@case_option
@json_option
@click.option("--role", required=True, help="reader, reviewer or owner.")
@click.argument("name")
@click.pass_context
def add(ctx: click.Context, case_dir: Path | None, as_json: bool, role: str, name: str) -> None:
    """Give somebody an account.

    The password is asked for; where there is no terminal, it is the first line of what comes in. NAME is what decisions are
    signed with.
    """
    with open_case(case_dir or ctx.obj) as case:
        person = case.people.add(name, role, _ask_for_password())
    _tell(person, as_json=as_json)


@people.command()
@case_option
@json_option
@click.argument("name")
@click.argument("role")
@click.pass_context
def role(ctx: click.Context, case_dir: Path | None, as_json: bool, name: str, role: str) -> None:
    """Give somebody another role: reader, reviewer or owner. It holds at once."""
    with open_case(case_dir or ctx.obj) as case:
        person = case.people.set_role(name, role)
    _tell(person, as_json=as_json)


@people.command()
@case_option
@json_option
@click.argument("name")
@click.pass_context
def password(ctx: click.Context, case_dir: Path | None, as_json: bool, name: str) -> None:
    """Give somebody another password, and sign them out everywhere. It is asked for as by `add`."""
    with open_case(case_dir or ctx.obj) as case:
        case.people.set_password(name, _ask_for_password())
        (person,) = (one for one in case.people.all() if one.name == case.people.known(name))
    _tell(person, as_json=as_json)


@people.command()
@case_option
@json_option
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, case_dir: Path | None, as_json: bool, name: str) -> None:
    """Take somebody's account away, and sign them out everywhere. What they decided stays."""
    with open_case(case_dir or ctx.obj) as case:
        person = case.people.remove(name)
    _tell(person, as_json=as_json)


def _ask_for_password() -> str:
    """Ask for a password twice, unseen; where nobody sits at a terminal, read it. Never an argument: others could list it."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _tell(person: Person, *, as_json: bool) -> None:
    if as_json:
        _print_json(person)
        return
    print_table([(person.name, person.role, person.since[:10])])


def _print_json(value: Person | list[Person]) -> None:
    import msgspec

    print_json(msgspec.to_builtins(value))
