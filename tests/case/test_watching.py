"""A site of our own that changes, deletes, moves and lies about dates: what `watch` reports of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Asked, Page, Site

from whosays.capture.web import WebSettings
from whosays.case import Case
from whosays.case.intake.watching import NothingToWatch
from whosays.read.html import HtmlReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.case.intake.watching import Watched

WEB = WebSettings(allow_loopback=True, delay=0.0, retries=0)
WEIR = (
    "The Oxlip River Trust says that the weir will open in July. About 9,000 people signed the letter to the council.",
    "Ada Quill, who leads the Trust, said that the gates are safe. The board of the harbour has read the letter twice.",
    "Rowers found the old ferry under the bridge in spring, and took it to the museum beside the mill in two boats.",
)
ARABIC = (
    "قالت جمعية نهر أكسليب إن السد سيفتح في يوليو، ووقّع نحو تسعة آلاف شخص على الرسالة الموجهة إلى المجلس.",
    "وعثر المجدفون على العبارة القديمة تحت الجسر في الربيع ونقلوها إلى المتحف بجانب الطاحونة في قاربين.",
)
NOW = datetime.now(UTC)


def day(number: int) -> str:
    """Return the day so many days from now."""
    return (NOW + timedelta(days=number)).strftime("%Y-%m-%d")


def page(*words: str, title: str = "The weir", head: str = "", foot: str = "", lang: str = "en", **answer: object) -> Page:
    html = (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body><nav>Home News</nav><article>'
        f"<h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in words)}</article><footer>{foot}</footer></body></html>"
    )
    return Page(body=html.encode(), **answer)  # type: ignore[arg-type]


def to(target: str, status: int) -> Page:
    return Page(status=status, headers=(("Location", target),))


def said(published: str, changed: str | None = None) -> str:
    head = f'<meta property="article:published_time" content="{published}">'
    return head + (f'<meta property="article:modified_time" content="{changed}">' if changed else "")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.new(tmp_path / "case") as case:
        yield case


def watch(case: Case, *urls: str, **told: object) -> dict[str, Watched]:
    """Watch, and return what became of each address by its path."""
    found = list(case.watch(urls, web=WEB, jobs=1, **told))  # type: ignore[arg-type]
    return {one.visit.url.split("/", 3)[3]: one for one in found}


def outcomes(found: dict[str, Watched]) -> dict[str, str]:
    return {path: one.visit.outcome for path, one in found.items()}


def codes(watched: Watched) -> list[str]:
    return [reason.code for reason in watched.reasons]


def test_a_site_that_changes_deletes_and_moves_is_reported_right(site: Site, case: Case) -> None:
    names = ("same", "footer", "word", "gone", "deleted", "removed", "moved", "away", "home", "down", "quote", "arabic")
    site.pages |= {f"/news/{name}": page(*WEIR, title=f"The weir {name}") for name in names}
    site.pages["/news/arabic"] = page(*ARABIC, title="السد", lang="ar")
    site.pages["/"] = page("Welcome to Oxlip, where two rivers meet and boats wait at every landing stage.", title="Oxlip")
    first = watch(case, *(site.url(f"/news/{name}") for name in names))
    assert set(outcomes(first).values()) == {"first"}

    site.pages |= {
        "/news/footer": page(*WEIR, title="The weir footer", foot="Copyright of the Oxlip Courier"),
        "/news/word": page(*(one.replace("9,000", "7,000") for one in WEIR), title="The weir word"),
        "/news/gone": Page(status=404, body=b"<p>There is no such page."),
        "/news/deleted": Page(status=410, body=b"<p>Gone."),
        "/news/removed": page("This article has been removed.", title="The Oxlip Courier"),
        "/news/moved": to("/archive/weir", 301),
        "/archive/weir": page(*WEIR, title="The weir moved"),
        "/news/away": to("/mirror/away", 302),
        "/mirror/away": page(*WEIR, title="The weir away"),
        "/news/home": to("/", 302),
        "/news/down": Page(status=503, body=b"<p>Back soon."),
        "/news/quote": page(*WEIR, "A sign at the gate says: “This page has been removed.”", title="The weir quote"),
        "/news/arabic": page(ARABIC[0].replace("تسعة", "سبعة"), ARABIC[1], title="السد", lang="ar"),
    }
    second = watch(case)
    assert outcomes(second) == {
        "news/same": "same",
        "news/footer": "same",
        "news/word": "changed",
        "news/gone": "gone",
        "news/deleted": "gone",
        "news/removed": "gone",
        "news/moved": "moved",
        "news/away": "same",
        "news/home": "gone",
        "news/down": "failed",
        "news/quote": "changed",
        "news/arabic": "changed",
    }
    assert codes(second["news/removed"]) == ["removed-phrase"]
    assert codes(second["news/home"]) == ["front-page"]
    assert codes(second["news/footer"]) == ["furniture"]
    assert codes(second["news/away"])[0] == "elsewhere"

    word = second["news/word"].comparison
    assert word is not None
    (changed,) = word.passages
    assert [a.text for run in changed.passage.runs if run.kind != "same" for a in run.before + run.after] == ["9,000", "7,000"]
    assert [change.kind for change in word.claims] == ["altered"]
    arabic = second["news/arabic"].comparison
    assert arabic is not None
    assert [a.text for one in arabic.passages for run in one.passage.runs if run.kind == "new" for a in run.after] == ["سبعة"]

    site.pages["/news/down"] = page(*WEIR, title="The weir down")
    site.pages["/news/deleted"] = page(*WEIR, title="The weir deleted")
    third = watch(case)
    assert outcomes(third)["news/down"] == "same"
    assert codes(third["news/deleted"]) == ["back"]
    assert outcomes(third)["news/moved"] == "same"  # it was told once
    assert outcomes(third)["news/gone"] == "gone"


def test_every_visit_is_on_record_and_the_same_bytes_are_one_capture(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(*WEIR)
    (first,) = watch(case, site.url("/weir")).values()
    (second,) = watch(case).values()
    assert first.visit.capture == second.visit.capture
    assert second.visit.previous == first.visit.id
    with case.view() as view:
        visits = list(view.stored.visits())
        captures = {capture.id: capture.media_type for capture in view.stored.captures()}
        assert [source.url for source in view.stored.sources()] == [site.url("/weir")]
    assert [visit.id for visit in visits] == [first.visit.id, second.visit.id]
    assert (visits[0].status, visits[0].certificate) == (200, None)
    assert sorted(captures.values()) == ["application/warc", "application/warc", "text/html"]
    assert all(visit.exchange in captures for visit in visits)
    assert len(case.documents()) == 1


def test_two_captures_of_a_page_are_compared_by_their_visits(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(*WEIR)
    (first,) = watch(case, site.url("/weir")).values()
    site.pages["/weir"] = page(*WEIR[:2])
    (second,) = watch(case).values()
    assert case.compare(first.visit.id, second.visit.id) == second.comparison
    assert second.comparison is not None
    assert second.comparison.counts["gone"] == 1


def test_dates_that_cannot_be_true_are_problems_of_the_new_document(site: Site, case: Case) -> None:
    site.pages |= {
        "/silent": page(*WEIR, title="Silent", head=said(day(-9), day(-8))),
        "/moved": page(*WEIR, title="Moved", head=said(day(-9))),
        "/tomorrow": page(*WEIR, title="Tomorrow", head=said(day(40))),
        "/server": page(*WEIR, title="Server"),
        "/honest": page(*WEIR, title="Honest", head=said(day(-9), day(-8))),
    }
    first = watch(case, *(site.url(path) for path in site.pages))
    assert {path: [p.code for p in one.problems] for path, one in first.items() if one.problems} == {
        "tomorrow": ["date-after-visit"]
    }
    other = [one.replace("9,000", "7,000") for one in WEIR]
    old = (("Last-Modified", (NOW - timedelta(days=30)).strftime("%a, %d %b %Y %H:%M:%S GMT")),)
    site.pages |= {
        "/silent": page(*other, title="Silent", head=said(day(-9), day(-8))),
        "/moved": page(*WEIR, title="Moved", head=said(day(-99))),
        "/server": page(*other, title="Server", headers=old),
        "/honest": page(*other, title="Honest", head=said(day(-9), day(0))),
    }
    second = watch(case)
    told = {path: [p.code for p in one.problems] for path, one in second.items() if one.problems}
    assert told.get("silent", ["changed-without-date"]) == ["changed-without-date"]
    assert told["moved"] == ["date-moved"]
    assert told["server"] == ["changed-without-date"]
    assert "honest" not in told
    problems = {problem.code: problem for problem in case.problems() if problem.code.startswith(("date-", "changed-"))}
    assert set(problems) >= {"date-moved", "date-after-visit", "changed-without-date"}
    docs = {doc.id for doc in case.documents()}
    assert all(problem.doc in docs for problem in problems.values())


def feed(site: Site, *paths: str) -> Page:
    items = "".join(f"<item><link>{site.url(path)}</link><title>{path}</title></item>" for path in paths)
    raw = f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>"
    return Page(body=raw.encode(), media_type="application/rss+xml")


def test_new_articles_of_a_feed_are_captured(site: Site, case: Case) -> None:
    site.pages |= {f"/{name}": page(*WEIR, title=f"Story {name}") for name in "abcd"}
    site.pages["/feed"] = feed(site, "/a", "/b")
    first = watch(case, site.url("/feed"))
    assert outcomes(first) == {"feed": "first", "a": "first", "b": "first"}
    assert (first["a"].feed, first["a"].title) == (site.url("/feed"), "Story a")
    assert outcomes(watch(case)) == {"feed": "same", "a": "same", "b": "same"}

    site.pages["/feed"] = feed(site, "/c", "/a")
    third = watch(case)
    assert outcomes(third) == {"feed": "changed", "a": "same", "b": "same", "c": "first"}
    assert third["feed"].reasons[-1].said == "1 new address in the feed"
    site.pages["/feed"] = feed(site, "/c", "/a").__class__(body=feed(site, "/c", "/a").body + b"\n", media_type="text/xml")
    assert outcomes(watch(case, site.url("/feed"))) == {"feed": "same"}
    assert len(case.documents()) == 3  # a feed is no document


def test_of_a_long_feed_so_many_addresses_are_visited(site: Site, case: Case) -> None:
    site.pages |= {f"/{number}": page(*WEIR, title=f"Story {number}") for number in range(5)}
    site.pages["/feed"] = feed(site, *(f"/{number}" for number in range(5)))
    first = watch(case, site.url("/feed"), limit=2)
    assert set(first) == {"feed", "0", "1"}
    assert first["feed"].left == 3
    assert "3 more are left" in (first["feed"].visit.note or "")
    assert set(watch(case, limit=2)) == {"feed", "0", "1"}  # what was left out is not new the next time


def test_an_index_of_sitemaps_leads_to_pages(site: Site, case: Case) -> None:
    site.pages |= {
        "/sitemap.xml": Page(
            body=f"<sitemapindex><sitemap><loc>{site.url('/one.xml')}</loc></sitemap></sitemapindex>".encode(),
            media_type="application/xml",
        ),
        "/one.xml": Page(
            body=f"<urlset><url><loc>{site.url('/weir')}</loc></url><url><loc>{site.url('/sitemap.xml')}</loc></url></urlset>".encode(),
            media_type="application/xml",
        ),
        "/weir": page(*WEIR),
    }
    assert outcomes(watch(case, site.url("/sitemap.xml"))) == {"sitemap.xml": "first", "one.xml": "first", "weir": "first"}


def test_what_a_site_closes_to_programs_fails_and_is_not_asked(site: Site, case: Case) -> None:
    site.pages["/robots.txt"] = Page(body=b"User-agent: *\nDisallow: /closed", media_type="text/plain")
    site.pages["/closed"] = page(*WEIR)
    (watched,) = watch(case, site.url("/closed")).values()
    assert (watched.visit.outcome, codes(watched)) == ("failed", ["network"])
    assert site.paths() == []


def test_a_page_that_could_not_be_read_at_first_is_captured_later(site: Site, case: Case) -> None:
    site.pages["/weir"] = Page(status=500)
    assert outcomes(watch(case, site.url("/weir"))) == {"weir": "failed"}
    site.pages["/weir"] = page(*WEIR)
    (watched,) = watch(case).values()
    assert watched.visit.outcome == "first"


def test_an_address_is_asked_once_a_run_in_whatever_spelling(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(*WEIR)
    watch(case, site.url("/weir"), site.url("/weir#top"))
    assert site.paths() == ["/weir"]


def test_what_people_decided_on_stays(site: Site, case: Case) -> None:
    site.pages["/weir"] = page(*WEIR)
    watch(case, site.url("/weir"))
    (claim, *_) = case.claims()
    case.judge(claim.id, "reject", who="Ann Example")
    site.pages["/weir"] = page(*(one.replace("safe", "sound") for one in WEIR))
    watch(case)
    assert case.claim(claim.id) == claim


def test_what_a_new_version_reads_otherwise_is_no_change(site: Site, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/weir"] = page(*WEIR)
    (first,) = watch(case, site.url("/weir")).values()
    site.pages["/weir"] = page(*WEIR, foot="Copyright")
    monkeypatch.setattr(HtmlReader, "version", "of tomorrow")
    (watched,) = watch(case).values()
    assert watched.visit.outcome == "same"
    with case.view() as view:
        made_by = {doc.capture: doc.made_by for doc in view.documents()}
    assert first.visit.capture is not None
    assert made_by[first.visit.capture] == "html of tomorrow"


def test_watching_needs_an_address(case: Case) -> None:
    with pytest.raises(NothingToWatch, match="name one"):
        list(case.watch(web=WEB))


def test_a_site_that_hangs_up_costs_one_failure(site: Site, case: Case) -> None:
    def hang_up(_: Asked) -> bytes:
        return b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>half"

    site.pages |= {"/half": hang_up, "/weir": page(*WEIR)}
    assert outcomes(watch(case, site.url("/half"), site.url("/weir"))) == {"half": "failed", "weir": "first"}
