"""The record taken out of the desk: made beside it, fetched by who asked for it, and removed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

from whosays.case import NoSuchFormat
from whosays.desk import exports as module
from whosays.desk.exports import ExportRuns, Exports, Wanted, Written, write_export
from whosays.desk.faults import NothingToFetch
from whosays.plugged_in import PluggedIn
from whosays.plugins import EXPORTERS
from whosays.store.held.hides import HeldHides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient

    from whosays.desk.app import Desk
    from whosays.desk.exports import Export

OWN = {"origin": f"http://{HOST}"}


@pytest.fixture(scope="module")
def case_folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of these tests alone: they hide something of it."""
    return Path(shutil.copytree(read_once, tmp_path_factory.mktemp("exports") / "quay"))


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files for a while are written."""
    made = tmp_path / "rooms"
    made.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(made))
    return made


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk write by itself what a process beside it would write."""
    monkeypatch.setattr("whosays.desk.aside.Aside.ask", lambda self, task: self._function(task))


def over(ask: Callable[[], Export | None]) -> Export:
    """Wait until an export is over."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        export = ask()
        if export is not None and export.is_over:
            return export
        time.sleep(0.02)
    raise AssertionError("it is not over")


def test_it_is_made_in_a_process_of_its_own_and_nothing_of_it_is_left(browser: TestClient, desk: Desk, rooms: Path) -> None:
    sent = browser.post("/export", data={"format": "jsonl"}, headers=OWN)
    assert (sent.status_code, sent.headers["location"]) == (303, "/export")
    assert 'http-equiv="refresh"' in browser.get("/export").text  # who has no script sees it come, too
    assert over(lambda: desk.exports.of("")).name == "quay-jsonl.zip"
    page = browser.get("/export").text
    assert 'href="/export/file"' in page
    assert 'http-equiv="refresh"' not in page
    answer = browser.get("/export/file")
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''quay-jsonl.zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert {"documents.jsonl", "claims.jsonl", "reports.jsonl"} <= set(archive.namelist())
    titles = [json.loads(line)["title"] for line in archive.read("reports.jsonl").splitlines()]
    assert "A <i>report</i>" in titles
    desk.exports.close()
    assert list(rooms.iterdir()) == []


@pytest.mark.usefixtures("here", "rooms")
@pytest.mark.parametrize("format", [one.name for one in EXPORTERS])
def test_every_format_is_offered_and_can_be_fetched(browser: TestClient, desk: Desk, format: str) -> None:
    page = browser.get("/export").text
    assert f'value="{format}"' in page
    browser.post("/export", data={"format": format}, headers=OWN)
    export = over(lambda: desk.exports.of(""))
    assert export.fault is None
    raw = browser.get("/export/file").content
    assert len(raw) == export.size
    assert export.name == ("quay-xlsx.xlsx" if format == "xlsx" else f"quay-{format}.zip")
    assert zipfile.is_zipfile(io.BytesIO(raw))  # a workbook is one by itself


@pytest.mark.usefixtures("here")
def test_original_files_lie_beside_the_record_where_they_are_wanted(browser: TestClient, desk: Desk, rooms: Path) -> None:
    browser.post("/export", data={"format": "csv", "originals": "yes"}, headers=OWN)
    over(lambda: desk.exports.of(""))
    archive = zipfile.ZipFile(io.BytesIO(browser.get("/export/file").content))
    capture = desk.case.documents()[0].capture
    assert archive.read(f"originals/{capture[:2]}/{capture}")
    assert {one.name for one in (next(rooms.iterdir())).rglob("*") if one.is_file()} == {"packed.zip"}


@pytest.mark.usefixtures("here", "rooms")
def test_what_is_hidden_is_in_no_file_and_original_files_stay(browser: TestClient, desk: Desk) -> None:
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    made = desk.case.hide(name.id, note="asked for it")
    try:
        assert 'name="originals"' not in browser.get("/export").text
        browser.post("/export", data={"format": "jsonl"}, headers=OWN)
        over(lambda: desk.exports.of(""))
        archive = zipfile.ZipFile(io.BytesIO(browser.get("/export/file").content))
        assert "hidden.json" in archive.namelist()
        assert b"Kverndal" not in b"".join(map(archive.read, archive.namelist()))
        browser.post("/export", data={"format": "jsonl", "originals": "yes"}, headers=OWN)
        export = over(lambda: desk.exports.of(""))
        assert export.state == "failed"
        assert export.fault
        assert "hidden" in export.fault
        assert export.fault in browser.get("/export").text
    finally:
        desk.case.undo(made.id)


@pytest.mark.usefixtures("here")
def test_what_was_made_before_something_was_hidden_is_given_no_more(browser: TestClient, desk: Desk, rooms: Path) -> None:
    browser.post("/export", data={"format": "csv"}, headers=OWN)
    over(lambda: desk.exports.of(""))
    made = desk.case.hide(desk.case.claims()[0].id, note="told in confidence")
    try:
        assert browser.get("/export/file").status_code == 404
        assert list(rooms.iterdir()) == []
        assert "hidden" in browser.get("/export").text
    finally:
        desk.case.undo(made.id)


@pytest.mark.usefixtures("here")
def test_what_was_made_before_a_document_was_removed_is_given_no_more(read_once: Path, tmp_path: Path, rooms: Path) -> None:
    from whosays.case import Case

    shutil.copytree(read_once, tmp_path / "quay")
    with Case.open(tmp_path / "quay") as case:
        exports = Exports(case, HeldHides())
        exports.make("Ann", "csl")
        over(lambda: exports.of("Ann"))
        (tmp_path / "new.txt").write_text("Fiction.\n\nThe lock is shut.\n", encoding="utf-8")
        case.add([tmp_path / "new.txt"], jobs=1)
        assert b"".join(exports.fetch("Ann")[1])  # what came since is not in it, and that is all
        case.remove("fa.txt")
        with pytest.raises(NothingToFetch):
            exports.fetch("Ann")
        assert list(rooms.iterdir()) == []
        exports.close()


@pytest.fixture
def halted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """Let each export wait until it is let go."""
    from threading import Event

    event = Event()

    def wait(self: object, wanted: Wanted) -> Written:
        event.wait(30)
        return write_export(wanted)

    monkeypatch.setattr("whosays.desk.aside.Aside.ask", wait)
    yield [event.set]
    event.set()


@pytest.mark.usefixtures("rooms")
def test_each_has_one_and_who_comes_second_waits_for_the_turn(desk: Desk, halted: list[Callable[[], None]]) -> None:
    desk.exports.make("Ann", "csl")
    desk.exports.make("Bo", "ics")
    with pytest.raises(ExportRuns):
        desk.exports.make("Ann", "csv")
    until = time.monotonic() + 20
    states: set[str] = set()
    while states != {"making", "waiting"} and time.monotonic() < until:
        states = {one.state for name in ("Ann", "Bo") if (one := desk.exports.of(name))}
    assert states == {"making", "waiting"}
    with pytest.raises(NothingToFetch):
        desk.exports.fetch("Ann")
    halted[0]()
    assert {over(lambda: desk.exports.of("Ann")).name, over(lambda: desk.exports.of("Bo")).name} == {
        "quay-csl.zip",
        "quay-ics.zip",
    }


@pytest.mark.usefixtures("here")
def test_a_file_goes_when_its_time_is_over(desk: Desk, rooms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FETCHED", 0.05)
    desk.exports.make("Ann", "csl")
    over(lambda: desk.exports.of("Ann"))
    _, pieces = desk.exports.fetch("Ann")
    assert len(list(rooms.iterdir())) == 1
    b"".join(pieces)
    until = time.monotonic() + 20
    while list(rooms.iterdir()) and time.monotonic() < until:
        time.sleep(0.02)
    assert list(rooms.iterdir()) == []
    assert desk.exports.of("Ann") is None


@pytest.mark.usefixtures("here")
def test_another_one_takes_the_place_of_the_last(desk: Desk, rooms: Path) -> None:
    for format in ("csl", "ics"):
        desk.exports.make("Ann", format)
        assert over(lambda: desk.exports.of("Ann")).format == format
    assert len(list(rooms.iterdir())) == 1


def test_a_format_that_there_is_not_is_told(browser: TestClient, desk: Desk) -> None:
    with pytest.raises(NoSuchFormat):
        desk.exports.make("", "docx")
    assert browser.post("/export", data={"format": "docx"}, headers=OWN).status_code == 422
    assert browser.post("/api/v1/export", json={"format": "docx"}, headers=OWN).json()["error"] == "no-such-format"


@pytest.mark.usefixtures("here", "rooms")
def test_the_api_does_the_same(browser: TestClient, desk: Desk) -> None:
    assert browser.get("/api/v1/export/file").status_code == 404
    sent = browser.post("/api/v1/export", json={"format": "ics"}, headers=OWN)
    assert (sent.status_code, sent.json()["format"]) == (202, "ics")
    over(lambda: desk.exports.of(""))
    told = browser.get("/api/v1/export").json()
    assert (told["made"]["state"], told["made"]["name"]) == ("ready", "quay-ics.zip")
    assert zipfile.is_zipfile(io.BytesIO(browser.get("/api/v1/export/file").content))


@pytest.mark.usefixtures("here", "rooms")
def test_nobody_fetches_the_export_of_another(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    ann, reader = visitor("Ann Owner"), visitor("Cy Reader")
    assert reader.post("/export", data={"format": "csl"}).status_code == 303
    over(lambda: team_desk.exports.of("Cy Reader"))
    assert ann.get("/export/file").status_code == 404
    assert reader.get("/export/file").status_code == 200


@pytest.mark.usefixtures("here", "rooms")
def test_a_plug_in_is_offered_by_its_package_and_its_fault_is_told(
    browser: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whosays import plugged_in
    from whosays.plugged_in import PlugIn

    class Cards:
        """Index cards, for a printer."""

        name = "cards"

        def __call__(self, view: object, folder: Path) -> Iterator[Path]:
            raise ZeroDivisionError

    told = PlugIn(kind="exporter", name="cards", version="1", package="quay-cards 1.0", what="Index cards, for a printer.")
    brought = PluggedIn(exporters=(Cards(),), listed=(told,))
    monkeypatch.setattr(plugged_in, "plugged_in", lambda: brought)
    page = browser.get("/export").text
    assert "Index cards, for a printer." in page
    assert "quay-cards 1.0" in page
    browser.post("/export", data={"format": "cards"}, headers=OWN)
    assert "ZeroDivisionError" in (over(lambda: desk.exports.of("")).fault or "")


def test_the_address_that_it_had_before_leads_to_it(browser: TestClient) -> None:
    assert browser.get("/export.zip").headers["location"] == "/export"


def test_the_desk_starts_without_what_reads_and_extracts() -> None:
    asked = (
        "import sys, whosays.desk.app; print(*(sys.modules.keys() & {'whosays.plugins', 'spacy', 'lxml.html', 'PIL.Image'}))"
    )
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "\n"
