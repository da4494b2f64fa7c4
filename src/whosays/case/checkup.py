"""What whosays finds on this machine, and what it finds of a case: the answers of `whosays doctor`."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from whosays.store.checkup import Finding, check_case
from whosays.store.schema import VERSION
from whosays.store.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_NOT_FOR_USERS = "dev"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that whosays rests on: its version (None: it is not installed), and whether it can do without."""

    kind: str
    name: str
    version: str | None
    needed: bool


def installed() -> Iterator[Part]:
    """Yield what is installed: Python, SQLite, packages, extras, models, programs, fonts."""
    from whosays.store.connection import sqlite_version

    yield Part(kind="program", name="whosays", version=metadata.version("whosays"), needed=True)
    yield Part(kind="program", name="python", version=platform.python_version(), needed=True)
    yield Part(kind="program", name="sqlite", version=sqlite_version(), needed=True)
    yield from _programs()
    yield Part(kind="system", name=platform.system().lower() or sys.platform, version=platform.release() or None, needed=False)
    yield from _packages(metadata.requires("whosays") or [])
    yield from _models()
    yield from _fonts()


def _packages(requirements: list[str]) -> Iterator[Part]:
    for requirement in requirements:
        name = _NAME.match(requirement)
        extra = _EXTRA.search(requirement)
        if name is None or (extra and extra[1] == _NOT_FOR_USERS):
            continue
        kind = f"extra {extra[1]}" if extra else "package"
        yield Part(kind=kind, name=name[0].lower(), version=_version(name[0]), needed=extra is None)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _models() -> Iterator[Part]:
    from whosays.text.name_model import has_name_model, name_model_version, name_models
    from whosays.text.syntax import MODELS, has_model, model_version

    for language in sorted(MODELS):
        version = model_version(language) if has_model(language) else None
        yield Part(kind="model", name=f"sentences ({language})", version=version, needed=False)
    for language in sorted(name_models()):
        version = name_model_version(language) if has_name_model(language) else None
        yield Part(kind="model", name=f"names ({language})", version=version, needed=False)


def _programs() -> Iterator[Part]:
    from whosays.read.ocr import ocr_languages, ocr_version

    told = ocr_version()
    yield Part(kind="program", name="tesseract", version=told.partition("/")[0] if told else None, needed=False)
    yield Part(kind="program", name="languages of tesseract", version=" ".join(ocr_languages()) or None, needed=False)


def _fonts() -> Iterator[Part]:
    """Yield the fonts that the desk brings along."""
    from importlib.resources import files

    folder = files("whosays") / "desk" / "static" / "fonts"
    found = sorted(place.name for place in folder.iterdir() if place.name.endswith(".woff2")) if folder.is_dir() else []
    yield Part(kind="fonts", name="fonts of the desk", version=f"{len(found)} files" if found else None, needed=True)


def check(folder: Path, *, quick: bool = False) -> Iterator[Finding]:
    """Yield what each check of a case finds (`store.checkup.check_case`), the names put together anew among them.

    Args:
        folder: the case folder. Raises NoCase where there is none in it.
        quick: leave out what takes long in a large case.
    """
    whole = True
    for finding in check_case(folder, quick=quick):
        whole = whole and finding.state != "wrong"
        yield finding
    if whole and not quick:
        yield from _names(folder)


def _names(folder: Path) -> Iterator[Finding]:
    """Put the names together anew, and compare them with the directory that the desk looks them up in."""
    from whosays.case.whole import WholeView

    stored = View(folder, timeout=10)
    with WholeView(stored) as view:
        if stored.version() != VERSION or not stored.lookup.names.is_fresh():
            return
        kept = {atom.id: set(atom.members) for atom in stored.lookup.names.atoms().atoms.values()}
        anew = {entity.id: set(entity.members) for entity in view.proposed.entities}
    wrong = sorted(one for one in kept.keys() | anew.keys() if kept.get(one) != anew.get(one))
    if wrong:
        told = f"{len(wrong):,} names have other places than the documents give"
        yield Finding(check="names", state="wrong", told=told, where=tuple(wrong[:5]))
    else:
        yield Finding(check="names", state="fine", told=f"{len(anew):,} names, as put together anew")
