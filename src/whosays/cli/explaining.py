"""What `--why` prints: the rule and run that proposed a claim or a name, the words that fired, and the decisions on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whosays.cli.printing import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.case.asking.why import Why, WhyName, WhyPlace
    from whosays.records import Decision, Entity, Holder, Judgement, Run


_DECIDED: dict[Decision, str] = {
    "same": "is the same as",
    "different": "is not the same as",
    "part-of": "is a part of",
    "not-sure": "is perhaps the same as",
    "split": "was split off from",
}


def print_why(why: Why, *, as_json: bool) -> None:
    """Print why a claim is in the record."""
    from whosays.notation import show

    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(why) | {"document": why.document.name})
        return
    _line("claim", show(why.claim).removeprefix("claim  "))
    _line("id", why.claim.id)
    _line("document", why.document.name)
    _line("passage", " ".join(why.passage.split()))
    for step in why.claim.chain:
        _line("holder", _told_holder(step.holder))
    _found_by(why.by, why.rule, why.run, is_proposed=why.is_proposed)
    for fired in why.words:
        _line(fired.sign, f"{' '.join(fired.at.text.split())}: {fired.taken_for}  @{fired.at.start}-{fired.at.end}")
    _decided(why.status, why.judgements)


def print_why_name(why: WhyName, *, as_json: bool) -> None:
    """Print why a name is in the record: its entity, then each place that was asked for."""
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(why))
        return
    if why.entity:
        _line("entity", f"{why.entity.kind} {why.entity.name}, {len(why.entity.members)}×")
        _line("id", why.entity.id)
        for reason in why.entity.reasons:
            _line("reason", reason)
        _print_who(why, why.entity)
    for place in why.places:
        _print_place(place)


def _print_who(why: WhyName, entity: Entity) -> None:
    """Print what people decided on who an entity is, and what waits for a decision."""
    for atom in why.joined:
        _line("joined", f"{atom.kind} {atom.name}, {len(atom.members)}×  {atom.id}")
    for ids, label in ((entity.part_of, "part of"), (entity.parts, "has part")):
        for one in ids:
            _line(label, f"{why.others[one]}  {one}")
    for j in why.decisions:
        note = f" ({j.note})" if j.note else ""
        first, second = why.others[j.record], why.others[j.other or ""]
        _line("decided", f"{first} {_DECIDED[j.decision]} {second}, by {j.who} {j.when}{note}  {j.id}")
    for candidate in why.proposals:
        other_side = candidate.b if candidate.a.entity.id == entity.id else candidate.a
        _line("perhaps", f"{other_side.entity.name}: {candidate.reason}  {candidate.id}")


def _print_place(place: WhyPlace) -> None:
    from whosays.notation import show

    _line("name", show(place.record))
    _line("id", place.record.id)
    _line("document", place.document)
    _found_by(place.record.by, place.rule, place.run, is_proposed=place.is_proposed)
    _decided(place.status, place.judgements)


def _found_by(by: str, rule: str | None, run: Run | None, *, is_proposed: bool) -> None:
    _line("found by", by if is_proposed else f"{by} (no longer proposed)")
    if rule:
        _line("rule", rule)
    if run:
        settings = json.loads(run.settings)
        told = ", ".join(f"{name} {value}" for name, value in sorted(settings.items()))
        _line("run", f"{run.name} {run.version}" + (f", {told}" if told else ""))


def _decided(status: str, judgements: Sequence[Judgement]) -> None:
    from whosays.notation import show

    _line("status", status)
    for judgement in judgements:
        _line("judgement", show(judgement).removeprefix("judgement  "))


def _line(label: str, words: str) -> None:
    print_line(f"{label:11}", words)


def _told_holder(holder: Holder) -> str:
    """Return the words that stand for a holder, whom they refer to, and the reason for that."""
    words = " ".join(holder.at.text.split()) if holder.at else f"({holder.kind})"
    whom = f" = {' '.join(holder.refers_to.text.split())}" if holder.refers_to else ""
    return f"{words}{whom}{f' ({holder.reason})' if holder.reason else ''}"
