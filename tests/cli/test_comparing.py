"""What `whosays compare` prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.analyse.compare import Comparison
from whosays.analyse.word_diff import Run
from whosays.case import Case
from whosays.case.asking.comparing import SeveralDocuments
from whosays.cli.comparing import marked, told
from whosays.records import Anchor, DocumentId

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., tuple[int, str, str]]

JUNE = """The weir at Oxlip

The Oxlip River Trust says that the weir will open in July. About 9,000 people signed the letter.

قالت جمعية النهر إن الجسر آمن وإن الماء نظيف.
"""


@pytest.fixture(scope="module")
def weir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    (papers / "june.txt").write_text(JUNE, encoding="utf-8")
    (papers / "now.txt").write_text(
        JUNE.replace("9,000", "7,000").replace("آمن", "ليس آمنًا") + "\nLast updated 4 June 2024\n", encoding="utf-8"
    )
    folder = tmp_path_factory.mktemp("cases") / "weir"
    with Case.new(folder) as case:
        case.add([papers], jobs=1, strict=True)
    return folder


def test_changed_words_are_marked_on_paper(weir: Path, told: Told) -> None:
    code, out, err = told("compare", "--case", weir, "june.txt", "now.txt")
    assert (code, err) == (0, "")
    assert "passages    1 same, 2 changed" in out
    assert "About [-9,000-] {+7,000+} people signed the letter." in out
    assert "إن الجسر [-آمن-] {+ليس آمنًا+} وإن الماء نظيف." in out
    assert "(negations: – → ليس)" in out
    assert "furniture   1 difference in what stands beside the text" in out
    assert "altered  (numbers: 9,000 → 7,000)" in out


def test_a_document_beside_itself_differs_in_nothing(weir: Path, told: Told) -> None:
    _, out, _ = told("compare", "--case", weir, "june.txt", "june.txt")
    assert out.endswith("nothing differs\n")


def test_the_json_has_every_run_with_its_place_on_both_sides(weir: Path, told: Told) -> None:
    _, out, _ = told("compare", "--case", weir, "june.txt", "now.txt", "--json")
    said = json.loads(out)
    assert (said["is_same"], said["has_same_words"], said["counts"]["changed"]) == (False, False, 2)
    with Case.open(weir) as case:
        texts = {doc.id: doc.text for doc in case.documents()}
    runs = [run for one in said["passages"] for run in one["passage"]["runs"]]
    anchors = [anchor for run in runs for anchor in run["before"] + run["after"]]
    assert all(texts[a["doc"]][a["start"] : a["end"]] == a["text"] for a in anchors)
    assert {"gone", "new", "same"} == {run["kind"] for run in runs}


def test_a_capture_goes_by_its_id(weir: Path) -> None:
    with Case.open(weir) as case:
        june, now = sorted(case.documents(), key=lambda doc: doc.name)
        assert case.compare(june.capture, now.capture[:12]) == case.compare("june.txt", "now.txt")
        assert case.compare(june.id[:9], june.id).is_same


@pytest.mark.parametrize("words", ["no-such-file.txt", "clm-0000"])
def test_what_is_no_document_is_told(weir: Path, told: Told, words: str) -> None:
    code, _, err = told("compare", "--case", weir, words, "june.txt")
    assert code == 1
    assert "no single document goes by" in err


def test_several_documents_of_one_capture_are_named() -> None:
    assert str(SeveralDocuments("x.csv", ["x.csv#1", "x.csv#2"])) == (
        "'x.csv' holds 2 documents; name one of them: x.csv#1, x.csv#2"
    )


def run(kind: str, words: str, *, spaced: bool = True) -> Run:
    at = (Anchor(doc=DocumentId("d"), start=0, end=len(words), text=words),)
    return Run(kind=kind, before=at if kind != "new" else (), after=at if kind != "gone" else (), spaced=spaced)  # type: ignore[arg-type]


def test_on_a_terminal_words_have_a_colour_unless_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [run("same", "It is", spaced=False), run("gone", "low"), run("new", "high"), run("same", ".", spaced=False)]
    assert marked(runs) == "It is [-low-] {+high+}."
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert marked(runs) == "It is \x1b[31m\x1b[9mlow\x1b[0m \x1b[32m\x1b[4mhigh\x1b[0m."
    monkeypatch.setenv("NO_COLOR", "1")
    assert marked(runs) == "It is [-low-] {+high+}."
    assert marked([run("gone", "نهر")]) == "\u2068[-نهر-]\u2069"


def test_what_cannot_be_seen_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert marked([run("new", "a\x1b[2J\u202eb")]) == "{+a\\x1b[2J\\u202eb+}"


def test_the_middle_of_what_stays_is_left_out() -> None:
    long = " ".join(f"word{number}" for number in range(60))
    line = marked([run("gone", "old"), run("same", long), run("new", "new")])
    assert " … " in line
    assert len(line) < 200
    assert line.startswith("[-old-] word0 word1")
    assert line.endswith("word58 word59 {+new+}")
    assert marked([run("same", "short words stay", spaced=False)]) == "short words stay"


def test_nothing_to_tell_is_told() -> None:
    same = Comparison(before=DocumentId("a"), after=DocumentId("b"), counts={"same": 3})
    assert list(told(same)) == ["nothing differs"]
