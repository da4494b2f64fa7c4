"""Why an address gave no answer: the kinds of failure, and the exception that carries one inside of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FailureKind = Literal["address", "robots", "unreachable", "certificate", "slow", "large", "redirects", "busy", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no answer: `kind` for programs, `why` half a sentence for the user.

    `address`: it may not be asked (scheme, spelling, private network); `robots`: the site does not allow it; `unreachable`: no
    such name, no connection; `certificate`: the server's does not hold; `slow`, `large`: past a limit; `redirects`: a circle or
    too many; `busy`: the host asked to be left alone for longer than we wait; `broken`: no HTTP, or damaged on the way.
    """

    kind: FailureKind
    why: str


class FetchFailed(Exception):
    """Asking an address failed. `may_pass` says that another try may end otherwise. Caught in `web.py`, never beyond."""

    def __init__(self, kind: FailureKind, why: str, *, may_pass: bool = False) -> None:
        super().__init__(why)
        self.failure = Failure(kind=kind, why=why)
        self.may_pass = may_pass
