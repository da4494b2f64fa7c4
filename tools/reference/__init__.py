"""The pages of docs/reference, made from the program itself, so that they cannot say anything else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tools.reference.commands import commands_page, settings_page
from tools.reference.man import man_page
from tools.reference.plugins import plugins_page
from tools.reference.problems import problems_page
from tools.reference.python import answers_page, python_page, views_page
from tools.reference.records import records_page
from tools.reference.vocabulary import vocabulary_page

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "plugins.md": plugins_page,
    "problems.md": problems_page,
    "python-answers.md": answers_page,
    "python-views.md": views_page,
    "python.md": python_page,
    "records.md": records_page,
    "settings.md": settings_page,
    "vocabulary.md": vocabulary_page,
    "whosays.1": man_page,
}


def write_pages(folder: Path = FOLDER) -> list[Path]:
    """Write every page, and return the paths of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale_pages(folder)
    for path in changed:
        path.write_text(PAGES[path.name](), encoding="utf-8", newline="\n")
    return changed


def stale_pages(folder: Path = FOLDER) -> list[Path]:
    """Return the paths of the pages that do not say what the program says now."""
    paths = [folder / name for name in PAGES]
    return [path for path in paths if not path.is_file() or path.read_text(encoding="utf-8") != PAGES[path.name]()]
