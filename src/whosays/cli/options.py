"""Options that many commands share, and how a command opens its case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.capture.web import WebSettings
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


def on_option(command: F) -> F:
    """Add `--on ADDRESS`."""
    return click.option(
        "--on",
        metavar="ADDRESS",
        help="Keep the rows on a PostgreSQL server: `postgresql://USER@HOST/DATABASE`, without a password.",
    )(command)


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


def loopback_option(command: F) -> F:
    """Add the hidden `--loopback-for-tests`: addresses on this machine may be asked, which tests of whosays itself need."""
    return click.option(
        "--loopback-for-tests",
        envvar="WHOSAYS_LOOPBACK_FOR_TESTS",
        is_flag=True,
        hidden=True,
        help="For tests of whosays itself: addresses on this machine may be asked.",
    )(command)


def web_of(case: Case, *, loopback: bool) -> WebSettings:
    """Return how to ask the web: as the case's settings say."""
    from dataclasses import replace

    return replace(case.web_settings(), allow_loopback=loopback)


def open_case(case_dir: Path | None) -> Case:
    """Open the named case, or the one of the current folder."""
    from whosays.case import Case

    return Case.open(case_dir) if case_dir else Case.find(Path.cwd())
