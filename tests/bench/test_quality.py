from __future__ import annotations

from pathlib import Path

import pytest
from bench.quality import floors, page
from bench.quality.__main__ import main
from bench.quality.floors import Floor, below, raised, read_floors
from bench.quality.line import Export, Row
from bench.quality.matching import letters, pair
from bench.quality.measured import Measured, read_measured, rounded, write_measured
from bench.quality.own_answers import OWN, BadAnswer, OwnClaim, OwnDocument, Span, places, read, read_all
from bench.quality.own_score import score_own
from bench.quality.page import make_page
from bench.quality.sets import LANGUAGES, SETS, LabelledSet

from whosays.text.syntax import MODELS

FOLDERS = sorted(path.name for path in OWN.iterdir() if path.is_dir())
DOCUMENTS = sorted(OWN.glob("*/[0-9]*.md"))
OURS = [each for each in SETS if each.name.startswith("own")]
TEXT = "The ferry is late. The council says the ferry is\nsafe, and the ferrymen agree."


def labelled(folder: Path, answers: str, text: str = TEXT) -> Path:
    path = folder / "1.md"
    path.write_text(f"# A ferry\n````text\n{text}\n````\n````answers\n{answers}\n````\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_answers_of_our_own_documents_stand_in_their_texts(path: Path) -> None:
    doc = read(path)
    assert doc.claims
    assert doc.names
    spans = [span for claim in doc.claims for span in claim.content] + [span for span, _ in (*doc.names, *doc.dates)]
    assert all(0 <= start < end <= len(doc.text) for start, end in spans)


def test_every_folder_of_our_own_documents_is_a_set() -> None:
    assert sorted([*LANGUAGES, *(f"{language}-unseen" for language in LANGUAGES)]) == FOLDERS
    assert {path for each in OURS for path in each.files()} == set(DOCUMENTS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_content_is_answered_twice(folder: str) -> None:
    for doc in read_all(folder):
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


ARABIC = "قالت الجمعية إن الجسر آمن. وللجمعية قارب، وكتابها جديد. وأضافت أنها ربما تبيعه."
PERSIAN = "کتاب‌ها را پس دادند.[۱] کتاب نو است.\n\n[۱] نامه، ص ۲."


def test_signs_that_python_counts_to_no_word_belong_to_their_word() -> None:
    assert places(PERSIAN, "کتاب") == [(24, 28)]
    with pytest.raises(BadAnswer):
        places("قالَ", "قال")


def test_a_name_also_stands_where_arabic_joins_something_to_it() -> None:
    text = "ولقارب الجمعية قارب مثله، لا تقارب بينهما."
    assert places(text, "قارب", clitics=True) == [(2, 6), (15, 19)]
    assert places(text, "قارب") == [(15, 19)]


def test_a_holder_that_the_verb_carries_has_no_words(tmp_path: Path) -> None:
    answers = "claim author > verb = الجمعية | أنها ربما تبيعه | assert possible | hedge: ربما"
    (claim,) = read(labelled(tmp_path, answers, ARABIC)).claims
    assert (claim.kind, claim.holder, claim.referent) == ("named", None, "الجمعية")


def test_the_manner_is_read_and_what_is_left_out_follows_from_the_act(tmp_path: Path) -> None:
    lines = "claim author | the ferrymen agree | demand negative\nclaim author | The ferry is late | assert | hedge: late"
    demand, late = (claim.manner for claim in read(labelled(tmp_path, lines)).claims)
    assert demand is not None and late is not None
    assert (demand.act, demand.polarity, demand.modality, demand.hedges) == ("demand", "negative", "requested", ())
    assert (late.polarity, late.modality, late.hedges) == ("positive", "asserted", ((13, 17),))


def test_an_act_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAnswer, match="mutter"):
        read(labelled(tmp_path, "claim author | the ferrymen agree | mutter"))


def test_the_number_of_a_note_may_be_printed_in_any_digits_and_in_brackets(tmp_path: Path) -> None:
    (note,) = read(labelled(tmp_path, "note 1 after دادند. | نامه، ص ۲.", PERSIAN)).notes
    assert (note.number, note.anchors, PERSIAN[slice(*note.note)]) == (1, (20, 21), "نامه، ص ۲.")


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


@pytest.mark.parametrize("each", [each for each in SETS if not each.only_scored], ids=lambda each: each.name)
def test_floors_were_measured_on_these_texts_and_answers(each: LabelledSet) -> None:
    if not each.is_here():
        pytest.skip(f"{each.name} does not stand beside the project")
    assert read_floors()[each.name].pin == each.pin()


def test_what_is_only_scored_has_no_floors_and_shows_no_misses() -> None:
    unseen = [each for each in SETS if each.only_scored]
    assert [each.name for each in unseen if each.name in read_floors()] == []
    measured = read_measured()
    assert [each.name for each in unseen if measured[each.name].misses] == []


@pytest.mark.parametrize("each", OURS, ids=lambda each: each.name)
def test_our_own_documents_are_read_no_worse_than_the_floors_and_as_the_page_says(each: LabelledSet) -> None:
    pytest.importorskip(MODELS["en"], reason="the English language model is not installed")
    figures, misses = each.run()
    assert below(each.name, figures, read_floors()) == [], "\n".join(misses)
    known = read_measured()[each.name]
    assert (known.pin, known.figures, known.misses) == (each.pin(), rounded(figures), misses), "say `make quality`"


def test_the_page_of_quality_is_made_of_what_was_measured_last() -> None:
    assert page.PATH.read_text(encoding="utf-8") == make_page(read_measured(), read_floors()), "say `make quality`"


def test_the_page_shows_words_of_our_own_documents_alone() -> None:
    assert [name for name, each in read_measured().items() if each.misses and not name.startswith("own")] == []


def test_the_page_cuts_figures_and_escapes_words_that_markdown_would_read() -> None:
    made = make_page(
        {"own": Measured(pin="a", figures={"claims recall": 0.9999}, misses=["# 1", "extra name    place *Ouse*"])}, {}
    )
    assert "| – | 0.999 |" in made
    assert "**extra name**, 1:\n\n- 1: place \\*Ouse\\*" in made


def test_what_was_measured_reads_back_as_written(tmp_path: Path) -> None:
    measured = {"own": Measured(pin="a", figures={"recall": 0.25}, misses=["# 1"]), "mail": Measured(pin="b", figures={})}
    write_measured(measured, tmp_path / "measured.json")
    again = read_measured(tmp_path / "measured.json")
    assert {name: (each.pin, dict(each.figures), list(each.misses)) for name, each in again.items()} == {
        "own": ("a", {"recall": 0.25}, ["# 1"]),
        "mail": ("b", {}, []),
    }


def test_what_is_only_scored_hides_its_misses_from_whoever_asks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "own-french-unseen", "--show"]) == 0
    said = capsys.readouterr().out
    assert "only scored" in said
    assert "missed" not in said.replace("what was missed", "")


def answered(doc: OwnDocument) -> dict[str, list[Row]]:
    """Return the record that the answers of a document ask for."""

    def at(span: Span) -> Row:
        return {"start": span[0], "end": span[1], "text": doc.text[slice(*span)]}

    def chain(claim: OwnClaim) -> list[Row]:
        words = at(claim.holder) if claim.holder else {"start": None, "text": None}
        holder = {"kind": claim.kind, **words, "refers_to": at(claim.referents[0]) if claim.referents else None}
        steps = [] if claim.kind == "author" else [{"holder": {"kind": "author", "start": None}}]
        return [*steps, {"holder": holder, "act": claim.manner.act if claim.manner else None}]

    def manner(claim: OwnClaim) -> Row:
        if claim.manner is None:
            return {"hedges": []}
        hedges = [at(hedge) for hedge in claim.manner.hedges]
        return {"hedges": hedges, "polarity": claim.manner.polarity, "modality": claim.manner.modality}

    rows: dict[str, list[Row]] = {
        "claims": [
            {"by": "hand", "content": [at(span) for span in claim.content], "chain": chain(claim), **manner(claim)}
            for claim in doc.claims
        ],
        "mentions": [
            *({**at(span), "kind": kind, "layer": "name"} for span, kind in doc.names),
            *({**at(span), "kind": "date", "layer": "name", "value": value} for span, value in doc.dates),
        ],
        "entries": [
            {**at(entry.name), "id": str(entry.name), "name": doc.text[slice(*entry.name)], "country": entry.country}
            for entry in doc.entries
        ],
        "citations": [
            {"number": note.number, "anchor": at((note.anchors[1], note.anchors[1] + 1)), "note": at(note.note)}
            for note in doc.notes
        ],
    }
    return {part: [{**row, "doc": f"{doc.name}.txt"} for row in many] for part, many in rows.items()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_record_that_says_what_the_answers_say_is_right_in_everything(folder: str, tmp_path: Path) -> None:
    docs = read_all(folder)
    each = [answered(doc) for doc in docs]
    rows = {part: [row for rows in each for row in rows[part]] for part in ("claims", "mentions", "entries", "citations")}
    figures, misses = score_own(docs, Export(folder=tmp_path, rows=rows))
    assert misses == [f"# {doc.name}" for doc in docs]
    assert {name: value for name, value in figures.items() if value != 1.0} == {}


def test_a_perfect_record_has_perfect_figures(tmp_path: Path) -> None:
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


def test_a_record_from_right_to_left_is_right_with_or_without_what_arabic_joins(tmp_path: Path) -> None:
    answers = "claim author > verb = الجمعية | وكتابها جديد | assert | hedge: ربما\nname organisation الجمعية\nname work كتابها"
    doc = read(labelled(tmp_path, answers, "قالت الجمعية كلامًا. وكتابها جديد ربما. وبالجمعية نبدأ."))

    def at(words: str, **more: object) -> dict[str, object]:
        start = doc.text.index(words)
        return {"start": start, "end": start + len(words), "text": words, **more}

    name = {"doc": "1.txt", "kind": "organisation", "layer": "name"}
    holder = {"kind": "implied", "start": None, "refers_to": at("بالجمعية")}
    claim = {
        "doc": "1.txt",
        "by": "claims/clause",
        "content": [at("كتابها جديد")],
        "chain": [{"holder": {"kind": "author", "start": None}}, {"holder": holder, "act": "deny"}],
        "hedges": [at("ربما")],
        "polarity": "positive",
        "modality": "asserted",
    }
    found = [at("الجمعية", **name), at("وبالجمعية", **name), at("وكتابها", **name)]
    figures, misses = score_own(
        [doc], Export(folder=tmp_path, rows={"claims": [claim], "mentions": found, "entries": [], "citations": []})
    )
    shares = ("claims exact content", "holder kind right", "holder referents right", "hedges recall", "polarity right")
    assert [figures[name] for name in shares] == [1.0] * 5
    assert (figures["names exact F1"], figures["names organisation recall"], figures["names work recall"]) == (1.0, 1.0, 0.0)
    assert misses == [
        "# 1",
        "wrong act  assert came as deny | وكتابها جديد",
        "wrong name kind  work came as organisation | كتابها",
    ]
