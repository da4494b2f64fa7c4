"""Addresses are added like files: captured with the exchange beside them, read, and each visit on record."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site
from tests.capture.stamp_server import StampServer
from warcio.archiveiterator import ArchiveIterator

from whosays.capture.stamp import check_stamp
from whosays.capture.web import WebSettings
from whosays.case import Case
from whosays.case.intake.fetching import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.records import Capture, Visit

WEB = WebSettings(allow_loopback=True, delay=0.0, retries=0)
WORDS = "The Oxlip River Trust says that the weir will open in July. Ada Quill said that the gates are safe."


def page(words: str, **answer: object) -> Page:
    html = (
        "<!doctype html><html lang='en'><head><title>The weir</title></head>"
        f"<body><article><h1>The weir</h1><p>{words}</p></article></body></html>"
    )
    return Page(body=html.encode(), **answer)  # type: ignore[arg-type]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.new(tmp_path / "case") as case:
        yield case


def visits(case: Case) -> list[Visit]:
    with case.view() as view:
        return list(view.visits())


def captures(case: Case) -> dict[str, Capture]:
    with case.view() as view:
        return {capture.id: capture for capture in view.captures()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("https://oxlip.example/", True), ("HTTP://oxlip.example", True), ("ftp://oxlip.example/x", True), ("notes.txt", False),
        ("C:\\notes.txt", False), ("/srv/notes", False), ("reports/**/*.txt", False), ("oxlip.example/x", False),
    ],
)  # fmt: skip
def test_an_address_is_told_from_a_path(words: str, expected: bool) -> None:
    assert is_address(words) is expected


def test_a_page_is_read_like_a_file(site: Site, case: Case, tmp_path: Path) -> None:
    site.pages["/weir"] = page(WORDS)
    (tmp_path / "ferry.txt").write_text("The ferry is in the museum, the mill says.")
    added = case.add([site.url("/weir"), tmp_path / "ferry.txt"], jobs=1, web=WEB)
    assert len(added.new) == 2
    assert added.problems == ()
    assert added.records["claim"] >= 2
    assert [doc.title for doc in case.documents()] == ["The weir", None]
    (visit,) = visits(case)
    held = captures(case)
    assert visit.capture is not None
    body = held[visit.capture]
    assert (visit.outcome, visit.status, visit.url) == ("first", 200, site.url("/weir"))
    assert (body.method, body.url, body.fetched_at, body.media_type) == ("fetch", site.url("/weir"), visit.when, "text/html")
    assert body.name == "127.0.0.1/weir"


def test_the_exchange_is_kept_and_not_read(site: Site, case: Case) -> None:
    site.pages |= {"/old": Page(status=301, headers=(("Location", "/weir"),)), "/weir": page(WORDS)}
    case.add([site.url("/old")], jobs=1, web=WEB)
    (visit,) = visits(case)
    assert visit.redirects == (site.url("/weir"),)
    assert visit.exchange is not None
    assert captures(case)[visit.exchange].media_type == "application/warc"
    assert len(case.documents()) == 1
    with case.view() as view:
        raw, body = view.stored.original(visit.exchange), view.stored.original(visit.capture or visit.exchange)
    answers = [
        r.content_stream().read() for r in ArchiveIterator(io.BytesIO(raw), check_digests="raise") if r.rec_type == "response"
    ]
    assert answers == [b"", body]


def test_the_same_page_twice_is_one_capture_and_two_visits(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(WORDS)
    first = case.add([site.url("/weir")], jobs=1, web=WEB)
    claims = [claim.id for claim in case.claims()]
    second = case.add([site.url("/weir")], jobs=1, web=WEB)
    assert (len(first.new), second.new, second.known) == (1, (), 1)
    assert [visit.outcome for visit in visits(case)] == ["first", "same"]
    assert len({visit.capture for visit in visits(case)}) == 1
    assert [claim.id for claim in case.claims()] == claims
    assert second.untold == (f"{site.url('/weir')} was visited before; it is same",)


def test_a_changed_page_is_another_document(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(WORDS)
    case.add([site.url("/weir")], jobs=1, web=WEB)
    site.pages["/weir"] = page(WORDS.replace("July", "August"))
    case.add([site.url("/weir")], jobs=1, web=WEB)
    assert [visit.outcome for visit in visits(case)] == ["first", "changed"]
    assert len(case.documents()) == 2


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        ("/gone", Page(status=404), "answers 404"),
        ("/busy", Page(status=500, body=b"<p>Busy"), "answers 500"),
        ("/inside", Page(status=302, headers=(("Location", "http://10.0.0.1/"),)), "no public address"),
        ("/empty", Page(), "no bytes"),
        ("/closed", Page(body=b"<p>Closed"), "whosays settings web-robots ignore"),
    ],
)
def test_what_cannot_be_captured_is_told_and_the_rest_is_added(
    site: Site, case: Case, path: str, answer: Page, said: str
) -> None:
    site.pages |= {"/weir": page(WORDS), path: answer}
    site.pages["/robots.txt"] = Page(body=b"User-agent: *\nDisallow: /closed", media_type="text/plain")
    added = case.add([site.url(path), site.url("/weir")], jobs=1, web=WEB)
    assert [problem.code for problem in added.problems] == ["fetch-failed"]
    assert said in added.problems[0].message
    assert site.url(path) in added.problems[0].message
    assert len(added.new) == 1
    assert len(visits(case)) == 2


def test_a_problem_goes_when_the_page_comes(site: Site, case: Case) -> None:
    for answer, count in ((Page(status=500), 1), (Page(status=500), 1), (page(WORDS), 0), (Page(status=500), 1)):
        site.pages["/weir"] = answer
        case.add([site.url("/weir")], jobs=1, web=WEB)
        with case.view() as view:
            assert [problem.code for problem in view.problems()].count("fetch-failed") == count


def test_a_problem_goes_when_the_page_is_watched_and_found(site: Site, case: Case) -> None:
    site.pages["/weir"] = Page(status=500)
    case.add([site.url("/weir")], jobs=1, web=WEB)
    for answer, codes in ((Page(status=500), ["fetch-failed"]), (page(WORDS), [])):
        site.pages["/weir"] = answer
        list(case.watch(jobs=1, web=WEB))
        with case.view() as view:
            assert [problem.code for problem in view.problems()] == codes


def test_addresses_that_are_none_are_told(case: Case) -> None:
    added = case.add(["ftp://oxlip.example/weir", "https://u:p@oxlip.example/"], jobs=1, web=WEB)
    assert [problem.code for problem in added.problems] == ["fetch-failed", "fetch-failed"]
    assert "u:p" not in str(added.problems)
    assert (added.captured, visits(case), sources(case)) == (0, [], [])


def test_the_settings_of_the_case_hold(site: Site, case: Case) -> None:
    for name, value in (("web-robots", "ignore"), ("web-user-agent", "river-desk/1"), ("web-delay", "0.5"),
                        ("web-time-limit", "30"), ("stamp-server", "https://clock.example/")):  # fmt: skip
        case.set(name, value, who="Ann Example")
    assert case.web_settings() == WebSettings(
        obey_robots=False, user_agent="river-desk/1", delay=0.5, time_limit=30.0, stamp_server="https://clock.example/"
    )


def test_the_visit_is_stamped_where_a_server_is_set(site: Site, case: Case, tmp_path: Path) -> None:
    server = StampServer.make(tmp_path)
    site.pages |= {"/weir": page(WORDS), "/stamp": server}
    web = WebSettings(allow_loopback=True, delay=0.0, stamp_server=site.url("/stamp"))
    added = case.add([site.url("/weir")], jobs=1, web=web)
    assert added.problems == ()
    (visit,) = visits(case)
    assert visit.stamp is not None
    assert visit.exchange is not None
    assert captures(case)[visit.stamp].name.endswith(".tsr")
    with case.view() as view:
        stamp, exchange = view.stored.original(visit.stamp), view.stored.original(visit.exchange)
    assert check_stamp(stamp, exchange, roots=[server.authority.pem()]).is_trusted


def test_a_stamp_that_is_not_given_is_a_problem(site: Site, case: Case) -> None:
    site.pages |= {"/weir": page(WORDS), "/stamp": Page(status=500)}
    web = WebSettings(allow_loopback=True, delay=0.0, stamp_server=site.url("/stamp"))
    added = case.add([site.url("/weir")], jobs=1, web=web)
    assert [problem.code for problem in added.problems] == ["stamp-failed"]
    assert len(added.new) == 1


def sources(case: Case) -> list[str]:
    with case.view() as view:
        return [source.url or "" for source in view.sources()]


def test_removing_the_last_page_takes_all_visits_along(site: Site, case: Case) -> None:
    for answer in (page(WORDS), Page(status=500), Page(status=410)):
        site.pages["/weir"] = answer
        case.add([site.url("/weir")], jobs=1, web=WEB)
    assert [visit.outcome for visit in visits(case)] == ["first", "failed", "gone"]
    assert sources(case) == [site.url("/weir")]
    case.remove("127.0.0.1/weir")
    assert (visits(case), captures(case), sources(case)) == ([], {}, [])
    with case.view() as view:
        assert list(view.problems()) == []


def test_a_source_with_another_page_stays(site: Site, case: Case) -> None:
    for words in (WORDS, WORDS.replace("July", "August")):
        site.pages["/weir"] = page(words)
        case.add([site.url("/weir")], jobs=1, web=WEB)
    first, second = visits(case)
    with case.view() as view:
        doc = next(doc for doc in view.documents() if doc.capture == first.capture)
    case.remove(doc.id)
    assert visits(case) == [second]
    assert set(captures(case)) == {second.capture, second.exchange}
    assert sources(case) == [site.url("/weir")]


def test_a_visit_without_a_page_can_be_removed(site: Site, case: Case) -> None:
    site.pages["/weir"] = Page(status=500)
    case.add([site.url("/weir")], jobs=1, web=WEB)
    case.remove("127.0.0.1/weir.warc.gz")
    assert (visits(case), captures(case), sources(case)) == ([], {}, [])
