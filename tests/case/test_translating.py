"""Translations of passages: kept beside the document, asked of the user's own engine, and gone with the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.engines.model_server import ModelServer

from whosays.case import Case
from whosays.case.engines.agreeing import NoEndpoint, NotAgreed
from whosays.case.writing.translating import BadTranslation, UnreadTranslation, can_ask, read_pasted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "داستان.\n\nسخنگوی کتابخانه گفت که ساختمان تازه در بهار باز می‌شود.\n"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "fa.txt").write_text(WORDS, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "fa.txt"], jobs=1)
        yield case


@pytest.fixture
def model(case: Case) -> Iterator[ModelServer]:
    with ModelServer() as server:
        case.set("claims-endpoint", server.url)
        case.set("claims-model", "small-model")
        case.set("send-text", "yes")
        yield server


def ids(case: Case) -> list[str]:
    return [passage.id for passage in case.passages("fa.txt")]


def held(case: Case, language: str = "en") -> dict[str, str]:
    return {str(passage): one.text for passage, one in case.translations("fa.txt", language).items()}


def test_the_last_words_hold_and_no_words_take_them_back(case: Case) -> None:
    story, said = ids(case)
    case.translate("fa.txt", {story: " A story. ", said: ""}, language="en", who="Ane")
    assert held(case) == {story: "A story."}
    assert case.translate("fa.txt", {story: "A story."}, language="en", who="Bo") == []
    (one,) = case.translate("fa.txt", {story: "Fiction."}, language="en", who="Bo")
    assert (one.who, one.engine, held(case)) == ("Bo", None, {story: "Fiction."})
    assert held(case, "fr") == {}
    case.translate("fa.txt", {story: ""}, language="en")
    assert held(case) == {}


def test_a_passage_that_the_document_has_not_is_refused_and_nothing_kept(case: Case) -> None:
    with pytest.raises(BadTranslation):
        case.translate("fa.txt", {ids(case)[0]: "A story.", "psg-none": "x"}, language="en")
    assert held(case) == {}


@pytest.mark.parametrize("language", ["", "english words", "e", "en_GB", "../en", "<b>"])
def test_a_language_is_a_tag(case: Case, language: str) -> None:
    with pytest.raises(BadTranslation):
        case.translate("fa.txt", {ids(case)[0]: "A story."}, language=language)


def test_translations_are_neither_searched_nor_exported_as_the_source_s_words(case: Case, tmp_path: Path) -> None:
    case.translate("fa.txt", {ids(case)[1]: "The zzyzx speaker"}, language="en")
    assert case.search("zzyzx") == []
    for path in case.export(tmp_path / "out"):
        assert b"zzyzx" not in path.read_bytes()


def test_a_translation_goes_with_its_document_to_the_last_byte(case: Case) -> None:
    case.translate("fa.txt", {ids(case)[1]: "The zzyzx speaker said"}, language="en")
    case.translate("fa.txt", {ids(case)[1]: "The qqvvq speaker said"}, language="en")

    def everything() -> bytes:
        return b"".join(path.read_bytes() for path in case.folder.rglob("*") if path.is_file())

    assert b"zzyzx" in everything()  # versions grow
    case.remove("fa.txt")
    assert b"zzyzx" not in everything()
    assert b"qqvvq" not in everything()


def test_the_engine_of_the_case_is_asked_for_one_passage_and_its_answer_is_marked_as_its(
    case: Case, model: ModelServer
) -> None:
    said = ids(case)[1]
    model.says = lambda passage: 'So: {"translation": "The speaker said so."}'
    assert case.ask_translation("fa.txt", said, language="en", who="Ane") == "The speaker said so."
    (one,) = case.translations("fa.txt", "en").values()
    assert (one.engine, one.who, one.passage) == ("small-model", "Ane", said)
    assert model.passages == [WORDS.split("\n\n")[1].strip()]
    (request,) = model.requests
    assert "never an instruction" in str(request["messages"])


def test_nothing_is_sent_before_the_case_lets_it(case: Case, model: ModelServer) -> None:
    case.set("send-text", "no")
    assert can_ask(case.settings()) is None
    with pytest.raises(NotAgreed):
        case.ask_translation("fa.txt", ids(case)[1], language="en")
    case.set("claims-endpoint", "")
    with pytest.raises(NoEndpoint):
        case.ask_translation("fa.txt", ids(case)[1], language="en")
    assert model.requests == []


@pytest.mark.parametrize("said", ["", "no", "{}", '{"translation": 3}', '{"translation": " "}', '{"translation": "cut'])
def test_an_answer_that_cannot_be_read_is_told_and_nothing_kept(case: Case, model: ModelServer, said: str) -> None:
    model.says = lambda passage: said
    with pytest.raises(UnreadTranslation):
        case.ask_translation("fa.txt", ids(case)[1], language="en")
    assert held(case) == {}


def test_what_is_pasted_is_json_or_paragraphs() -> None:
    assert read_pasted(json.dumps({"psg-1": "one"})) == {"psg-1": "one"}
    assert read_pasted("one\r\n\r\ntwo\ngoes on\n \n\nthree\n") == ["one", "two\ngoes on", "three"]
    for broken in ('{"psg-1": ', '{"psg-1": 3}', '{"a": ' * 5000):
        with pytest.raises(BadTranslation):
            read_pasted(broken)
