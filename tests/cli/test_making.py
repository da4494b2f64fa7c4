"""What the commands that change a case print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]
    Rows = Callable[..., list[dict[str, object]]]


def test_a_case_is_made_filled_and_written_out(told: Told, tmp_path: Path) -> None:
    (tmp_path / "weir.txt").write_text("The museum said that the weir is open.\n", encoding="utf-8")
    case = tmp_path / "case"
    assert "next: whosays add" in told("new", case)[2]
    assert json.loads(told("new", tmp_path / "other", "--json")[1])["documents"] is None
    code, out, _ = told("add", tmp_path / "weir.txt", "--case", case, "--jobs", "1")
    assert (code, out.splitlines()[0]) == (0, "1 document read")
    assert json.loads(told("add", tmp_path / "weir.txt", "--case", case, "--json")[1])["known"] == 1
    assert "claims.jsonl" in told("export", tmp_path / "out", "--case", case)[1]
    assert json.loads(told("export", tmp_path / "out", "--case", case, "--json")[1])


def test_an_address_that_may_not_be_asked_is_an_error(told: Told, tmp_path: Path) -> None:
    (tmp_path / "weir.txt").write_text("The museum said that the weir is open.\n", encoding="utf-8")
    told("new", tmp_path / "case")
    code, _, err = told("add", "http://10.0.0.1/weir", "--case", tmp_path / "case", "--jobs", "1")
    assert code == 1
    assert "nothing could be captured: http://10.0.0.1/weir" in err
    assert "The hash shows" not in err
    assert told("add", "http://10.0.0.1/weir", tmp_path / "weir.txt", "--case", tmp_path / "case", "--jobs", "1")[0] == 0


@pytest.mark.usefixtures("here")
def test_a_removal_nobody_can_confirm_is_one_error(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, out, err = told("remove", "harbour", "--json")
    assert (code, out) == (1, "")
    assert json.loads(err)["error"] == "not-confirmed"
    assert "--yes" in err
    assert json.loads(told("remove", "harbour", "--json", "--yes")[1])["removed"] == "harbour.txt"
    assert "removed library.txt: " in told("remove", "library", "--yes")[2]


def test_pages_of_the_web_are_added_beside_files(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The museum said that the weir is open."
    html = f"<!doctype html><html><head><title>The weir</title></head><body><article><p>{words}</p></article></body></html>"
    (tmp_path / "weir.txt").write_text(f"{words}\n", encoding="utf-8")
    case = tmp_path / "case"
    told("new", case)
    with Site(pages={"/weir": Page(body=html.encode())}) as site:
        code, out, _ = told("add", site.url("/weir"), "--case", case, "--jobs", "1")
        assert (code, out.splitlines()[-1]) == (1, "1 problem: 1 fetch-failed")  # this machine is no public address
        monkeypatch.setenv("WHOSAYS_LOOPBACK_FOR_TESTS", "1")
        code, out, err = told("add", site.url("/weir"), tmp_path / "weir.txt", "--case", case, "--jobs", "1")
    assert (code, out.splitlines()[0]) == (0, "2 documents read")
    assert "does not show who wrote them" in err
    told("export", tmp_path / "out", "--case", case)
    visit = json.loads((tmp_path / "out" / "visits.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (visit["outcome"], visit["status"]) == ("first", 200)
    assert "no time stamp" in visit["shows"]
