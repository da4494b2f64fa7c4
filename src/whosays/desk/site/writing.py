"""Write a site into a folder: pages with relative links, what is searched, looks and fonts, and a list of what was written.

1. The pages are made from the view without what is hidden, by the templates in `templates/site`.
2. Links, which name pages as the desk does (`/claims/clm-1`), are made relative to the page they stand on. A link to what
   is not on the site becomes plain text.
3. What an earlier publishing into the same folder wrote is deleted first: a page that is no longer made may hold what is
   hidden now. A folder that holds anything else is refused.

The same case gives the same files.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from whosays.case.writing.reporting import tell
from whosays.desk.phrases import Words
from whosays.desk.site.gathered import Gathered
from whosays.desk.site.index import index_of
from whosays.desk.site.pages import pages_of
from whosays.desk.templating import make_templates
from whosays.errors import WhosaysError
from whosays.publish.files import write_whole
from whosays.publish.hidden.view import Hides, HidingView, without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case import Case
    from whosays.desk.site.pages import Page

LIST = "site.json"
SCRIPT = "static/site.js"
_LOOKS = ("desk.css", "front.css", "drawings.css", "reports.css", "site.css", "mark.svg")
_LINK = re.compile(r' (href|src)="/([^"]*)"')
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]")


class CannotPublish(WhosaysError):
    """The folder for the site refuses, or holds something else."""

    code = "cannot-publish"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"cannot publish into {folder} ({why}); name a new or empty folder: `whosays publish DIR`")


def publish(case: Case, folder: Path, *, language: str = "en", decided_only: bool = False) -> Iterator[Path]:
    """Write a case as a site, and yield the paths of its files.

    Args:
        case: the case.
        folder: a new or empty folder, or one that a site was published into before.
        language: of the words around the documents: en, ar or fa.
        decided_only: leave out claims that nobody has decided on.

    Raises CannotPublish.
    """
    try:
        _clear(folder)
        with case.view() as view:
            leaving = without_hidden(view)
            records = Gathered(leaving, decided_only=decided_only)
            reports = [tell(view, report, leaving=leaving) for report in view.reports()]
            told = leaving.told().hidden if isinstance(leaving, Hides) else {}
            pages = {file_of(page.address): page for page in pages_of(records, reports, hidden=sum(told.values()))}
            words = Words(language)
            beside = _beside() | index_of(records, words)
            paths = [*pages, *beside]
            yield write_whole(folder / LIST, [json.dumps({"files": paths}, indent=1).encode() + b"\n"])
            name = case.folder.resolve().name
            site = _Site(leaving.words(name) if isinstance(leaving, HidingView) else name, words, frozenset(paths))
            for path, page in pages.items():
                yield write_whole(folder / path, [site.html(path, page).encode()])
            for path, raw in beside.items():
                yield write_whole(folder / path, [raw])
    except OSError as error:
        raise CannotPublish(folder, (error.strerror or type(error).__name__).lower()) from error


def file_of(address: str) -> str:
    """Return the file of a page by its address on the desk: "/" is index.html, "/claims/clm-1" claims/clm-1.html."""
    parts = [_NO_NAME.sub("_", part) for part in address.strip("/").split("/")]
    return f"{'/'.join(parts) or 'index'}.html"


class _Site:
    """Makes the HTML of pages."""

    def __init__(self, name: str, words: Words, paths: frozenset[str]) -> None:
        self.name = name
        self.words = words
        self.paths = paths
        self.templates = make_templates()

    def html(self, path: str, page: Page) -> str:
        """Return a page with links that are relative to its place."""
        told = self.templates.get_template(f"site/{page.template}").render(
            page=page.answer(), t=self.words, case_name=self.name, here=page.address
        )
        up = "../" * path.count("/")
        return _LINK.sub(lambda found: _relative(found[1], found[2], up, self.paths), told)


def _relative(attribute: str, address: str, up: str, known: frozenset[str]) -> str:
    """Return an attribute with a relative address; nothing where the site has no such page."""
    place, hash_sign, within = address.partition("#")
    place = unquote(place.partition("?")[0])
    if place.startswith("lineage/"):
        place, hash_sign, within = f"claims/{place.removeprefix('lineage/')}", "#", "lineage"
    path = place if place.startswith("static/") else file_of(place)
    return f' {attribute}="{up}{path}{hash_sign}{within}"' if path in known else ""


def _beside() -> dict[str, bytes]:
    """Return the looks, fonts and script by their paths."""
    static = files("whosays.desk").joinpath("static")
    told = {f"static/{name}": static.joinpath(name).read_bytes() for name in _LOOKS}
    told |= {f"static/fonts/{one.name}": one.read_bytes() for one in static.joinpath("fonts").iterdir()}
    told[SCRIPT] = static.joinpath("script/site.js").read_bytes()
    return dict(sorted(told.items()))


def _clear(folder: Path) -> None:
    """Delete what an earlier publishing wrote; raise CannotPublish for a folder that holds anything else."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    listed = folder / LIST
    if not listed.is_file():
        raise CannotPublish(folder, "it is not empty, and no site was published into it before")
    try:
        told = json.loads(listed.read_text(encoding="utf-8"))["files"]
        paths = [PurePosixPath(one) for one in told]
    except (ValueError, KeyError, TypeError) as error:
        raise CannotPublish(folder, f"its {LIST} cannot be read") from error
    for path in paths:
        if not path.is_absolute() and ".." not in path.parts:
            (folder / path).unlink(missing_ok=True)
