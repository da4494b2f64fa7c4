"""Which endpoint the user named, and whether text of the case may be sent to it. Nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.settings import setting_of
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHAT = "/chat/completions"


class NoEndpoint(WhosaysError):
    """It is not said which endpoint to ask, or which model there."""

    code = "no-endpoint"

    def __init__(self, name: str) -> None:
        super().__init__(f"the setting {name} is empty; say which with `whosays settings {name} …`")


class NotAgreed(WhosaysError):
    """Text of the case may not be sent to an endpoint yet."""

    code = "not-agreed"

    def __init__(self, plan: Plan) -> None:
        documents = f"{plan.documents:,} document{'' if plan.documents == 1 else 's'}"
        super().__init__(
            f"nothing was sent: this would send {plan.characters:,} characters of {documents} to {plan.url};"
            " whoever runs that server can read and keep them. If you agree to that for this case, say"
            " `whosays settings send-text yes`"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What asking would send: how many questions of how many documents, their characters, where to, to which model.

    `kept` are questions that have an answer from before; they are not sent again. `is_agreed`: the case lets its text be sent.
    """

    url: str
    model: str
    documents: int
    questions: int
    characters: int
    kept: int
    is_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which endpoint the case's settings name, and whether text may be sent to it."""

    url: str
    model: str
    time_limit: float
    authorities: str | None
    is_agreed: bool


def read_wish(settings: Mapping[str, str]) -> Wish:
    """Return what the settings of a case say of the endpoint. Raises NoEndpoint."""
    for name in ("claims-endpoint", "claims-model"):
        if not setting_of(settings, name):
            raise NoEndpoint(name)
    base = setting_of(settings, "claims-endpoint").rstrip("/")
    return Wish(
        url=base if base.endswith(_CHAT) else base + _CHAT,
        model=setting_of(settings, "claims-model"),
        time_limit=float(setting_of(settings, "claims-time-limit")),
        authorities=setting_of(settings, "web-authorities") or None,
        is_agreed=setting_of(settings, "send-text") == "yes",
    )
