"""What the desk cannot do is told in the language of the page; what an error says in English stands beside it, and says so."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, cast

import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.desk.conftest import HOST, KEY, SITE
from tools.reference.commands import error_classes

from whosays.capture.files import Given
from whosays.desk.app import Desk, guarded
from whosays.desk.phrases import LANGUAGES, Words, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTHERS = sorted(set(LANGUAGES) - {"en"})
ARABIC_LETTERS = re.compile(r"[\u0620-\u06ff]")
# Rooms whose errors only commands and programs meet, and errors of other rooms that only they do.
NOT_OF_THE_DESK = (
    "whosays.assist", "whosays.cli", "whosays.cluster", "whosays.imports", "whosays.sample", "whosays.notation",
    "whosays.capture.download", "whosays.case.intake.bringing", "whosays.case.writing.checking",
    "whosays.case.intake.importing", "whosays.case.engines.models", "whosays.desk.serving", "whosays.desk.site",
    "whosays.desk.ways", "whosays.engines",
    "whosays.publish.arrow", "whosays.publish.report.forms", "whosays.publish.report.templating", "whosays.read.ocr",
)  # fmt: skip
OF_COMMANDS = {"case-exists", "not-empty-folder", "nothing-to-watch", "on-server"}
NO_ERRORS = {"bug", "desk-closed"}  # told of additions, and raised by nothing


def found(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    return cast("list[html.HtmlElement]", tree.xpath(path))


def told_in(page: str, language: str) -> str:
    """Return what the main part of a page tells in its own language: without what is marked as English, and as code."""
    tree = html.fromstring(page)
    assert (tree.get("lang"), tree.get("dir")) == (language, "rtl")
    main = found(tree, "//main | /html[not(//main)]")[0]
    for english in found(main, ".//*[@lang='en'] | .//script | .//style"):
        english.drop_tree()
    return str(main.text_content())


@pytest.mark.parametrize("language", OTHERS)
def test_every_error_that_the_desk_can_meet_is_told(language: str) -> None:
    kinds = [kind for kind in error_classes() if kind.code not in OF_COMMANDS]
    wanted = {kind.code for kind in kinds if not kind.__module__.startswith(NOT_OF_THE_DESK)} | NO_ERRORS
    told = {key.removeprefix("error."): words for key, words in table(language).items() if key.startswith("error.")}
    assert set(told) == wanted
    assert [code for code, words in told.items() if not ARABIC_LETTERS.search(words) or words.endswith(".")] == []


def test_an_error_in_english_tells_itself_and_one_of_a_plug_in_is_told_too() -> None:
    assert Words("en").fault("no-such-record") is None
    assert Words("ar").fault("error of a plug-in") == Words("ar").fault("bug")


REFUSED: list[tuple[str, str, dict[str, str], str]] = [
    ("GET", "/documents/none", {}, "no-such-document"),
    ("GET", "/claims/clm-0", {}, "no-such-record"),
    ("GET", "/names/ent-0", {}, "no-such-name"),
    ("GET", "/nowhere", {}, "no-such-page"),
    ("GET", "/claims?start=many", {}, "bad-request"),
    ("GET", "/reports/rep-0", {}, "no-such-report"),
    ("GET", "/export/file", {}, "nothing-to-fetch"),
    ("POST", "/export", {"format": "none"}, "no-such-format"),
    ("POST", "/settings/case", {"name": "posts-limit", "value": "x"}, "no-such-setting"),
    ("POST", "/settings/case", {"name": "ocr-pages", "value": "many"}, "bad-setting"),
    ("POST", "/reports/{report}/change", {"do": "add", "version": "1", "kind": "claim", "text": "clm-0"}, "no-such-record"),
    ("POST", "/reports/{report}/change", {"do": "set", "version": "1", "at": "99", "text": "x"}, "bad-block"),
    ("POST", "/reports/add", {"claim": "{claim}", "title": "Boats"}, "cannot-cite"),
    ("POST", "/documents/quay-report.txt/translation/paste", {"to": "fr", "pasted": "one"}, "bad-translation"),
]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("method", "path", "form", "code"), REFUSED)
def test_what_is_refused_is_told_in_the_language_of_the_page(
    browser: TestClient, desk: Desk, language: str, method: str, path: str, form: dict[str, str], code: str
) -> None:
    ids = {"report": desk.case.reports()[0].id, "claim": desk.case.claims()[0].id}
    browser.cookies.set("language", language)
    given: dict[str, Any] = {"data": {name: words.format(**ids) for name, words in form.items()}} if form else {}
    answer = browser.request(method, path.format(**ids), headers={"origin": str(browser.base_url).rstrip("/")}, **given)
    assert answer.status_code >= 400
    meaning = Words(language).fault(code)
    assert meaning is not None
    assert meaning in told_in(answer.text, language)
    english = found(html.fromstring(answer.text), "//main//*[@lang='en' and @dir='ltr']")
    assert len(english) == 1
    assert english[0].text_content().strip()


@pytest.mark.parametrize("language", OTHERS)
def test_who_is_not_let_in_is_told_in_the_language_of_the_browser(
    stranger: TestClient, visitor: Callable[..., TestClient], language: str
) -> None:
    asks = {"accept-language": f"{language}-XX,en;q=0.5"}
    team = visitor()
    answers = [
        stranger.get("/", headers=asks),
        stranger.get("/", headers=asks | {"host": "elsewhere.example"}),
        team.post("/sign-in", headers=asks | {"origin": "https://elsewhere.example"}),
        team.post("/sign-in", headers=asks | {"origin": f"https://{SITE}"}, data={"name": "x" * 100_000}),
        team.get("/", headers=asks | {"host": "elsewhere.example"}),
    ]
    assert [one.status_code for one in answers] == [403, 421, 403, 413, 421]
    for answer in answers:
        assert ARABIC_LETTERS.search(told_in(answer.text, language))


@pytest.mark.parametrize("language", OTHERS)
def test_what_went_wrong_while_adding_is_told(read_once: Path, tmp_path: Path, language: str) -> None:
    desk = Desk(shutil.copytree(read_once, tmp_path / "quay"), who="Tester")
    browser = TestClient(guarded(desk, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}")
    browser.cookies.update({"whosays": KEY, "language": language})
    trusted = tmp_path / "trusted.pem"
    trusted.touch()
    desk.case.set("web-authorities", str(trusted))
    trusted.unlink()
    desk.additions.put([], ["https://quay.example/"], nullcontext())
    desk.additions.put([Given(path=tmp_path / "none", name="none.txt")], [], nullcontext())
    while desk.additions.is_busy:
        time.sleep(0.05)
    told = told_in(browser.get("/library/adding").text, language)
    desk.close()
    odd, failed = desk.additions.latest_first()
    assert (failed.fault_code, [one.code for one in odd.problems]) == ("bad-authorities", ["file-unreadable"])
    assert str(Words(language).fault("bad-authorities")) in told
    assert Words(language).problem("file-unreadable", "") in told
    assert "none.txt" not in told  # it stands beside, in what the problem says in English
