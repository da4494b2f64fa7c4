from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench.peers.figures import best_f1, difference, f1_of, interval, precision_of, recall_of
from bench.peers.measured import Row, Table, measure, read_measured, write_measured
from bench.peers.page import PATH, make_page
from bench.peers.peer import REQUIREMENTS, Answers, NotHere, Program, ask, python_of
from bench.peers.questions import ALL
from bench.peers.questions.names import fold, judge_named, judge_places, judge_unseen
from bench.peers.questions.question import Asked, Question
from bench.peers.questions.statements import judge as judge_statements
from bench.quality.own_answers import OwnDocument

TINY = """
from bench.peers.adapters.protocol import serve
def answer(item):
    print("noise of a library")
    return item["words"].upper()
serve("pytest click", answer)
"""


def test_an_adapter_answers_each_item_and_what_a_library_prints_is_no_answer() -> None:
    found = ask(Path(sys.executable), ["-c", TINY], [{"words": "نهر\u2028جسر"}, {"words": "weir"}])
    assert isinstance(found, Answers)
    assert found.values == ["نهر\u2028جسر", "WEIR"]
    assert "click" in found.version


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("raise SystemExit('no lock keeper')", "failed: no lock keeper"),
        ("import sys; sys.exit(3)", "failed: no reason given"),
        ("print('weir')", "its answer is not what the protocol asks for"),
        ("print('[1]')", "its answer is not what the protocol asks for"),
        ('print(\'{"version": "1", "seconds": 1}\')', "0 answers to 1 items"),
    ],
)
def test_a_peer_that_fails_or_breaks_the_protocol_is_told_with_the_reason(script: str, reason: str) -> None:
    assert ask(Path(sys.executable), ["-c", script], [{"words": "weir"}]) == NotHere(reason=reason)


def test_a_peer_without_its_python_or_its_packages_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Program(name="whosays", adapter="whosays_pairs")
    assert python_of(ours, tmp_path) == Path(sys.executable)
    old = Program(name="Old Quay", adapter="quay", requirements="quay", python="2.0")
    assert python_of(old, tmp_path) == NotHere(reason="not run: it needs Python 2.0, which is not here")

    def fails(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, stderr="one\nno such package\n")

    monkeypatch.setattr(subprocess, "run", fails)
    new = Program(name="New Quay", adapter="quay", requirements="quay")
    assert python_of(new, tmp_path) == NotHere(reason="not installed: no such package")


def test_an_environment_that_is_there_is_taken(tmp_path: Path) -> None:
    python = tmp_path / "quay" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    assert python_of(Program(name="Quay", adapter="quay", requirements="quay", python="2.0"), tmp_path) == python


def test_every_program_has_an_adapter_and_pins_all_that_it_needs() -> None:
    for program in {program.adapter: program for question in ALL for program in question.programs}.values():
        assert (REQUIREMENTS.parent / "adapters" / f"{program.adapter}.py").exists()
        if program.requirements:
            lines = (REQUIREMENTS / f"{program.requirements}.txt").read_text(encoding="utf-8").splitlines()
            assert lines
            assert all("==" in line for line in lines)


def test_figures_are_of_all_items_together() -> None:
    verdicts = [(1, 1, 2), (0, 1, 0), (1, 2, 2)]
    assert precision_of()(verdicts) == 2 / 4
    assert recall_of()(verdicts) == 2 / 4
    assert f1_of()([]) == 0


@pytest.mark.parametrize(
    ("verdicts", "best"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.9, False), (0.1, True)], 2 / 3),
        ([(0.5, True), (0.5, False), (0.5, True)], 0.8),  # a threshold cannot stand between equal scores
        ([(0.5, False)], 0.0),
    ],
)
def test_the_best_threshold_is_looked_for_between_different_scores(verdicts: list[tuple[float, ...]], best: float) -> None:
    assert best_f1(verdicts) == pytest.approx(best)


def test_an_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    verdicts = [(1, 1, 1)] * 60 + [(0, 1, 1)] * 40
    low, high = interval(verdicts, f1_of())
    assert low < 0.6 < high
    assert 0.15 < high - low < 0.25
    assert interval(verdicts, f1_of()) == (low, high)


def test_a_difference_is_of_the_same_items_drawn_for_both() -> None:
    good, bad = [(1, 1, 1), (0, 1, 1)] * 30, [(0, 1, 1), (0, 1, 1)] * 30
    assert difference(good, good, f1_of()) == (0, 0, 0)
    by, low, high = difference(good, bad, f1_of())
    assert by == 0.5
    assert 0.3 < low < by < high < 0.7


def test_names_are_judged_by_sentence_and_by_document() -> None:
    text = "Ida Wren left the Quay Board.\n\nThe U.S. has no weir.\n\n"
    doc = ("text", text, [(0, 8, "person"), (18, 28, "organisation"), (35, 39, "country"), (47, 51, "misc")])
    found = [(0, 8, "PERSON"), (14, 28, "ORG"), (35, 39, "GPE"), (47, 51, "ORG")]
    assert judge_places(found, doc) == [(2, 2, 2), (1, 1, 1)]
    assert judge_named(found, doc) == [(3, 3, 3, 2, 2, 2)]
    assert judge_named([("ida wren", "person"), ("QUAY BOARD", "person"), ("weir", "organisation")], doc) == [
        (1, 2, 3, 1, 2, 2)
    ]
    assert judge_named([], doc) == [(0, 0, 3, 0, 0, 2)]


def test_names_of_our_own_documents_are_judged_without_what_may_be_either() -> None:
    doc = OwnDocument(
        name="quay", text="Ida Wren left the Quay Board of Northam.\n\nThe Lamp Prize went to nobody.", claims=(), dates=(),
        names=(((0, 8), "person"), ((18, 28), "organisation"), ((46, 56), "work")), either=((32, 39),), entries=(), notes=(),
    )  # fmt: skip
    found = [(0, 8, "person"), (14, 28, "ORG"), (32, 39, "place"), (46, 56, "EVENT")]
    assert judge_unseen(found, doc) == [(2, 2, 2), (0, 1, 0)]


def test_names_are_compared_without_what_programs_write_otherwise() -> None:
    assert {fold(words) for words in ("The Société of the U.S.", "societe of the us", "Société of the US")} == {
        "societe of the us"
    }


def test_statements_in_quotation_marks_are_counted_apart() -> None:
    text = 'Ida Wren said "the gates are safe". The board denies that they leak.'
    marked = [[15, 33]], [[54, 67]]
    doc = {"text": text, "claims": [{"content": content} for content in marked]}
    assert judge_statements([[[14, 34]]], doc) == [(1, 1, 2, 1, 1, 1)]
    assert judge_statements([[[54, 67]]], doc) == [(1, 1, 2, 0, 0, 1)]


QUESTION = Question(
    name="name-pairs", title="Are two quays one", about="Fiction.", programs=(Program(name="ours", adapter="ours"),),
    load=lambda: Asked(items=[], wanted=[], sample=""), judge=lambda answer, wanted: [(answer and wanted, answer, wanted)],
    figures={"recall": recall_of(), "F1": f1_of()}, main="F1", without={"theirs": "recall"},
)  # fmt: skip
ASKED = Asked(items=[0] * 40, wanted=[True] * 40, sample="40 quays")


def measured() -> Table:
    found: dict[str, Answers | NotHere] = {
        "ours": Answers(version="1", seconds=9.0, values=[True, False] * 20),
        "theirs": Answers(version="2", seconds=3.0, values=[True] * 40),
        "gone": NotHere(reason="failed: x|y"),
        "worse": Answers(version="3", seconds=8.0, values=[False] * 40),
        "same": Answers(version="4", seconds=8.0, values=[True, False] * 20),
    }
    return measure(QUESTION, ASKED, found, "2030-01-01")


def test_each_program_is_held_against_ours_and_one_that_is_not_here_stays_in_the_table(tmp_path: Path) -> None:
    table = measured()
    assert [row.program for row in table.rows] == ["ours", "theirs", "gone", "worse", "same"]
    ours, theirs, gone, worse, same = table.rows
    assert (ours.ahead, gone.ahead, same.ahead) == (None, None, (0, 0, 0))
    assert theirs.ahead is not None and theirs.ahead[2] < 0
    assert worse.ahead is not None and worse.ahead[1] > 0
    assert theirs.figures == {"F1": 1.0}
    write_measured({"name-pairs": table}, tmp_path / "measured.json")
    again = read_measured(tmp_path / "measured.json")["name-pairs"]
    assert [row.program for row in again.rows] == [row.program for row in table.rows]
    assert again.rows[1].ahead == tuple(round(each, 4) for each in theirs.ahead)


def test_the_page_says_first_where_we_lose_or_tie_and_where_we_are_slow() -> None:
    page = make_page({"name-pairs": measured()})
    losing = page.partition("## Where whosays loses or ties")[2].partition("\n## ")[0]
    assert "**whosays loses** to theirs" in losing
    assert "**a tie** with same" in losing
    assert "worse" not in losing
    assert "theirs, 3.0 times its time" in losing
    assert "models that were not run" in losing
    assert "| gone | failed: x/y | – | – | – |" in page
    assert "whosays is ahead of worse" in page
    assert page.count("The corpus was not beside the project") == len(ALL) - 1


def test_a_page_without_losses_says_so() -> None:
    won = Row(program="theirs", version="1", seconds=1, ahead=(0.2, 0.1, 0.3), figures={"F1, best threshold": 0.1})
    page = make_page({"name-pairs": Table(date="2030-01-01", sample="40 quays", rows=(Row(program="ours", seconds=1), won))})
    assert "- In quality: nowhere that these samples show." in page


def test_the_page_is_made_of_what_was_measured_last() -> None:
    assert PATH.read_text(encoding="utf-8") == make_page(read_measured())
