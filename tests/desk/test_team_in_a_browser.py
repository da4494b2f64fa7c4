"""The desk of a team in a real browser: signing in by keyboard, out for good, and nothing offered that would be refused."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM
from tests.desk.conftest import PASSWORDS

from whosays.desk.app import Desk, guarded_for_a_team
from whosays.desk.team import Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = NO_CHROMIUM


@pytest.fixture(scope="module")
def site(with_people: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk that is served to a team on loopback: its address."""
    import uvicorn

    folder = tmp_path_factory.mktemp("served") / "quay"
    shutil.copytree(with_people, folder)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{listening.getsockname()[1]}"
        desk = Desk(folder, door=Door(names=frozenset({at}), secure=False))
        for claim in desk.case.claims()[:3]:
            desk.case.judge(claim.id, "accept", who="Ann Owner")
            desk.case.judge(claim.id, "reject", who="Bo Reviewer")
        server = uvicorn.Server(uvicorn.Config(guarded_for_a_team(desk), log_level="error", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://{at}"
        server.should_exit = True
        thread.join(10)
        desk.close()


def sign_in(chromium: Browser, site: str, name: str, path: str = "/", **wanted: object) -> Page:
    page = chromium.new_context(**wanted).new_page()  # type: ignore[arg-type]
    page.goto(site + path)
    page.locator("[name=name]:focus").wait_for()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORDS[name])
    page.keyboard.press("Enter")
    page.get_by_role("link", name=name).wait_for()  # who is signed in stands in the bar of every page
    return page


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_by_keyboard_leads_to_what_was_asked_for(chromium: Browser, site: str, script: bool) -> None:
    page = sign_in(chromium, site, "Bo Reviewer", "/claims?holder=HRS", java_script_enabled=script)
    expect(page).to_have_url(f"{site}/claims?holder=HRS")
    expect(page.get_by_role("link", name="Bo Reviewer")).to_be_visible()


def test_a_wrong_password_is_told_and_the_name_stays(chromium: Browser, site: str) -> None:
    page = chromium.new_page(locale="ar")
    page.goto(site)
    page.locator("[name=name]").fill("Bo Reviewer")
    page.locator("[name=password]").fill("not the words")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("alert").inner_text()
    assert page.locator("[name=name]").input_value() == "Bo Reviewer"
    assert page.locator("[name=password]").input_value() == ""
    assert page.evaluate("document.activeElement.name") == "password"
    assert page.evaluate("document.dir") == "rtl"


def test_going_back_after_signing_out_shows_nothing_of_the_case(chromium: Browser, site: str) -> None:
    page = sign_in(chromium, site, "Cy Reader", "/claims")
    page.goto(f"{site}/me")
    with page.expect_navigation():
        page.locator("main button").first.click()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape(f"{site}/sign-in")))
    assert "quay" not in page.content()


def test_a_link_from_elsewhere_opens_for_who_is_signed_in_and_leads_others_to_the_door(chromium: Browser, site: str) -> None:
    for page, end in (
        (sign_in(chromium, site, "Cy Reader"), f"{site}/claims?holder=HRS&text=reader"),
        (chromium.new_context().new_page(), f"{site}/sign-in?to=/claims%3Fholder%3DHRS%26text%3Dreader"),
    ):
        page.goto(f'data:text/html,<a href="{site}/claims?holder=HRS%26text=reader">look</a>')
        page.get_by_text("look").click()
        page.wait_for_url(end)


def test_a_reader_reads_and_is_offered_no_decision(chromium: Browser, site: str) -> None:
    page = sign_in(chromium, site, "Cy Reader", "/review")
    buttons = page.locator("[data-key=a]")
    expect(buttons).not_to_have_count(0)
    for button in buttons.all():
        expect(button).to_be_hidden()
    page.goto(f"{site}/activity")
    expect(page.get_by_text("Ann Owner").first).to_be_visible()
    expect(page.get_by_role("button", name="Undo").first).to_be_hidden()


def test_no_page_of_a_team_is_wider_than_a_narrow_screen_or_complains(chromium: Browser, site: str) -> None:
    page = sign_in(chromium, site, "Ann Owner", viewport={"width": 320, "height": 640})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    for language in ("en", "ar", "fa"):
        page.context.add_cookies([{"name": "language", "value": language, "url": site}])
        for path in ("/people", "/people/sign-ins", "/me", "/agreement"):
            page.goto(site + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (path, language)
    assert told == []


def test_an_owner_adds_and_removes_somebody(chromium: Browser, site: str) -> None:
    page = sign_in(chromium, site, "Ann Owner", "/people")
    page.get_by_label("Name").fill("Dot Newcomer")
    page.get_by_label("First password").fill("a kettle on the stove")
    with page.expect_navigation():
        page.get_by_role("button", name="Add a person").click()
    row = page.get_by_role("row").filter(has_text="Dot Newcomer")
    row.locator("summary").click()
    with page.expect_navigation():
        row.get_by_role("button", name="Remove Dot Newcomer").click()
    expect(page.get_by_text("Dot Newcomer")).to_have_count(0)
