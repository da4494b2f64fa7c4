"""Options that many commands share, and how a command opens its case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.case import Case

F = TypeVar("F", bound="Callable[..., object]")


def case_option(command: F) -> F:
    """Add `--case DIR`."""
    return click.option(
        "--case",
        "case_dir",
        metavar="DIR",
        envvar="WHOSAYS_CASE",
        type=click.Path(path_type=Path),
        help="The case folder (default: the case of this folder, or of one above it).",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def doc_option(command: F) -> F:
    """Add `--doc DOC`."""
    return click.option("--doc", metavar="DOC", help="Of this document only: its name, its id, or how the id begins.")(command)


def status_option(command: F) -> F:
    """Add `--status`."""
    return click.option(
        "--status",
        type=click.Choice(["proposed", "accepted", "edited", "rejected", "all"]),
        help="What people decided (default: all but the rejected).",
    )(command)


def open_case(case_dir: Path | None) -> Case:
    """Open the named case, or the one of the current folder."""
    from whosays.case import Case

    return Case.open(case_dir) if case_dir else Case.find(Path.cwd())
