"""The progress bar of `whosays add` on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

    from whosays.case.intake.adding import Progress


class ProgressBar:
    """A bar on stderr that is called with each Progress."""

    def __init__(self) -> None:
        self._bar = click.progressbar(length=1, label="reading", file=sys.stderr, show_pos=True, width=30)
        self._done = 0

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.__exit__(kind, error, trace)

    def __call__(self, progress: Progress) -> None:
        """Move to where the `add` is."""
        self._bar.length = max(progress.total, 1)
        self._bar.update(progress.done - self._done)
        self._done = progress.done
