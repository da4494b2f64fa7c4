"""Tests of `analyse.unsourced`: on what footing claims stand, the same for every document, in four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.text.vague import is_vague

if TYPE_CHECKING:
    from pathlib import Path


# A question states nothing, and is long enough for its language to be told.
FILL = {
    "en": "Who would not like to walk along the old quay on a warm summer evening with friends?",
    "fr": "Qui ne voudrait pas se promener avec ses amis sur le vieux quai par une chaude soirée d'été ?",
    "ar": "من لا يحب أن يمشي مع أصدقائه على الرصيف القديم في مساء صيفي دافئ؟",
    "fa": "چه کسی دوست ندارد که در یک شب گرم تابستانی با دوستانش روی اسکله قدیمی قدم بزند؟",
}


def footings(folder: Path, text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return kind and words of the claims of a text without a source, after checking that its counts add up."""
    (folder / "note.txt").write_text(f"{text}\n\n{FILL[language]}\n", encoding="utf-8")
    with Case.new(folder / "case") as case:
        case.add([folder / "note.txt"], jobs=1)
        [account] = case.support("note.txt")
        assert sum(account.counts.values()) == len(case.claims())
        assert sum(account.counts[kind] for kind in ("vague", "hidden", "none")) == len(account.unsourced)
        return [(one.kind, one.words) for one in account.unsourced if one.end <= len(text)]


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("The press has reported that the ferry sank at noon.", "vague", "en"),
        ("An audit revealed that the harbour lost two cranes.", "vague", "en"),
        ("It is said that the choir sang all night.", "hidden", "en"),
        ("The choir sang all night.", "none", "en"),
        ("On dit que le port abrite deux grues.", "hidden", "fr"),
        ("Selon la presse, le port abrite deux grues.", "vague", "fr"),
        ("قالت مصادر إن المكتبة أغلقت أبوابها.", "vague", "ar"),
        ("منابع گفتند که کتابخانه بسته شد.", "vague", "fa"),
    ],
)
def test_a_claim_without_a_source_is_found(tmp_path: Path, text: str, kind: str, language: str) -> None:
    assert [one for one, _words in footings(tmp_path, text, language)] == [kind]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Harbour Gazette reported that the ferry sank at noon.", "en"),
        ("Ann Lowe, a witness, said that the ferry sank at noon.", "en"),
        ("Selon la Société des Bateliers, le port abrite deux grues.", "fr"),
    ],
)
def test_a_claim_with_a_named_holder_is_none_of_them(tmp_path: Path, text: str, language: str) -> None:
    assert [words for _kind, words in footings(tmp_path, text, language) if "ferry" in words or "port" in words] == []


@pytest.mark.parametrize(
    ("words", "language", "vague"),
    [
        ("the British press", "en", True),
        ("A cyber audit in that context", "en", True),
        ("some experts", "en", True),
        ("the ferryman", "en", False),
        ("the press officer", "en", False),
        ("the owner of the press", "en", False),
        ("la presse", "fr", True),
        ("le batelier", "fr", False),
        ("وسائل الإعلام", "ar", True),
        ("رسانه‌ها", "fa", True),
        ("the press", "xx", False),
    ],
)
def test_a_vague_source_is_a_kind_of_source(words: str, language: str, vague: bool) -> None:
    assert is_vague(words, language) == vague
