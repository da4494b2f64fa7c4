"""schemathesis sends what the description of the API allows, and what it does not; each answer is one that is described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import sampled_from
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from tests.desk.conftest import HOST, KEY

from whosays.case import Case
from whosays.desk.additions import Addition
from whosays.desk.app import Desk, guarded
from whosays.desk.exports import Export

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from schemathesis.schemas import BaseSchema

PAPER = "Fiction.\n\nThe Weir Choir (TWC) said that the lock is shut. TWC describes itself as a choir of boatmen.\n"
# Words that name something in the case; ids are put in front.
KNOWN = ["paper.txt", "TWC", "The Weir Choir"]
HEADERS = {"host": HOST, "origin": f"http://{HOST}", "cookie": f"whosays={KEY}"}
# Of each address and kind: all of it within half a minute.
EXAMPLES = 12
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    folder: Path = tmp_path_factory.mktemp("fuzzed")
    (folder / "paper.txt").write_text(PAPER, encoding="utf-8")
    with Case.new(folder / "case") as case:
        case.add([folder / "paper.txt"], jobs=1)
    desk = Desk(folder / "case", who="Tester")

    def take_nothing(files: Sequence[object], addresses: Sequence[str], room: AbstractContextManager[object]) -> Addition:
        """Take no file and visit no address: what is sent is noise."""
        with room:
            return Addition(number=1, files=len(files), addresses=len(addresses))

    def write_nothing(person: str, format: str, *, originals: bool = False) -> Export:
        """Write no export: each would start a process."""
        return Export(format=format, originals=originals)

    with desk.case.view() as view:
        passage = next(view.passages(desk.case.documents()[0].id))
    KNOWN[:0] = [
        desk.case.claims()[0].id,
        desk.case.entities()[0].id,
        passage.doc,
        desk.case.documents()[0].capture,
        passage.id,
    ]
    desk.additions.put = take_nothing  # type: ignore[method-assign]
    desk.exports.make = write_nothing  # type: ignore[method-assign]
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", guarded(desk, key=KEY, hosts=[HOST]), headers=HEADERS)
    desk.close()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_is_no_fault_of_the_desk(described: BaseSchema, mode: GenerationMode) -> None:
    asked = set()
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode), known=sampled_from([None, None, *KNOWN]))
        def send(case: schemathesis.Case[Any], known: str | None) -> None:
            asked.add(case.path)
            if known and "words" in (case.path_parameters or {}):  # noise names no record; some requests are about one
                case.path_parameters["words"] = known
            if known and isinstance(case.body, dict) and "record" in case.body:
                case.body["record"] = known
            case.call_and_validate(headers=HEADERS, checks=CHECKS)

        try:
            send()
        except Unsatisfiable:  # an address without parameters takes nothing that could be wrong
            assert mode is GenerationMode.NEGATIVE
    assert len(asked) > (20 if mode is GenerationMode.POSITIVE else 10)
