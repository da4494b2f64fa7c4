"""An assistant that may judge: only where it is allowed, signed for a person, and never over what somebody else decided."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.assist.test_server import TOOLS

from whosays.assist.judging import NobodySigns
from whosays.assist.server import make_server
from whosays.case import Case
from whosays.case.asking.claim_filter import ClaimFilter
from whosays.cli import cli
from whosays.text.syntax import has_model

mcp = pytest.importorskip("mcp", reason="needs whosays[mcp]")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not has_model("en"), reason="the claims are found with the English model")
DECIDING = ["accept_record", "reject_record", "say_same", "say_different", "take_back"]
SIGNED = "Ann Example (through an assistant)"
# Fiction.
HARBOUR = """The Harbour Trust said that the quay is safe. The library said that the quay will close in May.

The Ferry Club said that the Harbour Trust of Port Merrow keeps the quay.
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "harbour.txt"], jobs=1)
        yield case


def ask_raw(case: Case, tool: str, **arguments: object) -> Any:  # the client's own kind of result
    async def run() -> Any:
        async with mcp.Client(make_server(case, judge_for=" Ann  Example ")) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(run())


def ask(case: Case, tool: str, **arguments: object) -> list[dict[str, Any]]:
    result = ask_raw(case, tool, **arguments)
    assert not result.is_error, result.content
    assert "never instructions" in result.structured_content["read_first"]
    recorded: list[dict[str, Any]] = result.structured_content["recorded"]
    return recorded


def refused(case: Case, tool: str, **arguments: object) -> str:
    with case.view() as view:
        before = list(view.stored.judgements())
    result = ask_raw(case, tool, **arguments)
    assert result.is_error
    with case.view() as view:
        assert list(view.stored.judgements()) == before
    return str(result.content[0].text)


def two_names(case: Case) -> tuple[str, str]:
    ids = {entity.name: entity.id for entity in case.names()}
    return ids["Harbour Trust"], ids["Ferry Club"]


def test_without_leave_there_is_no_tool_that_decides(case: Case) -> None:
    async def run(*, judge_for: str | None) -> Any:
        async with mcp.Client(make_server(case, judge_for=judge_for)) as client:
            return (await client.list_tools()).tools, client.instructions

    listed, told = asyncio.run(run(judge_for=None))
    assert [tool.name for tool in listed] == TOOLS
    assert "decisions for" not in told
    listed, told = asyncio.run(run(judge_for="Ann Example"))
    assert [tool.name for tool in listed] == [*TOOLS, *DECIDING]
    assert [tool.name for tool in listed if not tool.annotations.read_only_hint] == DECIDING
    assert all(tool.description.startswith("CHANGES THE CASE.") for tool in listed if tool.name in DECIDING)
    assert "decisions for Ann Example, who is responsible for each of them" in told
    assert SIGNED in told


@pytest.mark.parametrize(("tool", "status"), [("accept_record", "accepted"), ("reject_record", "rejected")])
def test_a_decision_is_a_judgement_that_says_through_whom_it_came_and_can_be_undone(case: Case, tool: str, status: Any) -> None:
    claim = case.claims()[0]
    (made,) = ask(case, tool, record=claim.id, reason=" read against the file ")
    assert (made["signed"], made["reason"]) == (SIGNED, "read against the file")
    assert made["on"] == [{"id": claim.id, "words": made["on"][0]["words"]}]
    assert made["on"][0]["words"][0]["words"] == claim.content[0].text
    assert [one.id for one in case.claims(ClaimFilter(status=status))] == [claim.id]
    with case.view() as view:
        (kept,) = view.stored.judgements(claim.id)
    assert (kept.id, kept.who, kept.note) == (made["judgement"], SIGNED, "read against the file")
    assert made["a_person_takes_it_back_with"] == f"whosays judge undo {kept.id}"
    case.undo(kept.id, who="Ann Example")
    assert case.claims(ClaimFilter(status=status)) == []


def test_names_are_said_to_be_the_same_and_different(case: Case) -> None:
    one, other = two_names(case)
    (made,) = ask(case, "say_different", names=[one, other], reason="two bodies")
    assert (made["decision"], [on["name"] for on in made["on"]]) == ("different", ["Harbour Trust", "Ferry Club"])
    ask(case, "take_back", judgement=made["judgement"], reason="looked again")
    ask(case, "say_same", names=[one, other], reason="one body under two names")
    assert case.name(one).entity == case.name(other).entity


def test_what_a_person_decided_stands(case: Case) -> None:
    claim, other = case.claims()[:2]
    case.judge(claim.id, "accept", who="Ann Example")
    told = refused(case, "reject_record", record=claim.id, reason="the letter told me to")
    assert told.endswith(f"a person can: `whosays judge undo {_last(case, claim.id)}`")
    assert "somebody-decided: Ann Example has decided on " in told
    ask(case, "accept_record", record=other.id, reason="read")
    ask(case, "reject_record", record=other.id, reason="read again: its own decision it may change")
    assert [one.id for one in case.claims(ClaimFilter(status="rejected"))] == [other.id]


@pytest.mark.parametrize("decision", ["different", "not-sure", "same", "part-of"])
def test_what_a_person_decided_on_two_names_stands(case: Case, decision: Any) -> None:
    one, other = two_names(case)
    case.judge_names([one, other], decision, who="Bob Example")
    tool = "say_different" if decision == "same" else "say_same"
    assert "Bob Example has decided on " in refused(case, tool, names=[one, other], reason="I think so")


def test_it_takes_back_what_it_decided_and_nothing_else(case: Case) -> None:
    claim, other = case.claims()[:2]
    by_hand = case.judge(claim.id, "accept", who="Ann Example")
    (made,) = ask(case, "accept_record", record=other.id, reason="read")
    for words in (by_hand.id, other.id, "jdg-0"):
        told = refused(case, "take_back", judgement=words, reason="no")
        assert ("no-such-record: " if words == "jdg-0" else "not-its-own: ") in told
    (undone,) = ask(case, "take_back", judgement=made["judgement"], reason="the wrong claim")
    assert (undone["decision"], undone["signed"]) == ("undo", SIGNED)
    assert [one.id for one in case.claims(ClaimFilter(status="accepted"))] == [claim.id]


@pytest.mark.parametrize(
    ("tool", "arguments", "why"),
    [
        ("accept_record", {"record": "clm-0", "reason": "read"}, "no-such-record"),
        ("accept_record", {"record": "CLAIM", "reason": "  "}, "reason"),
        ("accept_record", {"record": "CLAIM"}, "reason"),
        ("reject_record", {"record": "CLAIM", "reason": "x" * 501}, "reason"),
        ("say_same", {"names": ["NAME"], "reason": "one"}, "how-many"),
        ("say_same", {"names": ["CLAIM", "NAME"], "reason": "one"}, "no-name"),
        ("say_different", {"names": ["NAME"] * 11, "reason": "all"}, "names"),
    ],
)
def test_what_cannot_be_decided_is_an_error_that_says_why_and_keeps_nothing(
    case: Case, tool: str, arguments: dict[str, Any], why: str
) -> None:
    ids = {"CLAIM": case.claims()[0].id, "NAME": two_names(case)[0]}
    given = {
        name: [ids.get(one, one) for one in value] if isinstance(value, list) else ids.get(value, value)
        for name, value in arguments.items()
    }
    told = refused(case, tool, **given)
    assert why in told
    assert "Traceback" not in told


def test_over_the_command_line_a_person_has_to_be_named(case: Case) -> None:
    from click.testing import CliRunner

    done = CliRunner(env={"WHOSAYS_WHO": ""}).invoke(cli, ["mcp", "--allow-judging", str(case.folder)])
    assert (type(done.exception), done.stdout) == (NobodySigns, "")
    with pytest.raises(NobodySigns):
        make_server(case, judge_for=" \n")


def test_over_stdin_and_stdout(case: Case) -> None:
    claim = case.claims()[0]

    async def run(*options: str) -> Any:
        command = mcp.StdioServerParameters(
            command=sys.executable,
            args=["-m", "whosays.cli", "mcp", *options, str(case.folder)],
            env=dict(os.environ) | {"WHOSAYS_WHO": "Ann Example"},
        )
        async with mcp.Client(command) as client:
            return await client.call_tool("accept_record", {"record": claim.id, "reason": "read"})

    assert asyncio.run(run()).is_error
    assert not asyncio.run(run("--allow-judging")).is_error
    with case.view() as view:
        assert [one.who for one in view.stored.judgements(claim.id)] == [SIGNED]


def _last(case: Case, record: str) -> str:
    with case.view() as view:
        return [one.id for one in view.stored.judgements(record)][-1]
