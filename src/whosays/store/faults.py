"""What can go wrong with a case folder, each with the next step for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class NotEmptyFolder(WhosaysError):
    """A case needs a folder of its own."""

    code = "not-empty-folder"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an empty folder; name a new one: `whosays new DIR`")


class CaseExists(WhosaysError):
    """There is a case in the folder already."""

    code = "case-exists"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is a case in {folder} already; add to it with `whosays add --case {folder} PATH`")


class NoCase(WhosaysError):
    """There is no case in a folder, nor in one above it."""

    code = "no-case"

    def __init__(self, folder: Path, why: str = "", *, or_above: bool = False) -> None:
        where = f"{folder} or above it" if or_above else str(folder)
        named = ", or name one with --case DIR" if or_above else ""
        super().__init__(f"no case in {where}{f' ({why})' if why else ''}; make one with `whosays new DIR`{named}")


class NewerCase(WhosaysError):
    """A newer whosays has written the case."""

    code = "newer-case"

    def __init__(self, folder: Path, version: int, known: int) -> None:
        super().__init__(
            f"the case in {folder} was written by a newer whosays (schema {version}, this one knows {known});"
            " update with `pip install --upgrade whosays`"
        )


class CaseBusy(WhosaysError):
    """Another process is writing to the case."""

    code = "case-busy"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another process is writing to the case in {folder}; try again when it has finished")


class RemovalUnfinished(CaseBusy):
    """A document is removed, but bytes of it remain until nobody reads an older state of the case."""

    code = "removal-unfinished"

    def __init__(self, folder: Path) -> None:
        WhosaysError.__init__(
            self,
            f"the document is removed from the case in {folder}, but another process still reads its bytes;"
            " close the others, then run any `whosays` command on the case to wipe them",
        )


class CannotWrite(WhosaysError):
    """The disk or the folder's permissions refuse."""

    code = "cannot-write"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"cannot write to the case in {folder} ({why}); check free space and permissions, then run it again")


class CannotRead(WhosaysError):
    """The folder's permissions keep the case from being read."""

    code = "cannot-read"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"cannot read the case in {folder} ({why}); change its permissions, or open a copy of it")


class DamagedCase(WhosaysError):
    """The database or an original is not what was written."""

    code = "damaged-case"

    def __init__(self, what: object, why: str) -> None:
        super().__init__(
            f"{what} is damaged ({why}); restore it from a backup, or save what can be read: `whosays doctor --save DIR CASE`"
        )


class BadAddress(WhosaysError):
    """What is said of the server that keeps a case cannot be used."""

    code = "bad-address"

    def __init__(self, what: object, why: str) -> None:
        super().__init__(
            f"{what} does not say where the rows of the case are ({why}); see `docs/how-to/share-a-case-on-postgresql.md`"
        )


class CannotReach(WhosaysError):
    """The server that keeps the rows of a case does not answer, or does not let us in."""

    code = "cannot-reach"

    def __init__(self, what: object, why: str) -> None:
        super().__init__(
            f"cannot reach the PostgreSQL server of {what} ({why}); see that it runs and that `psql` with the same address"
            " gets in, then run it again"
        )


class OnServer(WhosaysError):
    """A file is asked for of a case whose rows are on a server."""

    code = "on-server"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"the rows of the case in {folder} are on a PostgreSQL server, so there is no file to save them from;"
            " restore them with `pg_restore` from a backup of the server"
        )


class NotKnown(WhosaysError):
    """The server went away while it was told to keep something."""

    code = "not-known"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"the server went away before it said whether it kept what was written to the case in {folder} ({why});"
            " look whether it is there, and run it again where it is not"
        )


class NoSuchDocument(WhosaysError):
    """No document, or more than one, goes by these words."""

    code = "no-such-document"

    def __init__(self, words: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"no single document goes by {words!r}; {_offer(candidates, 'see `whosays documents`')}")
        self.candidates = tuple(candidates)


class NoSuchRecord(WhosaysError):
    """No record, or more than one, has an id that starts like this."""

    code = "no-such-record"

    def __init__(self, words: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"no single record has the id {words!r}; {_offer(candidates, '`whosays claims` prints ids')}")
        self.candidates = tuple(candidates)


class NoOriginal(WhosaysError):
    """The case no longer keeps the bytes of a capture."""

    code = "no-original"

    def __init__(self, capture: str) -> None:
        super().__init__(f"the bytes of capture {capture} are not kept any more; add the file again with `whosays add`")


class NoSuchList(WhosaysError):
    """No list in the case has this name."""

    code = "no-such-list"

    def __init__(self, words: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"no list is called {words!r}; {_offer(candidates, '`whosays lists --json` prints their names')}")
        self.candidates = tuple(candidates)


class BadEdit(WhosaysError):
    """A decision that the record cannot take."""

    code = "bad-edit"

    def __init__(self, record: str, why: str) -> None:
        super().__init__(f"{record} cannot take this decision: {why}")


def _offer(candidates: Sequence[str], otherwise: str) -> str:
    return f"did you mean {', '.join(candidates)}?" if candidates else otherwise
