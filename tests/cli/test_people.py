"""The commands for people, and what `whosays desk --host` refuses."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.cli.people import people as command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import click

WORDS = "four words in a row"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a password come in where there is no terminal."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_people_are_added_listed_changed_and_removed(
    here: Path, told: Callable[..., tuple[int, str, str]], typed: Callable[[str], None]
) -> None:
    code, out, err = told("people")
    assert (code, out) == (0, "")
    assert "whosays people add NAME --role owner" in err
    typed(f"{WORDS}\n")
    assert told("people", "add", "Ann Example", "--role", "owner")[:2] == (0, f"Ann Example  owner  {today(here)}\n")
    typed(f"{WORDS}\r\nand what comes after\n")
    told("people", "add", "Bo", "--role", "reader")
    assert [line.split("  ")[0] for line in told("people")[1].splitlines()] == ["Ann Example", "Bo"]
    assert told("people", "role", "bo", "reviewer")[0] == 0
    assert [(one["name"], one["role"]) for one in json.loads(told("people", "--json")[1])] == [
        ("Ann Example", "owner"),
        ("Bo", "reviewer"),
    ]
    with Case.open(here) as case:
        assert case.people.check("Bo", WORDS)
        typed("another row of words")
        assert json.loads(told("people", "password", "Bo", "--json")[1])["name"] == "Bo"
        assert case.people.check("Bo", "another row of words")
        assert not case.people.check("Bo", WORDS)
    assert told("people", "remove", "Bo")[0] == 0
    assert told("people", "remove", "Bo")[0] == 1


def today(folder: Path) -> str:
    with Case.open(folder) as case:
        return case.people.all()[0].since[:10]


@pytest.mark.parametrize(
    ("args", "password", "error"),
    [
        (("add", "Ann", "--role", "owner"), "short", "bad-password"),
        (("add", "Ann", "--role", "owner"), "", "bad-password"),
        (("add", "Ann", "--role", "king"), WORDS, "no-such-role"),
        (("add", " ", "--role", "owner"), WORDS, "bad-name"),
        (("role", "Nobody", "owner"), "", "no-such-person"),
        (("password", "Nobody"), WORDS, "no-such-person"),
        (("remove", "Nobody"), "", "no-such-person"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_changes(
    here: Path,
    told: Callable[..., tuple[int, str, str]],
    typed: Callable[[str], None],
    args: tuple[str, ...],
    password: str,
    error: str,
) -> None:
    typed(password)
    code, out, err = told("people", *args, "--json")
    assert (code, out, json.loads(err)["error"]) == (1, "", error)
    assert not (here / "people.sqlite").exists() or json.loads(told("people", "--json")[1]) == []


def test_no_command_takes_a_password_as_an_argument() -> None:
    """Whoever is on the machine can list the arguments of programs."""
    commands: dict[str, click.Command] = getattr(command, "commands")  # noqa: B009  # a group, as far as types know a command
    assert len(commands) == 4
    for one in commands.values():
        assert {parameter.name for parameter in one.params} <= {"case_dir", "as_json", "role", "name"}


def test_a_team_is_not_served_before_somebody_has_an_account(here: Path, told: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = told("desk", "--host", "127.0.0.1", "--json")
    assert (code, json.loads(err)["error"]) == (1, "nobody-there")
    assert "whosays people add NAME --role owner" in err


def test_a_team_is_not_served_in_the_clear(
    here: Path, told: Callable[..., tuple[int, str, str]], typed: Callable[[str], None]
) -> None:
    typed(WORDS)
    told("people", "add", "Ann", "--role", "owner")
    for args, error in (
        (("--host", "192.0.2.7"), "needs-tls"),
        (("--host", "0.0.0.0"), "needs-tls"),
        (("--host", "localhost"), "bad-address"),
        (("--host", "127.0.0.1", "--behind-proxy", "proxy.example"), "bad-address"),
        (("--host", "127.0.0.1", "--behind-proxy", "127.0.0.1"), "needs-name"),
        (("--host", "127.0.0.1", "--name", "http://desk.example/"), "needs-name"),
        (("--host", "127.0.0.1", "--tls-cert", "none.pem"), "bad-tls-files"),
        (("--host", "127.0.0.1", "--tls-cert", "none.pem", "--tls-key", "none.pem"), "bad-tls-files"),
        (("--host", "192.0.2.7", "--behind-proxy", "192.0.2.1", "--name", "desk.example"), "no-such-address"),
    ):
        code, _, err = told("desk", *args, "--json")
        assert (code, json.loads(err)["error"]) == (1, error), args
    assert told("desk", "--name", "desk.example")[0] == 2
