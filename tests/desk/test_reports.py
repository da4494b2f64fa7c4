"""Reports on the desk: written with forms alone, read, and taken out as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

from whosays.desk.phrases import LANGUAGES, table
from whosays.publish.report.forms import MEDIA_TYPES
from whosays.publish.report.pdf import NoPdf, can_pdf
from whosays.publish.report.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

OWN = {"origin": f"http://{HOST}"}


@pytest.fixture
def accepted(desk: Desk) -> Iterator[str]:
    """A claim of the case that a person accepted, as long as the test runs."""
    claim = next(claim.id for claim in desk.case.claims() if "home for every reader" in claim.content[0].text)
    desk.case.judge(claim, "accept")
    yield claim
    desk.case.undo(claim)


@pytest.fixture
def report(browser: TestClient, desk: Desk) -> Iterator[str]:
    """A new report without blocks, dropped when the test is over."""
    made = browser.post("/reports/new", data={"title": "Readers"}, headers=OWN)
    one = made.headers["location"].removeprefix("/reports/").partition("?")[0]
    yield one
    desk.case.drop_report(one)


def change(browser: TestClient, report: str, do: str, **fields: object) -> int:
    version = browser.get(f"/reports/{report}.json").json()["told"]["report"]["version"]
    sent = browser.post(f"/reports/{report}/change", data={"do": do, "version": version} | fields, headers=OWN)
    return sent.status_code


def kinds(browser: TestClient, report: str) -> list[str]:
    return [block["kind"] for block in browser.get(f"/reports/{report}.json").json()["told"]["blocks"]]


def test_a_report_is_written_block_by_block_with_forms_alone(browser: TestClient, report: str, accepted: str) -> None:
    assert change(browser, report, "add", kind="heading", text="Who reads") == 303
    assert change(browser, report, "add", kind="claim", text=accepted) == 303
    assert change(browser, report, "add", kind="paragraph", text=f"They say so themselves[^{accepted[:14]}].") == 303
    assert kinds(browser, report) == ["heading", "claim", "paragraph"]
    assert change(browser, report, "up", at=2) == 303
    assert kinds(browser, report) == ["heading", "paragraph", "claim"]
    assert change(browser, report, "set", at=1, kind="paragraph", text="Told anew.") == 303
    assert change(browser, report, "remove", at=2) == 303
    assert kinds(browser, report) == ["heading", "paragraph"]
    assert change(browser, report, "undo") == 303
    assert kinds(browser, report) == ["heading", "paragraph", "claim"]
    assert change(browser, report, "title", text="Other readers") == 303
    assert "Other readers" in browser.get("/reports").text


def test_every_footnote_opens_the_words(browser: TestClient, report: str, accepted: str, desk: Desk) -> None:
    change(browser, report, "add", kind="claim", text=accepted)
    page = browser.get(f"/reports/{report}").text
    doc = desk.case.claim(accepted).doc
    assert f'href="/documents/{doc}?claim={accepted}#{accepted}"' in page
    assert "a home for every reader" in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page
    assert 'id="call-1"' in page
    assert f'id="{accepted}"' in browser.get(f"/documents/{doc}?claim={accepted}").text


def test_a_claim_that_was_withdrawn_is_counted_on_top(browser: TestClient, report: str, accepted: str, desk: Desk) -> None:
    change(browser, report, "add", kind="claim", text=accepted)
    assert "withdrawn" not in browser.get(f"/reports/{report}").text
    desk.case.judge(accepted, "reject")
    page = browser.get(f"/reports/{report}")
    assert "1 claim is withdrawn." in page.text
    assert browser.get(f"/reports/{report}.json").json()["withdrawn"] == 1
    for format in ("md", "html"):
        assert "withdrawn" in browser.get(f"/reports/{report}/export?format={format}").text
    desk.case.undo(accepted)
    assert browser.get(f"/reports/{report}.json").json()["withdrawn"] == 0


def test_what_is_refused_is_told_beside_the_words_that_were_typed(browser: TestClient, report: str) -> None:
    version = browser.get(f"/reports/{report}.json").json()["told"]["report"]["version"]
    typed = "Nobody said <so>[^clm-ffffffff]."
    sent = {"do": "add", "version": version, "kind": "paragraph", "text": typed}
    answer = browser.post(f"/reports/{report}/change", data=sent, headers=OWN)
    assert answer.status_code == 409
    assert "Nobody said &lt;so&gt;[^clm-ffffffff]." in answer.text
    assert 'role="alert"' in answer.text
    assert kinds(browser, report) == []


def test_two_who_write_at_once_do_not_overwrite_each_other(browser: TestClient, report: str) -> None:
    version = browser.get(f"/reports/{report}.json").json()["told"]["report"]["version"]
    sent = {"do": "add", "version": version, "kind": "heading", "text": "First"}
    assert browser.post(f"/reports/{report}/change", data=sent, headers=OWN).status_code == 303
    assert browser.post(f"/reports/{report}/change", data=sent | {"text": "Second"}, headers=OWN).status_code == 409
    assert [block["text"] for block in browser.get(f"/reports/{report}.json").json()["told"]["blocks"]] == ["First"]


def test_a_proposed_claim_is_added_only_when_that_is_asked_for(browser: TestClient, report: str, desk: Desk) -> None:
    claim = desk.case.claims()[0].id
    assert change(browser, report, "add", kind="claim", text=claim) == 409
    assert change(browser, report, "add", kind="claim", text=claim, proposed="yes") == 303
    assert "1 claim is proposed only." in browser.get(f"/reports/{report}").text


def test_a_claim_is_added_from_its_page_with_a_choice_of_reports(browser: TestClient, report: str, accepted: str) -> None:
    page = browser.get(f"/claims/{accepted}").text
    assert f'href="/reports/add?claim={accepted}&amp;back=/claims/{accepted}"' in page
    choice = browser.get(f"/reports/add?claim={accepted}&back=/claims/{accepted}").text
    assert f'value="{report}"' in choice
    sent = {"claim": accepted, "report": report, "back": f"/claims/{accepted}"}
    done = browser.post("/reports/add", data=sent, headers=OWN)
    assert (done.status_code, done.headers["location"]) == (303, f"/claims/{accepted}")
    assert kinds(browser, report) == ["claim"]


def test_claims_are_found_by_their_words_while_writing(browser: TestClient, report: str, accepted: str) -> None:
    found = browser.get(f"/reports/{report}.json?write=yes&q=every+reader").json()["found"]
    assert accepted in [note["claim"] for note in found]
    lately = browser.get(f"/reports/{report}.json?write=yes").json()["found"]
    assert accepted in [note["claim"] for note in lately]


def test_a_report_leaves_as_a_file_in_the_language_of_the_desk(browser: TestClient, report: str, accepted: str) -> None:
    change(browser, report, "add", kind="claim", text=accepted)
    browser.cookies.set("language", "ar")
    page = browser.get(f"/reports/{report}/export?format=html")
    assert page.headers["content-disposition"] == f'attachment; filename="{report}.html"'
    assert '<html lang="ar" dir="rtl">' in page.text
    assert table("ar")["report.notes"] in page.text
    assert "a home for every reader" in page.text
    markdown = browser.get(f"/reports/{report}/export")
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"


def test_a_report_leaves_as_a_word_file_and_a_pdf_that_can_be_checked(
    browser: TestClient, report: str, accepted: str, desk: Desk, tmp_path: Path
) -> None:
    change(browser, report, "add", kind="claim", text=accepted)
    browser.cookies.set("language", "fa")
    shown = browser.get(f"/reports/{report}").text
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF-")):
        if form == "pdf" and not can_pdf():
            assert "format=pdf" not in shown
            continue
        assert f'href="/reports/{report}/export?format={form}"' in shown
        answer = browser.get(f"/reports/{report}/export?format={form}")
        assert answer.headers["content-disposition"] == f'attachment; filename="{report}.{form}"'
        assert answer.headers["content-type"] == MEDIA_TYPES[form]  # type: ignore[index]
        assert answer.content.startswith(start)
        (tmp_path / f"a.{form}").write_bytes(answer.content)
        assert [(one.claim, one.finding) for one in desk.case.check_file(tmp_path / f"a.{form}")] == [(accepted, "stands")]


def test_without_what_sets_pdfs_none_is_offered_and_asking_for_one_says_what_is_missing(
    browser: TestClient, report: str, accepted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> bytes:
        raise NoPdf("WeasyPrint is not installed")

    monkeypatch.setattr("whosays.desk.pages.reports.can_pdf", lambda: False)
    monkeypatch.setattr("whosays.publish.report.forms.set_pdf", missing)
    change(browser, report, "add", kind="claim", text=accepted)
    assert "format=pdf" not in browser.get(f"/reports/{report}").text
    answer = browser.get(f"/reports/{report}/export?format=pdf")
    assert 400 <= answer.status_code < 500
    assert "whosays[pdf]" in answer.text


def test_a_page_of_another_origin_writes_no_report(browser: TestClient, report: str) -> None:
    for origin in ("https://evil.example", "null"):
        sent = browser.post("/reports/new", data={"title": "x"}, headers={"origin": origin})
        assert sent.status_code == 403


def test_every_language_can_tell_a_report() -> None:
    for language in LANGUAGES:
        assert ENGLISH.keys() <= table(language).keys()
