"""What `whosays watch` prints of a site of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]

HTML = """<!doctype html><html><head><title>The weir</title></head><body><article><h1>The weir</h1>
<p>The Oxlip River Trust says that the weir will open in July. About {number} people signed the letter to the council, and
the board of the harbour has read it twice.</p></article></body></html>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("WHOSAYS_LOOPBACK_FOR_TESTS", "1")
    with Site() as site:
        yield site


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with Case.new(tmp_path / "case") as case:
        case.set("web-delay", "0", who="Ann Example")
    monkeypatch.chdir(tmp_path / "case")
    return tmp_path / "case"


def page(number: str = "9,000") -> Page:
    return Page(body=HTML.format(number=number).encode())


@pytest.mark.usefixtures("here")
def test_what_became_of_each_address_is_told(told: Told, site: Site) -> None:
    site.pages |= {"/weir": page(), "/gone": page("400")}
    code, out, err = told("watch", "--jobs", 1, site.url("/weir"), site.url("/gone"))
    assert (code, err) == (0, "2 addresses visited: 2 first\n")
    assert f"first     {site.url('/weir')}\n          The weir\n" in out

    site.pages |= {"/weir": page("7,000"), "/gone": Page(status=410)}
    code, out, err = told("watch", "--jobs", 1)
    assert (code, err) == (0, "2 addresses visited: 1 changed, 1 gone\n")
    assert f"changed   {site.url('/weir')}\n    passages    1 same, 1 changed\n" in out
    assert "About [-9,000-] {+7,000+} people signed" in out
    assert f"gone      {site.url('/gone')}\n          the server answers 410\n" in out


@pytest.mark.usefixtures("here")
def test_the_json_has_visit_reasons_and_comparison(told: Told, site: Site) -> None:
    site.pages["/weir"] = page()
    told("watch", "--jobs", 1, site.url("/weir"))
    site.pages["/weir"] = page("7,000")
    _, out, _ = told("watch", "--jobs", 1, "--json")
    (said,) = json.loads(out)
    assert (said["visit"]["outcome"], said["visit"]["status"]) == ("changed", 200)
    assert [reason["code"] for reason in said["reasons"]] == ["words"]
    assert said["comparison"]["counts"]["changed"] == 1
    assert said["comparison"]["is_same"] is False


@pytest.mark.usefixtures("here")
def test_an_address_that_a_feed_named_says_so(told: Told, site: Site) -> None:
    raw = f"<rss><channel><title>The Courier</title><item><link>{site.url('/weir')}</link></item></channel></rss>"
    site.pages |= {"/feed": Page(body=raw.encode(), media_type="application/rss+xml"), "/weir": page()}
    _, out, _ = told("watch", "--jobs", 1, site.url("/feed"))
    assert f"first     {site.url('/feed')}\n          The Courier\n          1 new address in the feed\n" in out
    assert f"          named by {site.url('/feed')}\n" in out


@pytest.mark.usefixtures("here")
def test_a_case_without_addresses_says_what_to_do(told: Told) -> None:
    code, _, err = told("watch")
    assert (code, err) == (1, "whosays: the case has no captured addresses yet; name one: `whosays watch URL`\n")


@pytest.mark.usefixtures("here")
def test_what_is_no_address_fails(told: Told, site: Site) -> None:
    code, out, err = told("watch", "ftp://oxlip.example/")
    assert (code, err) == (0, "1 address visited: 1 failed\n")
    assert "it must begin with http:// or https://" in out


@pytest.mark.usefixtures("here")
def test_where_somebody_looks_on_each_address_is_named(told: Told, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages |= {"/weir": page(), "/mill": page()}
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _, _, err = told("watch", "--jobs", 1, site.url("/weir"), site.url("/mill"))
    assert f"visiting {site.url('/weir')} (1 more)\n" in err
