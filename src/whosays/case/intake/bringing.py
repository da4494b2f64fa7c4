"""What is brought into a case that other tools made: the part of `Case` that is about it.

It is a class of its own, which `Case` takes in, as `Written` is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from whosays.case.intake.annotating import Tied
    from whosays.case.intake.citing import Sources
    from whosays.case.intake.importing import Imported
    from whosays.store.store import Store


class NotReadable(WhosaysError):
    """A file that is to be brought in and cannot be read."""

    code = "not-readable"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} cannot be read: {why}")


class Brought:
    """The methods of `Case` that bring things in."""

    store: Store

    def import_record(self, folder: Path | str, *, anyway: bool = False) -> Imported:
        """Bring an export in JSON Lines back, into this case, which is empty: all of it or nothing.

        Args:
            folder: the export.
            anyway: take its records also where entities or statuses come out otherwise than the export says.
        """
        from whosays.case.intake.importing import import_record

        return import_record(self.store, Path(folder), anyway=anyway)

    def import_sources(self, path: Path | str, *, who: str | None = None) -> Sources:
        """Take the works of a bibliography (CSL-JSON, RIS, BibTeX) as sources of the case, and link the notes that cite them.

        Args:
            path: the file.
            who: who brings it in (default: the login name).
        """
        from whosays.case.intake.citing import import_sources

        return import_sources(self.store, _text_of(Path(path)), Path(path).name, who=who)

    def import_annotations(self, path: Path | str, *, who: str | None = None) -> Tied:
        """Mark the words of Web Annotations (JSON-LD), each by the person who is named as its creator.

        Args:
            path: the file.
            who: who marks what names no creator (default: the login name).
        """
        from whosays.case.intake.annotating import import_annotations

        return import_annotations(self.store, _text_of(Path(path)), Path(path).name, who=who)


def _text_of(path: Path) -> str:
    from whosays.read.encoding import NotText, decode

    try:
        return decode(path.read_bytes()).text
    except OSError as error:
        raise NotReadable(path, (error.strerror or str(error)).lower()) from error
    except NotText as error:
        raise NotReadable(path, str(error)) from error
