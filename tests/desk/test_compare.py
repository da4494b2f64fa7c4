"""Compare on the desk: two documents word by word and claim by claim, two captures of an address, two editions of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import HOST, KEY

from whosays.case import Case
from whosays.desk.app import Desk, guarded
from whosays.desk.pages.compare import AT_ONCE
from whosays.records import SourceId, Visit, VisitId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JUNE = (
    "Fiction.\n\nThe Oxlip Weir\n\nThe River Trust says that 9,000 people signed the letter.\n\nThe weir is <b>old</b>.\n\n"
    "Supporters in 2021\n\n1. Pier Book Fund, Ghana\n2. Marsh Lane Library, Kenya\n3. Lantern Choir, Norway\n"
)
JULY = (
    "Fiction.\n\nThe Oxlip Weir\n\nThe River Trust says that 12,000 people probably signed the letter.\n\n"
    "Nobody swims in it.\n\nSupporters in 2022\n\n1. Pier Book Fund, Ghana\n2. Oar Makers Guild, Malta\n"
    "3. Lantern Choir, Norway\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("comparing")
    long = [f"Fiction {n}: the lamp on pier {n} was lit at {n % 12} o'clock by keeper {n}." for n in range(AT_ONCE + 20)]
    texts = {
        "june/weir.txt": JUNE,
        "july/weir.txt": JULY,
        "a/lamps.txt": "\n\n".join(long),
        "b/lamps.txt": "\n\n".join(line.replace("lit", "lit again") for line in long),
    }
    with Case.new(at / "case") as case:
        for name, words in texts.items():
            (at / name).parent.mkdir(exist_ok=True)
            (at / name).write_text(words, encoding="utf-8")
            case.add([at / name], jobs=1)
        docs = [doc for doc in case.documents() if doc.name == "weir.txt"]
        with case.store.write() as writer:
            for number, doc in enumerate(docs):
                writer.put_visit(
                    Visit(
                        id=VisitId(f"vis-000000000000000{number}"),
                        source=SourceId("src-1"),
                        url="https://weir.example/",
                        when=f"2021-0{6 + number}-01T00:00:00Z",
                        outcome="changed" if number else "first",
                        capture=doc.capture,
                    )
                )
    return at / "case"


@pytest.fixture
def browser(folder: Path) -> Iterator[TestClient]:
    desk = Desk(folder, who="Ane")
    made = TestClient(guarded(desk, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False)
    made.cookies.set("whosays", KEY)
    yield made
    desk.case.close()


def pair(browser: TestClient, name: str) -> dict[str, str]:
    """The two documents of a name, the one that came first first."""
    found = browser.get("/compare.json").json()["versions"]
    one, other = next(several for several in found if several[0]["name"] == name)
    return {"a": one["id"], "b": other["id"]}


def weirs(browser: TestClient) -> dict[str, str]:
    return pair(browser, "weir.txt")


def test_words_that_went_and_came_are_marked_by_shape_and_for_those_who_do_not_see(browser: TestClient) -> None:
    for way in ("beside", "inline"):
        page = browser.get("/compare", params=weirs(browser) | {"way": way}).text
        gone, new = (re.findall(rf"<{tag}>(.*?)</{tag}>", page) for tag in ("del", "ins"))
        assert any(re.sub("<.*?>", "", words) == "gone: 9,000 people" for words in gone)
        assert any("12,000" in words for words in new)
        assert all('<bdi class="hidden">' in words for words in (*gone, *new))
    assert "<b>old</b>" not in page
    assert "&lt;b&gt;old&lt;/b&gt;" in page


def test_passages_and_claims_are_told_with_what_their_words_are_about(browser: TestClient) -> None:
    found = browser.get("/compare.json", params=weirs(browser)).json()["compared"]
    changed = next(one for one in found["changes"] if one["kind"] == "changed" and "letter" in str(one["inline"]))
    assert {"aspect": "numbers", "before": ["9,000"], "after": ["12,000"]} in changed["differences"]
    assert "".join(bit["words"] for bit in changed["left"]).count("12,000") == 0
    altered = next(one for one in found["claims"] if one["kind"] == "altered")
    assert "hedges" in [one["aspect"] for one in altered["differences"]]
    assert browser.get(f"/claims/{altered['after']}").status_code == 200
    assert browser.get(f"/claims/{altered['before']}").status_code == 200


def test_turning_two_documents_round_turns_gone_and_new_round(browser: TestClient) -> None:
    chosen = weirs(browser)
    there = browser.get("/compare.json", params=chosen).json()["compared"]["counts"]
    back = browser.get("/compare.json", params={"a": chosen["b"], "b": chosen["a"]}).json()["compared"]["counts"]
    assert (there["gone"], there["new"]) == (back["new"], back["gone"])
    assert there["gone"] + there["new"] > 0


def test_a_document_is_the_same_as_itself(browser: TestClient) -> None:
    one = weirs(browser)["a"]
    found = browser.get("/compare.json", params={"a": one, "b": one}).json()["compared"]
    assert found["same"]
    assert "Nothing differs." in browser.get("/compare", params={"a": one, "b": one}).text


def test_two_visits_of_an_address_are_offered_and_compared(browser: TestClient) -> None:
    chosen = pair(browser, "https://weir.example/")
    assert chosen["a"].startswith("vis-")
    assert browser.get("/compare.json", params=chosen).json()["compared"]["counts"]["changed"] > 0


def test_two_editions_of_a_list_are_compared_row_by_row(browser: TestClient) -> None:
    first = weirs(browser)["a"]
    with_rows = browser.get("/compare.json").json()["lists"]
    assert [one["size"] for one in with_rows] == [3, 3]
    a, b = (one["id"] for one in with_rows)
    found = browser.get("/compare.json", params={"a": a, "b": b}).json()["editions"]
    if found["sides"][0]["doc"] != first:
        found = browser.get("/compare.json", params={"a": b, "b": a}).json()["editions"]
    told = {(row["change"], (row["before"] or row["after"])["name"]) for row in found["rows"]}
    assert (found["kept"], told) == (2, {("joined", "Oar Makers Guild"), ("left", "Marsh Lane Library")})
    assert "Oar Makers Guild" in browser.get("/compare", params={"a": a, "b": b}).text


def test_much_that_differs_is_told_page_by_page_and_nothing_twice(browser: TestClient) -> None:
    chosen = pair(browser, "lamps.txt")
    first, second = (browser.get("/compare.json", params=chosen | {"part": part}).json()["compared"] for part in (1, 2))
    assert (len(first["changes"]), first["parts"], second["part"]) == (AT_ONCE, 2, 2)
    places = [one["after"] for part in (first, second) for one in part["changes"]]
    assert len(places) == len(set(places)) == sum(first["counts"][kind] for kind in ("changed", "gone", "new", "moved"))
    assert browser.get("/compare.json", params=chosen | {"part": 99}).json()["compared"]["part"] == 2


def test_what_is_not_there_is_told(browser: TestClient) -> None:
    for a, b in (("nothing", "weir.txt"), ("lst-none", "lst-none"), ("vis-none", "doc-none"), ("<script>", "x")):
        answer = browser.get("/compare", params={"a": a, "b": b})
        assert answer.status_code in {404, 409}
        assert "<script>" not in answer.text.replace('<script src="/static', "")
