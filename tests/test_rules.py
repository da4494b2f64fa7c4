"""Every rule that proposes a record says in one sentence what it does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import whosays
from whosays.extract.name_candidates import TRUST
from whosays.plugins import EXTRACTORS
from whosays.rules import RULES, tell_rule

SOURCE = Path(whosays.__file__).parent
RULE = re.compile(r"(?:claims|names|events|read|resolve|trace|capture|import)/[a-z][a-z-]+")


def rules_in_the_source() -> set[str]:
    """Return what `by` is given as in the source: whole strings of this form, and the names that names and extractors have."""
    found = {f"names/{rule}" for rule in (*TRUST, "hashtag", "handle")}
    for path in SOURCE.rglob("*.py"):
        if path.name != "rules.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                    found.add(node.value)
    return found | {extractor.name for extractor in EXTRACTORS if extractor.name in {"lists", "citations", "dates"}}


def test_every_rule_of_the_source_is_told_and_no_other() -> None:
    assert rules_in_the_source() == set(RULES)


def test_each_is_one_sentence() -> None:
    for sentence in RULES.values():
        assert re.fullmatch(r"[A-Z\"#].{10,}[.]", sentence), sentence
        assert not re.search(r"[.?!] [A-Z]", sentence.replace("X's", "")), sentence


def test_a_rule_of_many_patterns_has_one_sentence_and_a_stranger_none() -> None:
    assert tell_rule("dates/quarter") == RULES["dates"]
    assert tell_rule("claims/clause") == RULES["claims/clause"]
    assert tell_rule("Ada Example") is None
    assert tell_rule("") is None
