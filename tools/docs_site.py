"""The documentation as a site: the pages of docs/ and of the project, laid out under build/site and built by Zensical.

1. Lay the pages out: docs/ as it stands, the pages of the root under project/, the changelog with what is not released yet.
2. Make links of the paths in backticks that lead to a page, so that the sources stay plain to read.
3. Make the navigation of the list in docs/README.md, so that it is kept in one place.
4. Let Zensical build it, where each of its warnings is an error.

    python -m tools.docs_site           build into build/site/html
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "site"
PROJECT = {
    "ARCHITECTURE.md": "project/architecture.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
}
_FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"(?<!\[)`([\w./-]+\.md|docs/decisions/\d{4})`(?!\])")
_ITEM = re.compile(r"(?P<marks>#{2,3}) (?P<head>.+)|- \[(?P<title>[^]]+)\]\((?P<path>[^)#]+)\)")
_KINDS = {"breaking": "Breaking", "added": "Added", "changed": "Changed", "fixed": "Fixed", "removed": "Removed"}

Navigation: TypeAlias = "list[dict[str, str | Navigation]]"


def sources() -> dict[str, Path]:
    """Return the pages of the site: where each lies on the site → its file."""
    docs = {path.relative_to(ROOT / "docs").as_posix(): path for path in sorted((ROOT / "docs").rglob("*.md"))}
    return docs | {there: ROOT / name for name, there in PROJECT.items()}


def title_of(text: str) -> str:
    """Return the title of a page: its first heading."""
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1] if found else ""


def linked(text: str, source: Path) -> str:
    """Return the text of a page, with a link for each path in backticks that leads to another page; code stays as it is."""
    places = {path: there for there, path in sources().items()}

    def link(match: re.Match[str]) -> str:
        target = _target(match[1], source)
        if target is None or target not in places or target == source:
            return match[0]
        here = next(there for path, there in places.items() if path == source)
        way = os.path.relpath(places[target], Path(here).parent).replace(os.sep, "/")
        return f"[{title_of(target.read_text(encoding='utf-8'))}]({way})"

    parts, end = [], 0
    for fence in [*_FENCE.finditer(text), None]:
        prose = text[end : fence.start() if fence else len(text)]
        parts.append("\n".join(line if line.startswith("    ") else _PATH.sub(link, line) for line in prose.split("\n")))
        parts.append(fence[0] if fence else "")
        end = fence.end() if fence else end
    return "".join(parts)


def _target(path: str, source: Path) -> Path | None:
    """Return the file that a path in a page means: from the page, or from the root; a decision also by its number."""
    if not path.endswith(".md"):
        return next(iter((ROOT / "docs" / "decisions").glob(f"{path[-4:]}-*.md")), None)
    return next((home for home in ((source.parent / path).resolve(), ROOT / path) if home.is_file()), None)


def changelog() -> str:
    """Return the changelog, with the notes in changes/ as what is not released yet."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    opening, _, rest = text.partition("\n## ")
    parts = ["## Not released yet"]
    for kind, head in _KINDS.items():
        notes = [path.read_text(encoding="utf-8").strip() for path in sorted((ROOT / "changes").glob(f"*.{kind}.md"))]
        parts += [f"### {head}", *("- " + note.replace("\n", "\n  ") for note in notes)] if notes else []
    return "\n\n".join([opening.strip(), *(parts if len(parts) > 1 else ()), f"## {rest}"])


def navigation(index: str) -> Navigation:
    """Return the navigation that a list of links under headings gives: sections (##), groups in them (###), pages."""
    made: Navigation = [{"Start": "README.md"}]
    section: Navigation = made
    group: Navigation = made
    for line in index.splitlines():
        if not (item := _ITEM.match(line)):
            continue
        if item["marks"] == "##":
            section = group = []
            made.append({item["head"]: section})
        elif item["marks"]:
            group = []
            section.append({item["head"]: group})
        else:
            group.append({item["title"]: _on_site(item["path"])})
    return made


def _on_site(path: str) -> str:
    return PROJECT.get(path.removeprefix("../"), path)


def lay_out(folder: Path) -> Path:
    """Write the pages and the configuration into a folder, and return the path of the latter."""
    shutil.rmtree(folder, ignore_errors=True)
    for there, source in sources().items():
        text = changelog() if source.name == "CHANGELOG.md" else source.read_text(encoding="utf-8")
        if there == "README.md":
            for name, place in PROJECT.items():
                text = text.replace(f"(../{name})", f"({place})")
        page = folder / "pages" / there
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(linked(text, source), encoding="utf-8")
    shutil.copy(ROOT / "docs" / "site.css", folder / "pages")
    shutil.copy(ROOT / "docs" / "reference" / "whosays.1", folder / "pages" / "reference")
    config = folder / "mkdocs.yml"
    nav = json.dumps(navigation((ROOT / "docs" / "README.md").read_text(encoding="utf-8")), ensure_ascii=False, indent=1)
    config.write_text(f"{(ROOT / 'mkdocs.yml').read_text(encoding='utf-8')}nav: {nav}\n", encoding="utf-8")
    return config


def build(folder: Path = FOLDER) -> Path:
    """Build the site in a folder, and return where its pages are.

    Raises:
        CalledProcessError: Zensical found something wrong, and has said what on stderr.
    """
    config = lay_out(folder)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(config)]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "html"


if __name__ == "__main__":
    try:
        print(build().joinpath("index.html").relative_to(ROOT))
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
