"""Which fields of a record a person may change, and how the changes they give are read and checked."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, cast, get_args, get_type_hints

from whosays.anchors import Cutter, anchors_of
from whosays.records import Citation, Claim, Entry, Event, Link, Mention, Problem
from whosays.store.faults import BadEdit
from whosays.text.edtf import is_edtf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.records import Decision, Document, Record

# Words are changed by giving other places of the document, never by typing: `content`, `about` and all that holds an anchor
# take {"start": 3, "end": 9}. What says which record it is (id, doc) and who proposed it (by) is nobody's to change.
EDITABLE: dict[type[object], tuple[str, ...]] = {
    Mention: ("kind", "layer", "value", "roles"),
    Claim: ("content", "chain", "about", "relation", "relation_from", "hedges", "modality", "polarity", "said", "content_time",
            "form", "cites", "cites_possible"),
    Citation: ("anchor", "note", "marker", "kind", "urls", "dates", "ibid_of"),
    Entry: ("name_at", "repair", "acronym", "country", "country_basis", "country_at", "description", "flags"),
    Event: ("when", "rule", "series", "place", "roles"),
    Link: ("kind", "status", "reason", "support", "evidence"),
}  # fmt: skip
_TIMES = {"said", "content_time", "when", "iso"}


def check_decision(record: Record, decision: Decision, changes: Mapping[str, object] | None) -> None:
    """Raise BadEdit for a decision that a record of this kind, or without changes, cannot take."""
    record_id = str(record.id)
    if type(record) not in EDITABLE and not isinstance(record, Problem):
        raise BadEdit(record_id, f"a {type(record).__name__.lower()} is nothing to decide on")
    if decision == "edit" and not changes:
        raise BadEdit(record_id, "no field is given; name one as field=value")
    if decision != "edit" and changes:
        raise BadEdit(record_id, f"fields are changed by an edit, not by {decision!r}")


def read_changes(record: Record, changes: Mapping[str, object], doc: Document | None) -> str:
    """Check changes against a record and return them as JSON, with the words of every place filled in.

    Args:
        record: as it is now.
        changes: field → new value, as JSON has it.
        doc: the document that the record's words stand in.
    """
    import msgspec

    record_id = str(getattr(record, "id", ""))
    allowed = EDITABLE.get(type(record), ())
    if not changes:
        raise BadEdit(record_id, "no field is given; name one as field=value")
    for name in changes:
        if name not in allowed:
            may = f"these can be: {', '.join(allowed)}" if allowed else "none of this kind of record can be"
            raise BadEdit(record_id, f"the field {name!r} cannot be changed; {may}")
    hints = get_type_hints(type(record))
    values: dict[str, object] = {}
    for name, value in changes.items():
        full = _with_words(record_id, value, Cutter(doc) if doc else None)
        try:
            values[name] = msgspec.convert(full, hints[name])
        except msgspec.ValidationError as error:
            may = _values_at(hints[name], str(error))
            raise BadEdit(record_id, f"{name}: {error}{f'; it can be {may}' if may else ''}") from None
    changed = replace(cast("Claim", record), **values)  # type: ignore[arg-type]  # the names and types were checked just now
    _check(record_id, changed, values, doc)
    return json.dumps(msgspec.to_builtins(values), ensure_ascii=False, sort_keys=True)


def _values_at(hint: object, message: str) -> str:
    """Return the words that may stand where msgspec found another one ("" where it objects to something else)."""
    if not message.startswith("Invalid enum value"):
        return ""
    for name in re.findall(r"\.(\w+)", message.partition("`$")[2]):
        parts = [part for part in _parts(hint) if is_dataclass(part)]
        hint = get_type_hints(parts[0]).get(name) if parts else None
    return ", ".join(part for part in _parts(hint) if isinstance(part, str))


def _parts(hint: object) -> list[object]:
    """Return what a type is made of, down to classes and words."""
    inside = get_args(hint)
    return [part for one in inside for part in _parts(one)] if inside else [hint]


def _with_words(record_id: str, value: object, cutter: Cutter | None) -> object:
    """Put document and words into every place given as {"start": …, "end": …}."""
    if isinstance(value, list):
        return [_with_words(record_id, part, cutter) for part in value]
    if not isinstance(value, dict):
        return value
    if not {"start", "end"} <= value.keys():
        return {name: _with_words(record_id, part, cutter) for name, part in value.items()}
    start, end = value["start"], value["end"]
    if cutter is None or not isinstance(start, int) or not isinstance(end, int):
        raise BadEdit(record_id, "a place is two whole numbers, start and end, in the record's document")
    try:
        at = cutter.cut(start, end)
    except ValueError as error:
        raise BadEdit(record_id, str(error)) from None
    if value.get("text", at.text) != at.text:
        raise BadEdit(record_id, f"at {start}-{end} the document says {at.text!r}, not {value['text']!r}")
    return {"doc": at.doc, "start": start, "end": end, "text": at.text}


def _check(record_id: str, changed: Record, values: Mapping[str, object], doc: Document | None) -> None:
    for name in sorted(_TIMES & values.keys()):
        value = values[name]
        if isinstance(value, str) and not is_edtf(value):
            raise BadEdit(record_id, f"{name}: {value!r} is no date as EDTF writes it (2020-05-22, 2020-05, 2020, 2020/2021)")
    if isinstance(changed, Claim) and not changed.content:
        raise BadEdit(record_id, "a claim has words")
    if isinstance(changed, Claim) and not changed.chain:
        raise BadEdit(record_id, "a claim is somebody's: the chain needs a step")
    if doc is not None:
        cutter = Cutter(doc)
        for anchor in anchors_of(tuple(values[field.name] for field in fields(changed) if field.name in values)):
            cutter.check(anchor)
