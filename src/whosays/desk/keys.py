"""The keys of the desk: one registry, which the dialog of all keys, the settings and the script read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the phrase that says what it does. What carries `data-key` with it is clicked; the script knows the others."""

    key: str
    phrase: str


KEYS = (
    Key("/", "search"),
    Key("j", "next"),
    Key("k", "previous"),
    Key("o", "key.jump"),
    Key("a", "accept"),
    Key("e", "edit"),
    Key("r", "reject"),
    Key("s", "decision.same"),
    Key("d", "decision.different"),
    Key("p", "decision.part-of"),
    Key("u", "decision.not-sure"),
    Key("x", "decision.split"),
    Key("m", "mark"),
    Key("h", "hide"),
    Key("z", "undo"),
    Key("?", "keys.all"),
)
