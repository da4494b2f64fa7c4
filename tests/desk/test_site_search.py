"""Searching a published site: the browser finds what the desk finds, and nothing hidden is in what is searched (fiction)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from tests.desk.conftest import PAPERS
from tests.publish.test_hiding import all_names, assert_not_in, records_of

from whosays.case import Case
from whosays.desk.phrases import Words
from whosays.desk.site.gathered import Gathered
from whosays.desk.site.index import LIMIT, index_of, to_signs
from whosays.desk.site.letters import APART, BLANK, JOINER, MARK, letters
from whosays.desk.site.writing import file_of, publish
from whosays.publish.hidden.judgements import Hide
from whosays.publish.hidden.places import is_run, places_of
from whosays.publish.hidden.view import HidingView
from whosays.store.query import to_query
from whosays.store.words import to_fts
from whosays.text.fold import fold, fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.whole import WholeView

FRONT = Path(__file__).parents[2] / "frontend"
NO_SCRIPT = pytest.mark.skipif(
    shutil.which("node") is None or not (FRONT / "node_modules").is_dir(), reason="npm has installed nothing here"
)
# Letters that people type for one another, what joins and marks them; signs of two units; what means something in a search.
TYPED = st.lists(
    st.sampled_from(["ي", "ی", "ك", "ک", "ة", "ه", "می", "شود", "کتاب", "خانه", "قال"])
    | st.sampled_from(["\u0651", "\u064b", "\u200c", "\u200d", "\u0640"])
    | st.sampled_from([*"aAéÉßẞøØæÆİıſﬁ½字カ🎶۳٣", "e\u0301", "\u0301", "\u2028", "\xa0", "\x1c", "\ufeff"])
    | st.sampled_from([*'  ""“”«»**-،.', "river", "riv", "library", "the", "lock", "choir"])
    | st.characters(exclude_categories=["Cs"])
).map("".join)  # fmt: skip


def told_in(script: bytes) -> Any:  # JSON
    """Return what a file of the index holds."""
    name, _, held = script.decode().removeprefix('whosays("').removesuffix(");\n").partition('",')
    assert name
    return json.loads(held)


@pytest.fixture(scope="module")
def case(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case.open(shutil.copytree(read_once, tmp_path_factory.mktemp("searched") / "quay")) as made:
        claims = made.claims()
        made.judge(claims[0].id, "accept", who="Tester")
        made.judge(claims[1].id, "reject", who="Tester")
        yield made


@pytest.fixture(scope="module")
def view(case: Case) -> Iterator[WholeView]:
    with case.view() as made:
        yield made


@pytest.fixture(scope="module")
def site(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("found") / "site"
    list(publish(case, folder))
    return folder


class Script:
    """The search of a site, asked outside of a browser."""

    def __init__(self, site: Path) -> None:
        asked = ["node", str(Path(__file__).with_name("site_search.mjs")), str(FRONT), str(site)]
        self.process = subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def __call__(self, **asked: str) -> Any:  # JSON
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def script(site: Path) -> Iterator[Script]:
    made = Script(site)
    yield made
    assert made.process.stdin
    made.process.stdin.close()
    assert made.process.wait(60) == 0
    assert made.process.stdout
    made.process.stdout.close()


@given(st.text())
def test_the_table_of_letters_folds_as_python_does(text: str) -> None:
    table = letters()
    forms = {letter: form for form, several in table.forms.items() for letter in several}
    ends: list[tuple[int, int]] = []
    for long, how in zip(table.runs[::2], table.runs[1::2], strict=True):
        ends.append(((ends[-1][0] if ends else 0) + long, how))
    for letter in text:
        how = next(how for end, how in ends if ord(letter) < end)
        read = {BLANK: " ", MARK: "", JOINER: "", APART: f" {letter} "}.get(how, forms.get(letter, letter))
        assert read.split() == words_only(fold_text(letter)).split()
    assert ends[-1][0] == 0x110000


@NO_SCRIPT
@settings(max_examples=300)
@given(text=TYPED)
def test_the_browser_reads_the_same_words_at_the_same_places(script: Script, text: str) -> None:
    folded = fold(text)
    clean = words_only(folded.text)
    expected, at = [], 0
    for word in clean.split():
        at = clean.index(word, at)
        expected.append([word, *folded.to_origin(at, at + len(word))])
        at += len(word)
    assert expected == script(words=text)


@NO_SCRIPT
@settings(max_examples=300)
@given(typed=TYPED)
def test_the_browser_looks_for_what_the_desk_looks_for(script: Script, typed: str) -> None:
    ways = [[f'"{" ".join(way["words"])}"{" *" if way["starts"] else ""}' for way in several] for several in script(ways=typed)]
    told = [one.removeprefix("(").removesuffix(")").split(" OR ") for one in to_fts(to_query(typed)).split(" AND ") if one]
    assert [sorted(several) for several in ways] == [sorted(several) for several in told]


WORDS = sorted({word for text in PAPERS.values() for word in text.split()})
ASKED = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.tuples(st.sampled_from(WORDS), st.integers(1, 4)).map(lambda one: f"{one[0][: one[1]]}*"),
    st.tuples(st.sampled_from(sorted(PAPERS.values())), st.integers(0, 60), st.integers(2, 5)).map(
        lambda one: f'"{" ".join(one[0].split()[one[1] : one[1] + one[2]])}"'
    ),
    st.sampled_from(['"the qu"*', "میشود", "می شود", "می‌شود", "السد", "سامی الحداد", "BOAT", "zzz", '"" *', "the*", "🎶"]),
)


@NO_SCRIPT
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ASKED)
def test_the_browser_finds_the_passages_and_claims_that_the_desk_finds(script: Script, view: WholeView, asked: str) -> None:
    found = script(find=asked)
    hits = [hit for hit in view.stored.search(asked, 10_000) if view.status(hit.record) != "rejected"]
    for kind, one in (("passages", "passage"), ("claims", "claim")):
        assert {record for record, _ in found[kind]} == {hit.record for hit in hits if hit.kind == one}
    texts = {hit.record: view.stored.document(hit.doc).text for hit in hits}
    words = {hit.record: [texts[hit.record][start:end] for start, end in hit.matches] for hit in hits}
    for record, several in [*found["passages"], *found["claims"]]:
        assert "".join("".join(several).split()) == "".join("".join(words[record]).split())
    assert all(several for _, several in found["names"])


def test_every_row_leads_to_a_page_and_a_place_on_it(view: WholeView, site: Path) -> None:
    head = told_in((site / "search/index.js").read_bytes())
    rows: list[tuple[Any, ...]] = []  # as JSON has them
    for file in sorted((site / "search").glob("rows-*.js"), key=lambda one: int(one.stem.partition("-")[2])):
        told = told_in(file.read_bytes())
        assert len(rows) in head["rows"]
        rows += [(told["docs"][number][0] if number >= 0 else None, words, *more) for number, words, *more in told["rows"]]
    assert len(rows) == head["names"] + head["claims"] + head["passages"]
    pages: dict[str, set[str]] = {}
    for number, (doc, words, record, *_) in enumerate(rows):
        if number < head["names"]:
            assert (site / file_of(f"/names/{record}")).is_file()
            continue
        path = file_of(f"/documents/{doc}")
        if path not in pages:
            tree: Any = html.fromstring((site / path).read_bytes())  # lxml's types do not say what an XPath gives
            pages[path] = set(tree.xpath("//@id"))
        assert record in pages[path]
        if number < head["names"] + head["claims"]:
            assert (site / file_of(f"/claims/{record}")).is_file()
            assert view.status(record) != "rejected"
        else:
            assert words in view.stored.document(doc).text


def test_the_words_are_those_of_the_rows_in_files_of_their_first_letters(site: Path) -> None:
    head = told_in((site / "search/index.js").read_bytes())
    rows = [row for n in range(len(head["rows"])) for row in told_in((site / f"search/rows-{n + 1}.js").read_bytes())["rows"]]
    expected = {word for row in rows for word in words_only(fold_text(row[1])).split()}
    files = [list(told_in((site / f"search/words-{n + 1}.js").read_bytes())) for n in range(len(head["words"]))]
    assert expected == {word for several in files for word in several}
    for first, several in zip(head["words"], files, strict=True):
        assert first <= several[0].encode("utf-16-be").decode("utf-16-be")
        assert several == sorted(several, key=lambda word: word.encode("utf-16-be"))


def test_a_large_index_is_cut_into_files(view: WholeView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert LIMIT == 64_000
    monkeypatch.setattr("whosays.desk.site.index.LIMIT", 150)
    files = index_of(Gathered(view), Words("en"))
    assert len([name for name in files if "/words-" in name]) > 5
    assert len([name for name in files if "/rows-" in name]) > 5
    if shutil.which("node") is None or not (FRONT / "node_modules").is_dir():
        return
    for path, raw in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    asked = Script(tmp_path)
    for typed in ("t*", "library", "society", '"halden reading"', "zz*", "ق*", "a", "ک*", "0", "1*"):
        found = asked(find=typed)
        hits = [hit for hit in view.stored.search(typed, 10_000) if view.status(hit.record) != "rejected"]
        assert {record for record, _ in found["passages"]} == {hit.record for hit in hits if hit.kind == "passage"}, typed
    asked.process.communicate(timeout=60)


@pytest.mark.parametrize(
    ("number", "signs"), [(0, "#"), (44, "O"), (45, "P$"), (46, "Q$"), (89, "}$"), (90, "P%"), (2025, "PP$")]
)
def test_numbers_are_written_in_few_signs(number: int, signs: str) -> None:
    assert to_signs(number) == signs


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_hidden_is_in_no_file_of_the_index(view: WholeView, data: st.DataObject) -> None:
    entities = data.draw(st.lists(st.sampled_from(view.entities()), max_size=2, unique_by=lambda one: one.id), label="names")
    records = data.draw(st.lists(st.sampled_from(records_of(view)), max_size=3, unique_by=lambda one: one.id), label="records")
    hides = [
        *(Hide(record=one.id, key="k", names=all_names(view, one.id)) for one in entities),
        *(Hide(record=one.id, key="k", at=places_of(one)) for one in records),
    ]
    hiding = HidingView(view, hides, "a-key")
    files = index_of(Gathered(hiding), Words("en"))
    files.pop("search/letters.js")
    told = [raw.decode() for raw in files.values()]
    for words in [
        *(name for hide in hides for name in hide.names),
        *(at.text for hide in hides for at in hide.at if is_run(at.text)),
    ]:
        assert_not_in(words, told)
    for old in hiding.sealed():
        assert not any(old in text for text in told), old
    # A word alone is there only where it stands in what is shown.
    shown = [*(doc.text for doc in hiding.documents()), *(entity.name for entity in hiding.entities())]
    known = {word for text in shown for word in words_only(fold_text(text)).split()}
    index = {word for path, raw in files.items() if "/words-" in path for word in told_in(raw)}
    assert index <= known
