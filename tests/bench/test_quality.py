from __future__ import annotations

from pathlib import Path

import pytest
from bench.quality import floors
from bench.quality.floors import Floor, below, raised, read_floors
from bench.quality.matching import letters, pair
from bench.quality.own_answers import OWN, BadAnswer, places, read, read_all
from bench.quality.own_score import score_own
from bench.quality.sets import SETS

from whosays.text.syntax import MODELS

DOCUMENTS = sorted(OWN.glob("[0-9]*.md"))
TEXT = "The ferry is late. The council says the ferry is\nsafe, and the ferrymen agree."


def labelled(folder: Path, answers: str) -> Path:
    path = folder / "1.md"
    path.write_text(f"# A ferry\n````text\n{TEXT}\n````\n````answers\n{answers}\n````\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_answers_of_our_own_documents_stand_in_their_texts(path: Path) -> None:
    doc = read(path)
    assert doc.claims
    assert doc.names
    spans = [span for claim in doc.claims for span in claim.content] + [span for span, _ in (*doc.names, *doc.dates)]
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)


def test_no_content_is_answered_twice() -> None:
    for doc in read_all():
        contents = [claim.content for claim in doc.claims]
        assert len(set(contents)) == len(contents), doc.name


def test_white_space_of_an_answer_stands_for_a_line_end() -> None:
    assert places(TEXT, "ferry is safe") == [(40, 53)]


def test_words_are_found_whole() -> None:
    assert places(TEXT, "ferry") == [(4, 9), (40, 45)]


def test_a_number_names_one_of_several_places() -> None:
    assert places(TEXT, "ferry#2") == [(40, 45)]


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    with pytest.raises(BadAnswer, match="the bridge"):
        places(TEXT, "the bridge")


def test_the_holder_is_the_nearest_place_before_the_content(tmp_path: Path) -> None:
    (claim,) = read(labelled(tmp_path, "claim author > The council | the ferry is safe")).claims
    assert (claim.kind, claim.holder) == ("named", (19, 30))


def test_the_pieces_of_an_interrupted_content_stand_near_to_each_other(tmp_path: Path) -> None:
    (claim,) = read(labelled(tmp_path, "claim author | ferry … safe")).claims
    assert claim.content == ((40, 45), (49, 53))


def test_a_kind_of_answer_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAnswer, match="rumour"):
        read(labelled(tmp_path, "rumour author | the ferry is safe"))


def test_contents_are_paired_best_first_and_one_to_one() -> None:
    wanted = [letters([(0, 18)], TEXT), letters([(4, 18)], TEXT)]
    assert pair(wanted, [letters([(4, 18)], TEXT)]) == {1: 0}


def test_contents_that_share_too_little_are_no_pair() -> None:
    assert pair([letters([(0, 18)], TEXT)], [letters([(0, 3)], TEXT)]) == {}


OLD = {"own": Floor(pin="a", figures={"recall": 0.8, "precision": 0.9})}


def test_a_figure_under_its_floor_is_named() -> None:
    assert below("own", {"recall": 0.79, "precision": 0.9}, OLD) == ["recall"]


def test_a_figure_that_is_gone_is_below_its_floor() -> None:
    assert below("own", {"precision": 0.95}, OLD) == ["recall"]


def test_floors_rise_by_themselves_and_do_not_fall() -> None:
    new = raised("own", "b", {"recall": 0.85, "precision": 0.7}, OLD)
    assert new["own"] == Floor(pin="b", figures={"recall": 0.85, "precision": 0.9})


@pytest.mark.parametrize("lower", ["own", "own/precision"])
def test_floors_fall_where_somebody_says_so(lower: str) -> None:
    new = raised("own", "b", {"recall": 0.85, "precision": 0.7}, OLD, lower=[lower])
    assert new["own"].figures == {"recall": 0.85, "precision": 0.7}


def test_figures_of_others_have_no_floor() -> None:
    assert raised("own", "b", {"bare model F1": 0.5}, {})["own"].figures == {}


def test_floors_read_back_as_written(tmp_path: Path) -> None:
    floors.write_floors(OLD, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == OLD


@pytest.mark.parametrize("each", SETS, ids=lambda each: each.name)
def test_floors_were_measured_on_these_texts_and_answers(each: object) -> None:
    (found,) = (one for one in SETS if one is each)
    if not found.is_here():
        pytest.skip(f"{found.name} does not stand beside the project")
    assert read_floors()[found.name].pin == found.pin()


def test_our_own_documents_are_read_no_worse_than_the_floors() -> None:
    pytest.importorskip(MODELS["en"], reason="the English language model is not installed")
    (own,) = (each for each in SETS if each.name == "own")
    figures, misses = own.run()
    assert below("own", figures, read_floors()) == [], "\n".join(misses)


def test_a_perfect_record_has_perfect_figures(tmp_path: Path) -> None:
    from bench.quality.line import Export

    doc = read(labelled(tmp_path, "claim author > The council | the ferry is safe\nname organisation council"))
    content = {"start": 36, "end": 53, "text": doc.text[36:53]}
    holder = {"kind": "named", "start": 19, "end": 30, "text": "The council"}
    chain = [{"holder": {"kind": "author", "start": None}}, {"holder": holder}]
    export = Export(
        folder=tmp_path,
        rows={
            "claims": [{"doc": "1.txt", "by": "claims/clause", "content": [content], "chain": chain}],
            "mentions": [{"doc": "1.txt", "start": 23, "end": 30, "text": "council", "kind": "organisation", "layer": "name"}],
            "entries": [],
            "citations": [],
        },
    )
    figures, misses = score_own([doc], export)
    assert (
        figures["claims F1"],
        figures["claims exact content"],
        figures["holder words right"],
        figures["names exact F1"],
    ) == (1.0, 1.0, 1.0, 1.0)
    assert misses == ["# 1"]
