"""The API: its description, its answers beside the pages', and what can be sent to it."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST
from tests.desk.test_pages import addresses

from whosays.desk.pages import ALL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

OWN = {"origin": f"http://{HOST}"}


def test_every_page_is_in_the_api_and_answers_as_its_twin_and_its_schema_say(browser: TestClient, desk: Desk) -> None:
    from jsonschema_rs import Draft202012Validator

    described = browser.get("/api/v1/openapi.json").json()
    for route, twin in zip(ALL, addresses(desk, twin=True), strict=True):
        address = "/api/v1/home" if twin == "/index.json" else f"/api/v1{twin.removesuffix('.json')}"
        answer = browser.get(address)
        for _ in range(100):  # what is worked out behind the pages takes a moment longer where the case is on a server
            if not (isinstance(told := answer.json(), dict) and told.get("waiting") is True):
                break
            time.sleep(0.05)
            answer = browser.get(address)
        assert answer.status_code == 200, address
        assert answer.json() == browser.get(twin).json(), address
        schema = described["paths"][route.api]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(schema | {"components": described["components"]}).validate(answer.json())


def test_every_address_of_the_api_is_described(browser: TestClient, desk: Desk) -> None:
    from whosays.desk.app import make_app

    described = browser.get("/api/v1/openapi.json").json()
    routes = {getattr(route, "path", "") for route in make_app(desk).routes}
    assert {path for path in routes if path.startswith("/api/v1/") and not path.endswith("openapi.json")} == set(
        described["paths"]
    )
    for path, operations in described["paths"].items():
        assert path.startswith("/api/v1/")
        for operation in operations.values():
            assert operation["description"]
            assert "HTTPValidationError" not in json.dumps(operation)


def test_a_claim_is_accepted_edited_and_taken_back(browser: TestClient, desk: Desk) -> None:
    claim = desk.case.claims()[0]
    done = browser.post("/api/v1/judge", json={"record": claim.id, "decision": "accept", "note": "seen"}, headers=OWN)
    assert done.status_code == 201
    (judgement,) = done.json()["judgements"]
    assert (judgement["who"], judgement["decision"], judgement["note"]) == ("Tester", "accept", "seen")
    edit = {"record": claim.id, "decision": "edit", "changes": {"modality": "possible"}}
    assert browser.post("/api/v1/judge", json=edit, headers=OWN).status_code == 201
    assert desk.case.claim(claim.id).modality == "possible"
    for _ in range(2):
        assert browser.post("/api/v1/undo", json={"record": claim.id}, headers=OWN).status_code == 201
    assert desk.case.claim(claim.id) == claim
    assert browser.post("/api/v1/undo", json={"record": claim.id}, headers=OWN).status_code == 409


def test_two_names_are_judged_by_the_proposal_or_by_their_ids(browser: TestClient, desk: Desk) -> None:
    one, two = (entity.id for entity in desk.case.entities()[:2])
    done = browser.post("/api/v1/judge-names", json={"names": [one, two], "decision": "different"}, headers=OWN)
    assert done.status_code == 201
    (judgement,) = done.json()["judgements"]
    assert {judgement["record"], judgement["other"]} == {one, two}
    browser.post("/api/v1/undo", json={"record": judgement["id"]}, headers=OWN)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("judge", {"record": "clm-ffffffff", "decision": "accept"}, 404, "no-such-record"),
        ("judge", {"record": "CLAIM", "decision": "edit", "changes": {"form": "sung"}}, 422, "bad-edit"),
        ("judge", {"record": "CLAIM", "decision": "edit", "changes": {"id": "clm-1"}}, 422, "bad-edit"),
        ("judge", {"record": "CLAIM", "decision": "praise"}, 422, "bad-request"),
        ("judge", {"decision": "accept"}, 422, "bad-request"),
        ("judge", [], 422, "bad-request"),
        ("judge", {"record": 7, "decision": "accept"}, 422, "bad-request"),
        ("judge-names", {"names": [], "decision": "same"}, 422, None),
        ("judge-names", {"names": ["ent-ffffffff", "ent-eeeeeeee"], "decision": "same"}, 404, None),
        ("undo", {"record": ""}, 404, "no-such-record"),
        ("add", {"addresses": []}, 422, "bad-request"),
        ("add", {"addresses": ["https://a.invalid"] * 2 + [f"https://{n}.invalid" for n in range(1001)]}, 422, "bad-request"),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_shape(
    browser: TestClient, desk: Desk, path: str, body: object, status: int, code: str | None
) -> None:
    sent = json.dumps(body).replace("CLAIM", desk.case.claims()[0].id)
    answer = browser.post(f"/api/v1/{path}", content=sent, headers=OWN | {"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"error", "message"}
    assert code in {None, answer.json()["error"]}


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 422),
        (b"", 422),
        (b'{"record": "\xff", "decision": "accept"}', 422),
        (b'{"record": "\\ud800", "decision": "accept"}', 422),
        (b'{"record": "\\u0000", "decision": "accept"}', 404),
        (b'{"record": "x", "decision": "edit", "changes": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}", 422),
        (b'{"record": "' + b"x" * (1 << 20) + b'", "decision": "accept"}', 413),
    ],
)
def test_bytes_that_are_no_json_of_ours_are_no_fault_of_the_desk(browser: TestClient, raw: bytes, status: int) -> None:
    answer = browser.post("/api/v1/judge", content=raw, headers=OWN | {"content-type": "application/json; charset=utf-8"})
    assert (answer.status_code, answer.json().keys()) == (status, {"error", "message"})


def test_a_form_of_another_site_cannot_pass_for_json(browser: TestClient) -> None:
    sent = {"content": b'{"record": "x", "decision": "accept"}', "headers": OWN | {"content-type": "text/plain"}}
    assert browser.post("/api/v1/judge", **sent).status_code == 422  # type: ignore[arg-type]
    assert browser.post("/api/v1/judge", json={}, headers={"origin": "http://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "nothing", 404), ("GET", "judge", 405), ("DELETE", "claims", 405)]
)
def test_what_the_api_does_not_have_is_told_in_its_shape(browser: TestClient, method: str, path: str, status: int) -> None:
    answer = browser.request(method, f"/api/v1/{path}", headers=OWN)
    assert (answer.status_code, answer.json()["error"]) == (status, "no-such-page")


def test_numbers_that_are_none_are_told_in_its_shape(browser: TestClient) -> None:
    answer = browser.get("/api/v1/claims?start=x")
    assert (answer.status_code, answer.json()["error"]) == (422, "bad-request")
    assert "start" in answer.json()["message"]
    assert "<h1" in browser.get("/claims?start=x").text
