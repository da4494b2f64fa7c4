"""The people who may work on a case, what each may do, how they prove who they are, and how long that holds.

A name is a signature: judgements carry it. So no two people have names that look alike, and a password is checked against an
argon2id hash, in the same time and with the same answer whether anybody has the name or not.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.store.people import PeopleFile, Person, Role, SignIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from argon2 import PasswordHasher

    from whosays.store.people import Outcome

ROLES: tuple[Role, ...] = ("reader", "reviewer", "owner")
"""What people may do, each all that the one before may: read; add and decide; say who may."""

IDLE = 8 * 3600
"""Seconds without a request after which a session ends: a working day."""
LONGEST = 7 * 86_400
"""Seconds after which a session ends in any case."""
_SEEN_EVERY = 60  # a session in use is noted this often: each note is a write to the disk
_REMEMBERED = timedelta(days=90)  # sign-ins say where people were: no longer than needed to look into one
_SHORTEST, _MOST = 12, 512
_FEWEST = 5  # different characters: keeps out "aaaaaaaaaaaa" and "121212121212", and nothing that anybody would call a sentence
_LONGEST_NAME = 60
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # Persian names cannot be written without them


class NoSuchPerson(WhosaysError):
    """Nobody has an account under a name."""

    code = "no-such-person"

    def __init__(self, name: str) -> None:
        super().__init__(f"nobody with an account on this case is called {name!r}; `whosays people` prints who there is")


class NameTaken(WhosaysError):
    """Somebody has an account under a name that reads the same."""

    code = "name-taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} has an account on this case already, or a name that reads the same; take another name")


class BadName(WhosaysError):
    """A name that cannot sign."""

    code = "bad-name"

    def __init__(self, why: str) -> None:
        super().__init__(f"this name cannot sign decisions: {why}; take one of 1 to {_LONGEST_NAME} visible characters")


class BadPassword(WhosaysError):
    """A password that is too short, too long or too plain."""

    code = "bad-password"

    def __init__(self, why: str) -> None:
        super().__init__(f"the password {why}; take one of {_SHORTEST} characters or more, such as a few words in a row")


class NoSuchRole(WhosaysError):
    """There is no role of this name."""

    code = "no-such-role"

    def __init__(self, role: str) -> None:
        super().__init__(f"there is no role {role!r}; the roles are {', '.join(ROLES)}")


class LastOwner(WhosaysError):
    """Nobody would be left to own the case."""

    code = "last-owner"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is the last owner of this case; give another person the role first: `whosays people role NAME owner`"
        )


class People:
    """The people of a case. They live in a file of their own beside the record, which nothing else is kept in."""

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = PeopleFile(folder)
        self._now = now

    def all(self) -> list[Person]:
        """Return the people by name."""
        return self._file.people()

    def add(self, name: str, role: str, password: str) -> Person:
        """Add a person: the name that signs, a role of `ROLES`, a password.

        Raises BadName, NoSuchRole, BadPassword or NameTaken.
        """
        person = Person(name=_checked_name(name), role=_checked_role(role), since=self._stamp())
        if not self._file.add(fold_name(person.name), person, _hash(password, person.name)):
            raise NameTaken(person.name)
        return person

    def set_role(self, name: str, role: str) -> Person:
        """Give a person, by name, another role, from the next request on. Raises NoSuchPerson, NoSuchRole or LastOwner."""
        person = self._find(name)
        if not self._file.set_role(fold_name(name), _checked_role(role)):
            raise LastOwner(person.name)
        return self._find(name)

    def set_password(self, name: str, password: str) -> None:
        """Give a person, by name, another password, and end every session. Raises NoSuchPerson or BadPassword."""
        person = self._find(name)
        self._file.set_password(fold_name(name), _hash(password, person.name), end_sessions=True)

    def remove(self, name: str) -> Person:
        """Remove a person, by name, and end every session; what the person decided stays. Raises NoSuchPerson or LastOwner."""
        person = self._find(name)
        if not self._file.remove(fold_name(name)):
            raise LastOwner(person.name)
        return person

    # Signing in

    def check(self, name: str, password: str) -> Person | None:
        """Return the person of a name and a password; None for a wrong one, and as slowly, for a name that nobody has."""
        from argon2.exceptions import InvalidHashError, VerificationError

        known, nobody = self._file.find(fold_name(name)), _nobody()
        words = _normal(password)
        try:
            _hasher().verify(known[1] if known else nobody, words if len(words) <= _MOST else "")
        except (VerificationError, InvalidHashError):
            return None
        if known is None:
            return None
        if _hasher().check_needs_rehash(known[1]):
            self._file.set_password(fold_name(name), _hasher().hash(words), end_sessions=False)
        return known[0]

    def known(self, name: str) -> str | None:
        """Return how a name is written where somebody has it."""
        found = self._file.find(fold_name(name))
        return found[0].name if found else None

    def begin(self, person: Person) -> str:
        """Begin a session of a person, and return its token: what the browser holds, and nobody else."""
        token = secrets.token_urlsafe(32)
        self._file.begin(_digest(token), fold_name(person.name), at=self._seconds(), idle=IDLE, longest=LONGEST)
        return token

    def whose(self, token: str) -> Person | None:
        """Return whose session a token is of; None where it has ended or run out."""
        found = self._file.session(_digest(token), at=self._seconds(), idle=IDLE, longest=LONGEST)
        if found is None:
            return None
        person, seen = found
        if self._seconds() - seen >= _SEEN_EVERY:
            self._file.see(_digest(token), at=self._seconds())
        return person

    def end(self, token: str) -> None:
        """End the session of a token."""
        self._file.end(_digest(token))

    def end_all(self, name: str) -> None:
        """End all sessions of a person, by name."""
        self._file.end_all(fold_name(name))

    def note(self, name: str, address: str, outcome: Outcome) -> None:
        """Keep a try to sign in from an address, and its outcome.

        A name that nobody has is left out: it may be a password in the wrong field.
        """
        made = SignIn(when=self._stamp(), name=self.known(name), address=address, outcome=outcome)
        self._file.note(made, forget_before=(self._now() - _REMEMBERED).strftime("%Y-%m-%dT%H:%M:%SZ"))

    def sign_ins(self, *, limit: int = 500) -> list[SignIn]:
        """Return the tries to sign in, latest first."""
        return self._file.sign_ins(limit=limit)

    def was_in(self, name: str, address: str) -> bool:
        """Ask whether a person, by name, signed in from an address before."""
        known = self.known(name)
        return known is not None and self._file.was_in(known, address)

    def _find(self, name: str) -> Person:
        found = self._file.find(fold_name(name))
        if found is None:
            raise NoSuchPerson(name)
        return found[0]

    def _stamp(self) -> str:
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def _seconds(self) -> int:
        return int(self._now().timestamp())


def fold_name(name: str) -> str:
    """Fold a name, so that "Ann", "ANN" and "Ann" in wide letters are one."""
    shown = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(shown.split()).casefold())


def _checked_name(name: str) -> str:
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(told) <= _LONGEST_NAME or not fold_name(told):
        raise BadName("it is empty or too long")
    if not all(c.isprintable() or c in _JOINERS for c in told):
        raise BadName("it has characters that cannot be seen")
    return told


def _checked_role(role: str) -> Role:
    found = next((one for one in ROLES if one == role), None)
    if found is None:
        raise NoSuchRole(role)
    return found


def _hash(password: str, name: str) -> str:
    words = _normal(password)
    if len(words) < _SHORTEST:
        raise BadPassword("is too short")
    if len(words) > _MOST:
        raise BadPassword(f"is longer than {_MOST} characters")
    if len(set(words)) < _FEWEST:
        raise BadPassword("repeats a few characters")
    if fold_name(words) == fold_name(name):
        raise BadPassword("is the name")
    return _hasher().hash(words)


def _normal(password: str) -> str:
    """Return a password as it is hashed: keyboards write one letter in several ways."""
    return unicodedata.normalize("NFC", password)


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    """Return what hashes: argon2id with the parameters of RFC 9106 for machines of little memory."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Return the hash of a password that nobody knows: checked for a name that nobody has, so that the answer takes as long."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
