"""What `whosays reports` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]


def test_reports_are_listed_and_one_is_printed_as_markdown(here: Path, told: Told) -> None:
    with Case.open(here) as case:
        made = case.save_report(title="Boats", blocks=[case.make_block("heading", "Hulls \x1b[31m")], who="Ane")
    code, listed, said = told("reports")
    assert (code, listed.split(), said) == (0, [made.id[:12], made.when[:10], "Ane", "version", "1", "Boats"], "1 report\n")
    _, printed, _ = told("reports", made.id[:9])
    assert printed.startswith("# Boats\n")
    assert "\x1b" not in printed
    assert [one["title"] for one in json.loads(told("reports", "--json")[1])] == ["Boats"]
    assert json.loads(told("reports", made.id, "--json")[1])["report"]["id"] == made.id


def test_a_report_that_is_not_there_is_told(here: Path, told: Told) -> None:
    code, out, said = told("reports", "rep-none")
    assert (code, out) == (1, "")
    assert "`whosays reports` prints ids" in said


def accept(case_dir: Path, words: str) -> str:
    with Case.open(case_dir) as case:
        claim = next(claim.id for claim in case.claims() if words in claim.content[0].text)
        case.judge(claim, "accept", who="Ane")
    return claim


def test_a_profile_is_printed_and_written_in_the_form_that_the_name_of_the_file_says(here: Path, told: Told) -> None:
    claim = accept(here, "reading room")
    code, out, said = told("report", "profile", "Larkhill Library", "--who", "Ane")
    assert (code, said) == (0, "1 footnote\n")
    assert "The Larkhill Library describes: “a reading room”[^1]\n" in out
    assert f" {claim}/" in out
    for name, start in (("a.md", b"# What"), ("a.html", b"<!doctype html>"), ("a.docx", b"PK")):
        assert told("report", "profile", "Larkhill Library", "-o", name)[0] == 0
        assert (here / name).read_bytes().startswith(start)
    assert json.loads(told("report", "profile", "Larkhill Library", "--json")[1])["notes"][0]["claim"] == claim


def test_a_report_in_arabic_runs_from_right_to_left(here: Path, told: Told) -> None:
    accept(here, "reading room")
    told("report", "profile", "Larkhill Library", "--language", "ar", "-o", "a.html")
    page = (here / "a.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert "\u2068The Larkhill Library\u2069 يصف: «\u2068a reading room\u2069»" in page


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["report"], 2, "say which kind of report"),
        (["report", "profile", "Larkhill Library"], 1, "nobody has accepted anything"),
        (["report", "profile", "nobody", "--proposed"], 1, "`whosays names` prints"),
        (["report", "register", "library.txt", "--proposed", "--format", "docx"], 2, "--output FILE"),
        (["report", "register", "library.txt", "--proposed", "-o", "a.odt"], 2, "does not say which form"),
        (["report", "register", "library.txt", "--proposed", "-o", "gone/a.md"], 1, "cannot write gone/a.md"),
        (["report", "composed", "rep-none"], 1, "`whosays reports` prints ids"),
        (["report", "composed", "rep-none", "--keep"], 2, "without --proposed"),
        (["check", "rep-none"], 1, "`whosays reports` prints ids"),
        (["check", "library.txt"], 1, "`whosays reports` prints ids"),
    ],
)
def test_what_cannot_be_reported_is_told_in_a_line(here: Path, told: Told, args: list[str], code: int, said: str) -> None:
    got, out, err = told(*args)
    assert (got, out) == (code, "")
    assert said in " ".join(err.split())
    assert "Traceback" not in err


def test_a_register_is_kept_and_then_told_as_composed(here: Path, told: Told) -> None:
    _, printed, said = told("report", "register", "library.txt", "--proposed", "--keep", "--title", "Members", "--who", "Ane")
    kept = said.partition("kept as ")[2].strip()
    assert "3 footnotes, 3 of them marked; kept as rep-" in said
    assert "lists: “Larkhill Tram Society (Malta)”[^2] **(proposed, nobody has decided on it)**" in printed
    assert told("report", "composed", kept)[1] == printed


def test_templates_are_written_changed_and_used_and_a_wrong_one_is_told_with_its_line(here: Path, told: Told) -> None:
    _, out, _ = told("report", "--write-templates", "mine")
    assert out.split() == ["mine/report.md.jinja", "mine/report.html.jinja", "mine/report.pdf.jinja"]
    assert told("report", "--write-templates", "mine")[0] == 1
    template = here / "mine" / "report.md.jinja"
    template.write_text(template.read_text(encoding="utf-8") + "\nEnd of {{ report.title }}\n", encoding="utf-8")
    args = ("report", "register", "library.txt", "--proposed", "--title", "Members", "--template", template)
    assert told(*args)[1].endswith("\nEnd of Members\n")
    template.write_text("one\n{{ repot.title }}\n", encoding="utf-8")
    code, _, said = told(*args)
    assert code == 1
    assert "report.md.jinja, line 2: 'repot' is undefined" in said


def test_check_says_what_changed_and_ends_with_one(here: Path, told: Told) -> None:
    claim = accept(here, "reading room")
    told("report", "profile", "Larkhill Library", "-o", "a.docx")
    assert told("check", "a.docx") == (0, "", "1 footnote: all stand\n")
    assert "stands" in told("check", "a.docx", "--all")[1]
    with Case.open(here) as case:
        case.judge(claim, "reject", who="Ane")
    code, out, said = told("check", "a.docx")
    assert (code, said) == (1, "1 footnote: 1 withdrawn\n")
    assert claim[:12] in out
    assert "a person rejected the claim" in out
    code, out, _ = told("check", "a.docx", "--json")
    assert (code, json.loads(out)[0]["why"]) == (1, ["rejected"])


def test_every_reason_that_a_check_gives_has_its_words() -> None:
    from typing import get_args

    from whosays.cli.reporting import _FORMS, _LANGUAGES, _WHY
    from whosays.desk.phrases import LANGUAGES
    from whosays.publish.report.as_read import Withdrawn
    from whosays.publish.report.forms import FORMS
    from whosays.reports import Part

    assert {*get_args(Part), *get_args(Withdrawn)} <= _WHY.keys()
    assert (list(FORMS), list(LANGUAGES)) == (_FORMS, _LANGUAGES)
