"""Who may work on a case as a team: people, their sessions, their sign-ins. A file of its own, so that a case goes without it.

The file holds no password and no token, only what a password or a token can be checked against. Each question opens it anew:
what another process changed holds from the next one on.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.store.connection import code_of, connect, is_busy
from whosays.store.faults import CannotWrite, CaseBusy, NewerCase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Role = Literal["reader", "reviewer", "owner"]
Outcome = Literal["in", "refused", "slowed", "out"]

FILE = "people.sqlite"
_VERSION = 1
_TIMEOUT = 10.0
# A flood of sign-ins must not fill the disk.
_KEPT_ROWS = 20_000
_TABLES = (
    """
    CREATE TABLE people(
        key TEXT PRIMARY KEY,       -- the name with its letters folded: no two names look alike
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        password TEXT NOT NULL,     -- argon2id, with its salt and its parameters
        since TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE sessions(
        token TEXT PRIMARY KEY,     -- SHA-256 of what the browser holds
        person TEXT NOT NULL REFERENCES people(key) ON DELETE CASCADE,
        begun INTEGER NOT NULL,     -- seconds
        seen INTEGER NOT NULL
    )
    """,
    "CREATE INDEX sessions_person ON sessions(person)",
    """
    CREATE TABLE sign_ins(
        num INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        name TEXT,                  -- NULL: a name that nobody has (people type passwords there)
        address TEXT NOT NULL,
        outcome TEXT NOT NULL
    )
    """,
    "CREATE INDEX sign_ins_from ON sign_ins(name, address)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account on the case: a reader reads, a reviewer adds and decides, an owner says who may."""

    name: str
    role: Role
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A try to sign in: when, who (None: a name that nobody has), from which address, what became of it."""

    when: str
    name: str | None
    address: str
    outcome: Outcome


class PeopleFile:
    """The file of the people of a case."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def people(self) -> list[Person]:
        """Return the people by name."""
        with self._reading() as db:
            rows = db.execute("SELECT name, role, since FROM people ORDER BY key").fetchall() if db else []
        return [Person(name=name, role=role, since=since) for name, role, since in rows]

    def find(self, key: str) -> tuple[Person, str] | None:
        """Return a person and what the password is checked against."""
        with self._reading() as db:
            row = db.execute("SELECT name, role, since, password FROM people WHERE key = ?", (key,)).fetchone() if db else None
        return (Person(name=row[0], role=row[1], since=row[2]), row[3]) if row else None

    def add(self, key: str, person: Person, password: str) -> bool:
        """Add a person; return False where the name is taken."""
        with self._writing() as db:
            made = db.execute(
                "INSERT INTO people VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (key, person.name, person.role, password, person.since),
            )
            return made.rowcount == 1

    def set_role(self, key: str, role: Role) -> bool:
        """Give a person another role, unless nobody would be left to own the case; return whether it was done."""
        with self._writing() as db:
            if role != "owner" and not _is_owned_without(db, key):
                return False
            db.execute("UPDATE people SET role = ? WHERE key = ?", (role, key))
            return True

    def set_password(self, key: str, password: str, *, end_sessions: bool) -> None:
        """Keep what the password of a person is checked against from now on."""
        with self._writing() as db:
            db.execute("UPDATE people SET password = ? WHERE key = ?", (password, key))
            if end_sessions:
                db.execute("DELETE FROM sessions WHERE person = ?", (key,))

    def remove(self, key: str) -> bool:
        """Remove a person with all sessions, unless others would be left without an owner; return whether it was done."""
        with self._writing() as db:
            alone = db.execute("SELECT count(*) FROM people").fetchone()[0] == 1
            if not alone and not _is_owned_without(db, key):
                return False
            db.execute("DELETE FROM people WHERE key = ?", (key,))
            return True

    # Sessions

    def begin(self, token: str, key: str, *, at: int, idle: int, longest: int) -> None:
        """Begin a session under the hash of its token, and forget those that have run out."""
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE seen <= ? OR begun <= ?", (at - idle, at - longest))
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (token, key, at, at))

    def session(self, token: str, *, at: int, idle: int, longest: int) -> tuple[Person, int] | None:
        """Return whose session has this token, and when it was seen last; None where it has run out."""
        sql = (
            "SELECT name, role, since, seen FROM sessions JOIN people ON key = person"
            " WHERE token = ? AND seen > ? AND begun > ?"
        )
        with self._reading() as db:
            row = db.execute(sql, (token, at - idle, at - longest)).fetchone() if db else None
        return (Person(name=row[0], role=row[1], since=row[2]), row[3]) if row else None

    def see(self, token: str, *, at: int) -> None:
        """Note that a session is in use."""
        with self._writing() as db:
            db.execute("UPDATE sessions SET seen = ? WHERE token = ?", (at, token))

    def end(self, token: str) -> None:
        """End a session."""
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (token,))

    def end_all(self, key: str) -> None:
        """End all sessions of a person."""
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE person = ?", (key,))

    # Sign-ins

    def note(self, sign_in: SignIn, *, forget_before: str) -> None:
        """Keep a sign-in, and forget the old ones."""
        with self._writing() as db:
            made = db.execute(
                "INSERT INTO sign_ins(at, name, address, outcome) VALUES (?, ?, ?, ?)",
                (sign_in.when, sign_in.name, sign_in.address, sign_in.outcome),
            )
            db.execute("DELETE FROM sign_ins WHERE at < ? OR num <= ?", (forget_before, (made.lastrowid or 0) - _KEPT_ROWS))

    def sign_ins(self, *, limit: int) -> list[SignIn]:
        """Return the latest sign-ins, latest first."""
        sql = "SELECT at, name, address, outcome FROM sign_ins ORDER BY num DESC LIMIT ?"
        with self._reading() as db:
            rows = db.execute(sql, (limit,)).fetchall() if db else []
        return [SignIn(when=at, name=name, address=address, outcome=outcome) for at, name, address, outcome in rows]

    def was_in(self, name: str, address: str) -> bool:
        """Ask whether a person signed in from an address before."""
        sql = "SELECT 1 FROM sign_ins WHERE name = ? AND address = ? AND outcome = 'in'"
        with self._reading() as db:
            return db is not None and db.execute(sql, (name, address)).fetchone() is not None

    # The file

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Open the file for reading; None where there is none yet."""
        if not self.path.is_file():
            yield None
            return
        db = self._open()
        try:
            yield db
        finally:
            db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction, and make the file where there is none, for this account's eyes only."""
        try:
            if not self.path.is_file():
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            db = self._open()
        except OSError as error:
            raise CannotWrite(self.path.parent, error.strerror or str(error)) from error
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if is_busy(error):
                raise CaseBusy(self.path.parent) from error
            if code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
                raise CannotWrite(self.path.parent, str(error)) from error
            raise
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
            db.close()

    def _open(self) -> sqlite3.Connection:
        db = connect(self.path, timeout=_TIMEOUT)
        try:
            self._check(db)
        except BaseException:
            db.close()
            raise
        return db

    def _check(self, db: sqlite3.Connection) -> None:
        """Make the tables where the file is new; another process may have been quicker."""
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise NewerCase(self.path.parent, version, _VERSION)
        if version == _VERSION:
            return
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            for table in _TABLES:
                db.execute(table)
            db.execute(f"PRAGMA user_version={_VERSION}")
        db.execute("COMMIT")


def _is_owned_without(db: sqlite3.Connection, key: str) -> bool:
    """Ask whether the case has an owner other than this person, or this person is none."""
    others = db.execute("SELECT 1 FROM people WHERE role = 'owner' AND key != ?", (key,)).fetchone()
    owns = db.execute("SELECT 1 FROM people WHERE role = 'owner' AND key = ?", (key,)).fetchone()
    return others is not None or owns is None
