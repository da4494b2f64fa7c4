"""A published site: every link leads somewhere, nothing is asked outside, nothing hidden or rejected is in it (fiction)."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html
from tests.desk.browser import NO_CHROMIUM, serving_files
from tests.desk.test_axe import AXE, violations

from whosays.case import Case
from whosays.desk.site.writing import CannotPublish, file_of, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HOSTILE = ("<script", "<img src=x", "onerror=alert(2)>", "<i>report")


@pytest.fixture(scope="module")
def case(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case with one claim accepted, one rejected, a report that cites, and a name hidden."""
    with Case.open(shutil.copytree(read_once, tmp_path_factory.mktemp("site") / "quay")) as made:
        first, second, third, *_ = made.claims()
        made.judge(first.id, "accept", who="Tester")
        made.judge(second.id, "reject", who="Tester")
        blocks = [made.make_block("claim", first.id), made.make_block("paragraph", f"<b>So</b> [^{third.id}].", proposed=True)]
        made.save_report(title="What <b>Kverndal</b> said", blocks=blocks, who="Tester")
        yield made


@pytest.fixture(scope="module")
def site(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    list(publish(case, folder))
    return folder


def read(page: Path) -> Any:  # lxml's types do not say what an XPath gives
    return html.fromstring(page.read_bytes())


def pages_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = pages_in(site)
    ids = {page: set(read(page).xpath("//@id")) for page in pages}
    assert len(pages) > 30
    for page in pages:
        for link in read(page).xpath("//@href | //@src"):
            if link.startswith("https://"):
                continue  # the address that a document gives as its own
            assert not link.startswith("/"), link
            place, within = urldefrag(link)
            target = (page.parent / unquote(place)).resolve() if place else page
            assert target.is_file(), f"{page.name}: {link}"
            assert not within or within in ids[target], f"{page.name}: {link}"


def test_a_page_needs_no_script_and_lets_none_in_but_that_which_searches(site: Path) -> None:
    for page in pages_in(site):
        told = page.read_text(encoding="utf-8")
        tree = read(page)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        if page.name == "search.html":  # the one page with a script, which reads and sends nothing
            assert [script.attrib for script in tree.xpath("//script")] == [{"src": "static/site.js", "defer": "defer"}]
            assert policy.endswith("; base-uri 'none'; form-action 'none'; script-src 'self' file:")
            assert tree.xpath("//form/@hidden") == [""]
            assert "does not run here" in tree.xpath("string(//p[@id='without'])")
            told = told.replace('<script src="static/site.js" defer>', "")
        else:
            assert tree.xpath("//script | //form") == []
            assert "script-src" not in policy
        assert tree.xpath("//*[@style] | //style | //iframe | //script[text()] | //@*[starts-with(name(), 'on')]") == []
        assert not any(harm in told for harm in HOSTILE)
        found = tree.xpath("//@id")
        assert sorted(found) == sorted(set(found)), page.name
    assert any("&lt;script&gt;alert(1)" in page.read_text(encoding="utf-8") for page in pages_in(site))


def test_accepted_and_proposed_claims_are_told_apart_and_rejected_ones_left_out(case: Case, site: Path) -> None:
    with case.view() as view:
        status = {claim.id: view.status(claim.id) for claim in view.claims()}
    (accepted,) = (one for one, told in status.items() if told == "accepted")
    (rejected,) = (one for one, told in status.items() if told == "rejected")
    assert [accepted in (site / name).read_text(encoding="utf-8") for name in ("claims.html", "proposed.html")] == [True, False]
    assert not any(rejected in page.read_text(encoding="utf-8") for page in pages_in(site))
    assert "Accepted by a person" in (site / file_of(f"/claims/{accepted}")).read_text(encoding="utf-8")
    proposed = next(one for one, told in status.items() if told == "proposed")
    assert "nobody has decided on it yet" in (site / file_of(f"/claims/{proposed}")).read_text(encoding="utf-8")


def test_with_accepted_only_nothing_proposed_is_on_the_site(case: Case, tmp_path: Path) -> None:
    list(publish(case, tmp_path / "site", decided_only=True))
    assert len(list((tmp_path / "site/claims").iterdir())) == 1


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_the_same_case_gives_the_same_files(case: Case, tmp_path: Path, language: str) -> None:
    one, other = (list(publish(case, tmp_path / at, language=language)) for at in ("a", "b"))
    assert [path.relative_to(tmp_path / "a") for path in one] == [path.relative_to(tmp_path / "b") for path in other]
    assert all(path.read_bytes() == again.read_bytes() for path, again in zip(one, other, strict=True))
    told = (tmp_path / "a/index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}" dir="{"ltr" if language == "en" else "rtl"}"' in told


def test_the_words_of_a_document_are_on_its_page_as_they_are(case: Case, site: Path) -> None:
    for doc in case.documents():
        shown = read(site / file_of(f"/documents/{doc.id}"))
        text = "".join(shown.xpath("//div[@class='page']//*[self::p or self::h2 or self::blockquote]//text()"))
        for passage in case.passages(doc.id):
            for piece in passage.pieces:
                assert "".join(piece.text.split()) in "".join(text.split())


def test_what_is_hidden_is_in_no_file_and_not_left_from_before(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    before = {path.name for path in publish(case, folder)}
    name = next(one for one in case.names() if "Kverndal" in one.name)
    claim = next(one for one in case.claims() if "home for every reader" in one.content[0].text)
    case.hide(name.id, note="asked not to be named", who="Tester")
    case.hide(claim.id, note="told in confidence", who="Tester")
    try:
        after = {path.name for path in publish(case, folder)}
    finally:
        case.undo(name.id, who="Tester")
        case.undo(claim.id, who="Tester")
    raw = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".woff2")
    for words in ("Kverndal", "home for every reader", "asked not", "in confidence", name.id, claim.id):
        assert words.encode() not in raw
    assert f"{name.id}.html" in before - after
    assert {path.name for path in folder.rglob("*") if path.is_file()} == after
    assert "2 things are hidden" in (folder / "index.html").read_text(encoding="utf-8")


def test_a_folder_with_something_else_in_it_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotPublish, match="not empty"):
        list(publish(case, tmp_path))
    (tmp_path / "site.json").write_text("[]", encoding="utf-8")
    with pytest.raises(CannotPublish, match="cannot be read"):
        list(publish(case, tmp_path))
    with pytest.raises(CannotPublish):
        list(publish(case, tmp_path / "mine.txt"))
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_no_list_of_files_leads_out_of_the_folder(case: Case, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.json").write_text('{"files": ["../mine.txt", "/etc/hostname", "claims/../../mine.txt"]}', encoding="utf-8")
    list(publish(case, folder))
    assert (tmp_path / "mine.txt").is_file()


@pytest.fixture(scope="module")
def served_site(site: Path) -> Iterator[str]:
    """The site on a plain file server on loopback."""
    with serving_files(site) as address:
        yield address


@NO_CHROMIUM
@pytest.mark.parametrize("way", ["http", "file"])
def test_a_browser_goes_through_the_whole_site_and_asks_nothing_outside(
    chromium: Browser, served_site: str, site: Path, way: str
) -> None:
    start = served_site if way == "http" else f"{site.as_uri()}/"
    page = chromium.new_context().new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    gone_on = "net::ERR_ABORTED"  # the page was left before all of it had come
    page.on("requestfailed", lambda request: wrong.append(request.url) if request.failure != gone_on else None)
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    waiting, seen = [f"{start}index.html"], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        links: list[str] = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
        found = {urldefrag(urljoin(address, link))[0] for link in links if not link.startswith("https://")}
        waiting += sorted(found - seen)
    assert wrong == []
    assert len(seen) == len(pages_in(site))
    assert [one for one in asked if not one.startswith(start)] == []
    page.goto(f"{start}index.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.tile')).borderRadius") == "10px"  # the looks are there
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some((one) => one.status == 'loaded'))")


@NO_CHROMIUM
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in frontend/)")
def test_no_kind_of_page_breaks_a_rule_of_accessibility(chromium: Browser, served_site: str, site: Path) -> None:
    kinds = [
        *site.glob("*.html"),
        *(sorted((site / kind).iterdir())[0] for kind in ("claims", "names", "documents", "reports")),
    ]
    page = chromium.new_context().new_page()
    found = [one for kind in kinds for one in violations(page, f"{served_site}{kind.relative_to(site).as_posix()}")]
    assert found == []
