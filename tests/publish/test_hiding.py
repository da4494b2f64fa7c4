"""What is hidden does not leave: not in any file of any format, whatever was hidden. The documents are invented (fiction)."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter, anchors_of
from whosays.case import Case, OriginalsStay
from whosays.case.whole import WholeView
from whosays.plugins import EXPORTERS
from whosays.publish.hidden.judgements import Hide, hides_that_stand, to_changes
from whosays.publish.hidden.places import all_spellings, places_of, spellings_of
from whosays.publish.hidden.spellings import BLOCK, Spellings, letters
from whosays.publish.hidden.view import HidingView, without_hidden
from whosays.publish.view import KINDS, Leaving
from whosays.records import Anchor, Claim, Entry, Judgement, JudgementId, Mention, make_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Record

PAPERS = {
    "quay-report.txt": (
        "Fiction.\n\nThe Quay Library\n\nOn 3 March 2021 the Halden Reading Society (HRS) opened a branch in Norway.¹ "
        "HRS describes itself as a home for every reader. The mayor, Ane Kverndal, criticised the Halden Reading Society. "
        "The society probably owes the town a boat.\n\nSupporters\n\n"
        "1. Pier Book Fund, Ghana\n2. Marsh Lane Library, Kenya\n3. Halden Reading Socety, Norway\n\n"
        "¹ Ane Kverndal, letter of 3.3.2021, https://example.org/ane-kverndal/letters/7.\n"
    ),
    "ane_kverndal-notes.txt": (
        "Fiction.\n\nMs Kverndal wrote that the harbour is closed. ANE\nKVERNDAL's boat lies at the quay, and"
        " “a home for every reader” stands on it. The Pier Book Fund praised the mayor.\n"
    ),
    "page.html": (
        "<html><head><title>Ane Kverndal at the lock</title><meta name=author content='Ane Kverndal'>"
        "<link rel=canonical href='https://example.org/people/ane-kverndal'></head><body><p>Fiction. The Lock Choir said that"
        " Ane Kverndal sang at night.</p><p>The Weir Trust praised the choir.</p></body></html>"
    ),
    "fa.txt": "داستان.\n\nسخنگوی کتابخانه اسکله گفت که ساختمان تازه در بهار باز می‌شود. کتابخانه اسکله بسته است.\n",
    "ar.txt": "خيال.\n\nقال سامي الحداد إن المكتبة ستفتح أبوابها في الربيع. وسامي الحدّاد رئيس الجمعية.\n",
    "signs.txt": "Fiction.\n\nThe Lock Choir 🎶🎶 said that the old 🚣 boat hums at night.\n",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("hiding")
    (folder / "papers").mkdir()
    for name, words in PAPERS.items():
        (folder / "papers" / name).write_text(words, encoding="utf-8")
    with Case.new(folder / "quay") as made:
        made.add([folder / "papers"], jobs=1)
        claim = next(one for one in made.claims() if "home for every" in one.content[0].text)
        made.judge(claim.id, "accept", who="Tester", note="as Ane Kverndal has it")
        blocks = [made.make_block("paragraph", f"Of Ane Kverndal [^{claim.id}]."), made.make_block("claim", claim.id)]
        made.save_report(title="What Ane Kverndal said", blocks=blocks, who="Tester")
        yield made


@pytest.fixture(scope="module")
def view(case: Case) -> Iterator[WholeView]:
    with case.view() as made:
        yield made


def entity_named(case: Case, words: str) -> str:
    return next(str(one.id) for one in case.names() if words in one.name)


def in_files(folder: Path) -> list[str]:
    """The text of all files of a folder, with what is packed in them, and their names."""
    told = [path.name for path in folder.rglob("*")]
    for path in folder.rglob("*"):
        if path.is_file():
            told.append(path.read_bytes().decode("utf-8", "replace"))
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    told += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return told


def assert_not_in(words: str, told: list[str]) -> None:
    for text in told:
        assert words not in text if len(letters(words)) >= 4 else Spellings([words]).spans(text) == [], words
        if len(letters(words)) >= 8:
            assert letters(words) not in letters(text), words


def records_of(view: WholeView) -> list[Record]:
    return [
        record
        for ask in (view.mentions, view.claims, view.passages, view.entries, view.events, view.citations)
        for doc in view.documents()
        for record in ask(doc.id)
    ]


def all_names(view: WholeView, entity_id: str) -> tuple[str, ...]:
    entity = next(one for one in view.entities() if one.id == entity_id)
    members = [record for record in records_of(view) if record.id in entity.members]
    return tuple(
        all_spellings(entity, (name for one in members if isinstance(one, Mention | Entry) for name in spellings_of(one)))
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_hidden_stands_in_no_file_of_any_format(view: WholeView, data: st.DataObject) -> None:
    entities = data.draw(st.lists(st.sampled_from(view.entities()), max_size=2, unique_by=lambda one: one.id), label="names")
    records = data.draw(st.lists(st.sampled_from(records_of(view)), max_size=3, unique_by=lambda one: one.id), label="records")
    doc = data.draw(st.sampled_from(list(view.documents())))
    start = data.draw(st.integers(0, len(doc.text) - 2))
    stretch = Cutter(doc).cut(start, data.draw(st.integers(start + 1, min(start + 60, len(doc.text)))))
    hides = [
        *(Hide(record=one.id, key="k", names=all_names(view, one.id)) for one in entities),
        *(Hide(record=one.id, key="k", at=places_of(one)) for one in records),
        Hide(record=doc.id, key="k", at=(stretch,)),
    ]
    hiding = HidingView(view, hides, "a-key")
    names = [name for hide in hides for name in hide.names]
    runs = [at.text for hide in hides for at in hide.at if len(at.text.split()) >= 3 and len(letters(at.text)) >= 12]
    texts = {one.id: one.text for one in hiding.documents()}
    for hide in hides:
        for at in hide.at:
            assert set(texts[hiding.id(at.doc)][at.start : at.end]) == {BLOCK}  # type: ignore[index]  # ids are strings
    leaving = Leaving(hiding)
    for kind in KINDS:
        for record in leaving.of(kind):
            for anchor in anchors_of(record):
                assert texts[anchor.doc][anchor.start : anchor.end] == anchor.text
    for exporter in EXPORTERS:
        with tempfile.TemporaryDirectory() as folder:
            list(exporter(hiding, Path(folder)))
            told = in_files(Path(folder))
        for words in [*names, *runs]:
            assert_not_in(words, told)
        for old in hiding.sealed():
            assert not any(old in text for text in told), old


def test_the_same_hides_give_the_same_files(case: Case, view: WholeView, tmp_path: Path) -> None:
    hides = [Hide(record=entity_named(case, "Kverndal"), key="k", names=("Ane Kverndal",))]
    for exporter in EXPORTERS:
        one, other = (list(exporter(HidingView(view, hides, "k"), tmp_path / exporter.name / at)) for at in ("a", "b"))
        for path, again in zip(one, other, strict=True):
            assert path.name == again.name
            assert path.read_bytes() == again.read_bytes() or zipfile.is_zipfile(path)


def test_a_hidden_name_is_hidden_in_texts_titles_names_addresses_remarks_and_reports(case: Case, tmp_path: Path) -> None:
    name = entity_named(case, "Kverndal")
    case.hide(name, note="she is a minor", who="Tester")
    try:
        for exporter in EXPORTERS:
            list(case.export(tmp_path / exporter.name, format=exporter.name))
        told = in_files(tmp_path)
        for words in ("Kverndal", "KVERNDAL", "kverndal", "Ane Kverndal", "she is a minor", name):
            assert not any(words in text for text in told), words
        said = json.loads((tmp_path / "jsonl" / "hidden.json").read_text(encoding="utf-8"))
        assert said["hidden"] == {"names": 1}
        assert said["stretches"] >= 6
        report = case.tell_report(case.reports()[0].id)
        assert "verndal" not in str(report)
        assert case.report(case.reports()[0].id).title == "What Ane Kverndal said"  # in the case it stays
        docs = [json.loads(line) for line in (tmp_path / "jsonl" / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [one["name"] for one in docs] == sorted(one["name"] for one in docs)
        assert sorted(len(one["name"]) for one in docs) == sorted(map(len, PAPERS))
    finally:
        case.undo(name, who="Tester")
    list(case.export(tmp_path / "jsonl"))
    assert not (tmp_path / "jsonl" / "hidden.json").exists()
    assert "Ane Kverndal" in (tmp_path / "jsonl" / "documents.jsonl").read_text(encoding="utf-8")


def test_a_hidden_claim_is_still_there_without_a_word(case: Case, tmp_path: Path) -> None:
    claim = next(one for one in case.claims() if "home for every" in one.content[0].text)
    case.hide(claim.id, note="told in confidence", who="Tester")
    try:
        list(case.export(tmp_path))
    finally:
        case.undo(claim.id, who="Tester")
    found = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) == len(case.claims())
    (hidden,) = (one for one in found if one["status"] == "accepted")
    assert {sign for piece in hidden["content"] for sign in piece["text"]} == {BLOCK}
    assert hidden["chain"][-1]["holder"]["text"] in {None, BLOCK * 3}
    assert hidden["id"] != claim.id
    assert "home for every reader" not in (tmp_path / "documents.jsonl").read_text(
        encoding="utf-8"
    )  # nor in the other document


def test_an_undo_takes_back_the_hiding_and_leaves_the_acceptance(case: Case) -> None:
    claim = next(one for one in case.claims() if "home for every" in one.content[0].text)
    case.hide(claim.id, note="told in confidence", who="Tester")
    with case.view() as view:
        assert view.status(claim.id) == "accepted"
    case.undo(claim.id, who="Tester")
    with case.view() as view:
        assert view.status(claim.id) == "accepted"
        assert without_hidden(view) is view


def test_what_was_hidden_stays_hidden_when_the_record_is_gone(view: WholeView) -> None:
    (doc,) = (one for one in view.documents() if one.name == "quay-report.txt")
    words = "The society probably owes the town a boat"
    at = Cutter(doc).cut(doc.text.index(words), doc.text.index(words) + len(words))
    moved = Anchor(doc=doc.id, start=at.start + 3, end=at.end + 3, text=at.text)  # the document was read anew since
    for places, names in (((at,), ()), ((moved,), ()), ((), ("Pier Book Fund",))):
        hidden = without_hidden(_With(view, Hide(record="clm-0000000000000000", key="k", names=names, at=places)))
        text = next(one.text for one in hidden.documents() if len(one.text) == len(doc.text) and "home for" in one.text)
        assert (words in text, "Pier Book Fund" in text) == (not places, not names)


class _With(WholeView):
    """A view in which somebody hid something."""

    def __init__(self, view: WholeView, hide: Hide) -> None:
        super().__init__(view.stored)
        changes = to_changes(names=hide.names, at=hide.at)
        self._made = Judgement(
            id=JudgementId(make_id("jdg", hide.record)), record=hide.record, decision="hide", who="Tester",
            when="2026-01-01T00:00:00Z", changes=changes,
        )  # fmt: skip

    def judgements(self, record: str | None = None) -> Iterator[Judgement]:
        yield self._made


def test_no_guess_of_a_hidden_name_can_be_told_from_ids(view: WholeView, case: Case) -> None:
    doc = next(one for one in view.documents() if one.name == "quay-report.txt")
    hiding = HidingView(view, [Hide(record=entity_named(case, "Kverndal"), key="k", names=("Ane Kverndal",))], "a-key")
    ids = {str(one.id) for one in hiding.documents()} | {one.capture for one in hiding.documents()}
    assert not ids & {doc.id, doc.capture}
    untouched = next(one for one in view.documents() if one.name == "signs.txt")
    assert untouched.capture in ids  # what has nothing hidden in it keeps the hash of its file
    other = HidingView(view, [Hide(record=entity_named(case, "Kverndal"), key="k", names=("Ane Kverndal",))], "another-key")
    assert {one.id for one in other.documents()} & ids == {one.id for one in view.documents()} & ids


def test_times_and_readings_of_hidden_words_go_with_them(view: WholeView) -> None:
    (doc,) = (one for one in view.documents() if one.name == "quay-report.txt")
    passage = next(one for one in view.passages(doc.id) if "3 March 2021" in one.pieces[0].text)
    hiding = HidingView(view, [Hide(record=passage.id, key="k", at=places_of(passage))], "a-key")
    values = {mention.value for mention in hiding.mentions(hiding.id(doc.id))}  # type: ignore[arg-type]  # the id that it leaves with
    assert "2021-03-03" not in {v for v in values if v} or "3.3.2021" in doc.text
    claims = [one for one in hiding.claims(hiding.id(doc.id)) if set(one.content[0].text) == {BLOCK}]  # type: ignore[arg-type]
    assert claims
    assert all((one.said, one.content_time, one.relation) == (None, None, None) for one in claims)


@pytest.mark.parametrize(
    ("made", "standing", "key"),
    [
        ([("1", "hide", None)], 1, True),
        ([("1", "hide", None), ("2", "undo", "1")], 0, True),
        ([("1", "hide", None), ("2", "undo", "1"), ("3", "undo", "2")], 1, True),
        ([("1", "accept", None)], 0, False),
    ],
)
def test_hides_are_folded_over_undos(made: list[tuple[str, str, str | None]], standing: int, key: bool) -> None:
    judgements = [
        Judgement(
            id=JudgementId(one), record="clm-1", decision=decision, who="T", when=one,  # type: ignore[arg-type]
            supersedes=JudgementId(before) if before else None, changes=to_changes(names=["x"]) if decision == "hide" else None,
        )
        for one, decision, before in made
    ]  # fmt: skip
    hides, found = hides_that_stand(judgements)
    assert (len(hides), bool(found)) == (standing, key)


def test_a_claims_place_is_all_its_words_but_whom_they_refer_to(view: WholeView) -> None:
    for claim in (record for record in records_of(view) if isinstance(record, Claim)):
        referred = {step.holder.refers_to for step in claim.chain}
        assert set(places_of(claim)) == set(anchors_of(claim)) - referred


def test_original_files_stay_where_something_is_hidden(case: Case, tmp_path: Path) -> None:
    assert any("originals" in path.parts for path in case.export(tmp_path / "all", originals=True))
    case.hide(entity_named(case, "Kverndal"), note="she is a minor", who="Tester")
    with pytest.raises(OriginalsStay):
        list(case.export(tmp_path / "hidden", originals=True))
