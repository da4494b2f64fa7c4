"""A report as a file: Markdown, a page of HTML, a Word file, a PDF. One table of forms, for the command line and the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from whosays.errors import WhosaysError
from whosays.publish.report.docx import to_docx
from whosays.publish.report.pdf import set_pdf
from whosays.publish.report.templating import fill
from whosays.publish.report.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whosays.publish.report.as_read import ReportTold

Form = Literal["md", "html", "docx", "pdf"]
FORMS: tuple[Form, ...] = get_args(Form)
MEDIA_TYPES: Mapping[Form, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class NoTemplateFor(WhosaysError):
    """A template for a form that is made without one."""

    code = "no-template-for"

    def __init__(self, form: str) -> None:
        super().__init__(f"a {form} file is made without a template; take --format md, html or pdf with --template")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language to tell a report in: its code, its words, its direction ("ltr", "rtl")."""

    code: str = "en"
    words: Mapping[str, str]
    direction: str = "ltr"


IN_ENGLISH = Language(words=ENGLISH)


def make_file(told: ReportTold, form: Form, language: Language = IN_ENGLISH, *, template: Path | None = None) -> bytes:
    """Return a report as the bytes of a file; the same report gives the same bytes (a PDF the same pages).

    Args:
        told: the report.
        form: which kind of file.
        language: what it is told in.
        template: the user's own (None: ours).

    Raises BadTemplate, NoTemplateFor, NoPdf.
    """
    spoken = {"language": language.code, "direction": language.direction}
    if form == "docx":
        if template:
            raise NoTemplateFor(form)
        return to_docx(told, language.words, **spoken)
    text = fill(told, form, language.words, template=template, **spoken)
    return set_pdf(text, fill(told, "md", language.words), told.report.when) if form == "pdf" else text.encode()


def to_markdown(told: ReportTold, words: Mapping[str, str] = ENGLISH) -> str:
    """Return a report as Markdown with footnotes (`[^1]`). No word of a document or person is taken for markup."""
    return fill(told, "md", words)


def to_html(told: ReportTold, words: Mapping[str, str] = ENGLISH, *, language: str = "en", direction: str = "ltr") -> str:
    """Return a report as one page of HTML that needs nothing beside it. Every word in it is escaped."""
    return fill(told, "html", words, language=language, direction=direction)
