"""The pages for use from Python tell every method, every parameter and only errors that there are."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

import pytest
from tools.reference import FOLDER, python
from tools.reference.classes import members
from tools.reference.commands import error_classes

import whosays
from whosays.case import Case
from whosays.case.asking.claim_filter import ClaimFilter
from whosays.errors import WhosaysError

TOLD = (*python.CASE, *python.VIEWS, *python.PLUGS, *python.answers([*python.CASE, *python.VIEWS]))


def page(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_what_the_module_gives_is_told() -> None:
    assert [name for name in dir(whosays) if name != "open" and f"| `{name}` |" not in page("python.md")] == [
        name for name in dir(whosays) if f"[{name}](" in page("python.md") and name != "open" and name[0].isupper()
    ]


def test_every_method_of_case_is_told() -> None:
    public = {name for name in dir(Case) if not name.startswith("_")}
    assert sorted(name for name in public if f"#### Case.{name}\n" not in page("python.md")) == []


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_parameter_is_told(kind: type) -> None:
    assert python.undocumented(kind) == []


@dataclass(frozen=True)
class Lock:
    """A lock in a canal."""

    def fill(self, *, gates: int, minutes: float) -> None:
        """Fill it.

        Args:
            minutes: how long it may take,
                at most.
        """

    def find(self, found: ClaimFilter) -> None:
        """Look for what is found."""


def test_a_parameter_without_words_is_noticed() -> None:
    assert python.undocumented(Lock) == ["Lock.fill(gates)"]


def test_errors_that_docstrings_name_are_errors_that_there_are() -> None:
    there_are = {kind.__name__ for kind in error_classes()} | {WhosaysError.__name__}
    told = "\n".join(inspect.getdoc(member.value) or "" for kind in TOLD for member in members(kind))
    named = set(re.findall(r"\b[A-Z][a-z]+[A-Z]\w+", " ".join(re.findall(r"\bRaises:? ([^.]+)\.", told, re.IGNORECASE))))
    assert len(named) > 10
    assert named - there_are == {"ValueError"}


def test_what_an_answer_names_is_told_too() -> None:
    assert ClaimFilter in python.answers([Lock])
    told = set(re.findall(r"^`whosays\.([\w.]+)`$", page("python-answers.md"), re.MULTILINE))
    assert {"case.intake.adding.Added", "trace.lineage.Node", "network.Node"} <= told
