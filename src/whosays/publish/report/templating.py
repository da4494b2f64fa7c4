"""The templates that a report is told through: ours, which lie beside as files, and those that a user makes of them.

They are Jinja2 and run in its sandbox (ImmutableSandboxedEnvironment), which keeps a template from reaching beyond the report:
one that was handed on can be tried. It may extend or include ours (`whosays/report.html.jinja`), and files of its own folder.
"""

from __future__ import annotations

import re
import traceback
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from whosays.errors import WhosaysError
from whosays.publish.report.as_read import Spoken
from whosays.publish.report.words import ENGLISH
from whosays.text.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import BaseLoader
    from jinja2.sandbox import SandboxedEnvironment

    from whosays.publish.report.as_read import ReportTold

Written = Literal["md", "html", "pdf"]
BUILT_IN: Mapping[Written, str] = {"md": "report.md.jinja", "html": "report.html.jinja", "pdf": "report.pdf.jinja"}
"""The forms that are told through a template, and the name of ours for each."""

FONTS = '"Source Serif 4", "Source Serif 4 Extended", Vazirmatn, serif'


class BadTemplate(WhosaysError):
    """A template that cannot be read or filled in."""

    code = "bad-template"

    def __init__(self, name: str, line: int | None, why: str) -> None:
        place = f"{name}, line {line}" if line else name
        super().__init__(f"{place}: {why}; `whosays report --write-templates DIR` writes templates that work, to compare")


class TemplatesInTheWay(WhosaysError):
    """A file that writing our templates would overwrite, or a folder that refuses."""

    code = "templates-in-the-way"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"cannot write {path} ({why}); name a folder without these files")


def source_of(name: str) -> str:
    """Return the text of one of our templates."""
    return files("whosays.publish.report").joinpath("templates", name).read_text(encoding="utf-8")


def write_templates(folder: Path) -> list[Path]:
    """Write our templates into a folder, for somebody to change, and return their paths.

    Raises TemplatesInTheWay where one is there already, so that nobody's work is lost.
    """
    paths = {folder / name: name for name in BUILT_IN.values()}
    for path in paths:
        if path.exists():
            raise TemplatesInTheWay(path, "it is there already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, name in paths.items():
            path.write_text(source_of(name), encoding="utf-8", newline="\n")
    except OSError as error:
        raise TemplatesInTheWay(folder, (error.strerror or type(error).__name__).lower()) from error
    return list(paths)


def fill(
    told: ReportTold,
    form: Written,
    words: Mapping[str, str] = ENGLISH,
    *,
    language: str = "en",
    direction: str = "ltr",
    template: Path | None = None,
) -> str:
    """Return a report told through a template.

    Args:
        told: the report.
        form: what the template makes: Markdown, a page of HTML, HTML for paper.
        words: the words of its language.
        language: its code ("en").
        direction: "ltr" or "rtl".
        template: a file of the user's (None: ours).

    Raises BadTemplate with file and line.
    """
    is_page = form != "md"
    values = {
        "report": told.report,
        "blocks": told.blocks,
        "notes": told.notes,
        "documents": told.documents,
        "words": dict(words),
        "language": language,
        "direction": direction,
        "say": Spoken(words, isolates=is_page),
        "dir": _dir(direction),
        "fonts": _fonts(is_page),
    }
    filled = _run(template, form, values)
    return filled.rstrip("\n") + "\n"


def _run(template: Path | None, form: Written, values: Mapping[str, object]) -> str:
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    ours = BUILT_IN[form]
    environment = _environment(template, is_page=form != "md")
    name = template.name if template else ours
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise BadTemplate(str(error.name or name), error.lineno, _one_line(error.message or "it cannot be read")) from error
    except TemplateNotFound as error:
        line = _line_in(error, name)
        raise BadTemplate(str(template or name), line, f"there is no template {error.name!r} to be read") from error
    except UnicodeDecodeError as error:
        raise BadTemplate(str(template or name), None, "it is not in UTF-8") from error
    except (OSError, TemplateError) as error:
        raise BadTemplate(
            str(template or name), _line_in(error, name), _one_line(str(error) or type(error).__name__)
        ) from error
    except Exception as error:
        # What a template of the user's computes may go wrong in any way; in ours it is a bug.
        if template is None:
            raise
        why = f"{type(error).__name__}: {error}"
        raise BadTemplate(str(template), _line_in(error, name), _one_line(why)) from error


def _environment(template: Path | None, *, is_page: bool) -> SandboxedEnvironment:
    from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loaders: list[BaseLoader] = [FileSystemLoader(template.parent)] if template else []
    # Ours go by a name of their own too, so that a changed copy of the same name can extend the one it was made of.
    ours = {name: source_of(name) for name in BUILT_IN.values()}
    loaders.append(DictLoader(ours | {f"whosays/{name}": text for name, text in ours.items()}))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=is_page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = plain
    return environment


def _line_in(error: BaseException, name: str) -> int | None:
    """Return the line of the template that an error comes from: the innermost one that Jinja2 mapped to a template."""
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((name, "<template>"))
    ]
    return lines[-1] if lines else None


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _dir(direction: str) -> object:
    """Return what gives a line the direction of its own words: dir="auto", in a form that WeasyPrint knows."""
    from markupsafe import Markup

    def told(text: str) -> Markup:
        way = runs_right_to_left(text)
        own = direction if way is None else "rtl" if way else "ltr"
        return Markup(' dir="{}"').format(own)

    return told


def _fonts(is_page: bool) -> object:
    from markupsafe import Markup

    return Markup(FONTS) if is_page else FONTS


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~^])")
_LINE_START = re.compile(r"^([ \t]*)(?:([-+=])|(\d+)([.)]))", re.MULTILINE)


def plain(text: str) -> str:
    """Return words as Markdown shows them as they are: whatever would be markup is escaped."""
    return _LINE_START.sub(_escaped_start, _MARKDOWN.sub(r"\\\1", text))


def _escaped_start(found: re.Match[str]) -> str:
    space, sign, number, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"
