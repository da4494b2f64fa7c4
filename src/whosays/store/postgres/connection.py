"""A connection to PostgreSQL that takes the store's statements, and says in the user's words what the server refuses.

Two things are another than in SQLite, and are dealt with here alone:

1. how statements are written (`to_postgres`);
2. U+0000, which PostgreSQL takes in no text. Every text is written with U+0000 as U+0001 U+0001 and U+0001 as U+0001 U+0002,
   and read back the same way, so what comes out is what was put in, in the same order.
"""

from __future__ import annotations

import atexit
import os
import re
import threading
import weakref
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import adapt, errors, sql
from psycopg.types.string import StrDumper

from whosays.store.faults import CannotReach, CannotWrite, CaseBusy, DamagedCase
from whosays.store.postgres.words import PostgresWords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from psycopg.abc import Buffer

    from whosays.store.address import Address
    from whosays.store.database import Rows, Values

_PART = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|\?|%|(?<!:):[a-z]+|\sINDEXED BY \w+")
_AT_ONCE = 500  # rows of a stream; a document with its text is one
_numbers = count()
_FULL = (errors.DiskFull, errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)
_DAMAGED = (errors.DataCorrupted, errors.IndexCorrupted)
_GONE = (errors.AdminShutdown, errors.CrashShutdown, errors.CannotConnectNow, errors.IdleInTransactionSessionTimeout)


Raw = psycopg.Connection[Any]


class Connection:
    """An open connection whose search path is the schema of one case (see `store.database.Database`)."""

    def __init__(self, raw: Raw, folder: Path, on_close: Callable[[Raw], None]) -> None:
        self.raw = raw
        self.folder = folder
        self.words = PostgresWords(weakref.proxy(self))
        self._on_close: Callable[[Raw], None] | None = on_close

    def execute(self, statement: str, parameters: Values = (), /) -> Rows:
        """Run a statement."""
        cursor: psycopg.Cursor[Any] = self.raw.cursor()
        with self.told():
            cursor.execute(to_postgres(statement), parameters)
        return cursor

    def executemany(self, statement: str, parameters: Iterable[Values], /) -> Rows:
        """Run a statement once for each row of parameters."""
        rows = list(parameters)
        cursor = self.raw.cursor()
        if rows:
            with self.told():
                cursor.executemany(to_postgres(statement), rows)
        return cursor

    def stream(self, statement: str, parameters: Values = (), /) -> Iterator[Any]:
        """Yield the rows of a statement of a transaction, some in memory at a time."""
        with self.told(), self.raw.cursor(f"rows_{next(_numbers)}") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(to_postgres(statement), parameters)
            yield from cursor

    def run(self, script: str) -> None:
        """Run statements that have no values."""
        with self.told():
            self.raw.execute(script.encode())

    def close(self) -> None:
        """End the connection, or leave it to the next one who asks; once is enough."""
        end, self._on_close = self._on_close, None
        if end:
            end(self.raw)

    def __del__(self) -> None:
        # Who lets a view go without closing it, as SQLite's may be, leaves no connection open at the server.
        if getattr(self, "_on_close", None):
            self.raw.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in the user's words what the server refuses."""
        try:
            yield
        except psycopg.Error as error:
            raise self._fault(error) from error

    def _fault(self, error: psycopg.Error) -> Exception:
        if isinstance(error, errors.LockNotAvailable):
            return CaseBusy(self.folder)
        if isinstance(error, _FULL):
            return CannotWrite(self.folder, one_line(error))
        if isinstance(error, _DAMAGED):
            return DamagedCase(f"the database of the case in {self.folder}", one_line(error))
        if self.raw.closed or isinstance(error, _GONE):
            return CannotReach(f"the case in {self.folder}", one_line(error))
        return error


@lru_cache(maxsize=1000)
def to_postgres(statement: str) -> str:
    """Return a statement of the store as psycopg takes it: `?` and `:name` marked its way, hints for SQLite left out."""
    return _PART.sub(_part, statement)


def _part(found: re.Match[str]) -> str:
    part = found[0]
    if part == "?":
        return "%s"
    if part[0] == ":":
        return f"%({part[1:]})s"
    if part[0].isspace():
        return ""
    return part.replace("%", "%%")


def escape(words: str) -> str:
    """Return words without U+0000, so that `unescape` gives them back."""
    if "\0" not in words and "\x01" not in words:
        return words
    return words.replace("\x01", "\x01\x02").replace("\0", "\x01\x01")


def unescape(words: str) -> str:
    """Return what `escape` was given."""
    return _ESCAPED.sub(lambda found: "\0" if found[0] == "\x01\x01" else "\x01", words) if "\x01" in words else words


_ESCAPED = re.compile("\x01[\x01\x02]")


class _WordsOut(StrDumper):
    def dump(self, obj: str) -> Buffer:
        return escape(obj).encode()


class _WordsIn(adapt.Loader):
    def load(self, data: Buffer) -> str:
        return unescape(bytes(data).decode())


class _NumberIn(adapt.Loader):
    """Sums are exact numbers to PostgreSQL, and whole ones to us."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data))


@cache
def _adapters() -> adapt.AdaptersMap:
    made = adapt.AdaptersMap(psycopg.adapters)
    made.register_dumper(str, _WordsOut)
    made.register_loader("text", _WordsIn)
    made.register_loader("numeric", _NumberIn)
    return made


def one_line(error: BaseException) -> str:
    """Return what an error says in one line."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


# Connections that ended well are kept for the next view: to make one takes longer than to answer most questions.
_MOST_IDLE = 6
_idle: list[tuple[int, Address, Raw]] = []
_lock = threading.Lock()


def connect(address: Address, folder: Path) -> Connection:
    """Open a connection of one's own."""
    return Connection(_opened(address, folder), folder, lambda raw: raw.close())


def borrow(address: Address, folder: Path, begin: Callable[[Connection], int]) -> tuple[Connection, int]:
    """Take a connection that is idle, or open one, and let a function begin with it; `close` gives it back.

    One that the server has ended meanwhile is passed over.
    """
    while True:
        idle = _take(address)
        db = Connection(idle or _opened(address, folder), folder, lambda raw: _give_back(address, raw))
        try:
            return db, begin(db)
        except BaseException as error:
            db.raw.close()
            if idle is None or not isinstance(error, CannotReach):
                raise


def end_idle() -> None:
    """End the connections that nobody uses."""
    with _lock:
        ended = [raw for process, _, raw in _idle if process == os.getpid()]
        _idle.clear()
    for raw in ended:
        raw.close()


def _take(address: Address) -> Raw | None:
    with _lock:
        for at, (process, one, raw) in enumerate(_idle):
            if (process, one) == (os.getpid(), address):
                del _idle[at]
                return raw
    return None


def _give_back(address: Address, raw: Raw) -> None:
    with suppress(psycopg.Error):
        raw.execute("ROLLBACK")
    if raw.closed:
        return
    with _lock:
        _idle.append((os.getpid(), address, raw))
        ended = [one for process, _, one in _idle[:-_MOST_IDLE] if process == os.getpid()]
        del _idle[:-_MOST_IDLE]
    for one in ended:
        one.close()


def _opened(address: Address, folder: Path) -> Raw:
    try:
        raw: Raw = psycopg.connect(
            address.connection, autocommit=True, client_encoding="utf8", application_name="whosays", context=_context()
        )
    except psycopg.Error as error:
        raise CannotReach(f"the case in {folder}", one_line(error)) from error
    try:
        raw.execute(_SETTINGS.encode() + sql.SQL("SET search_path TO {}").format(sql.Identifier(address.schema)).as_bytes(None))
    except BaseException:
        raw.close()
        raise
    return raw


def _context() -> Any:  # Any: psycopg takes whatever has adapters
    class Context:
        adapters = _adapters()
        connection = None

    return Context()


# An acknowledged commit outlives a crash of the server, whatever its default is; and no question here is worth compiling.
_SETTINGS = """
SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') IN ('off', 'local');
SET jit TO off;
SET client_min_messages TO warning;
"""
atexit.register(end_idle)
