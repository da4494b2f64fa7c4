"""Read the names out of entities of FollowTheMoney, one a line as JSON: names that other tools of investigations hold.

Of each entity its `name` and `alias` are taken (https://followthemoney.tech/explorer/). Documents and notes have a name too,
which names a file; those are passed over, and so is all else that an entity says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Schemata of files, of pieces of them and of remarks.
_NO_NAMES = frozenset({
    "Analyzable", "Article", "Audio", "Document", "Documentation", "Email", "Folder", "HyperText", "Image", "Mention",
    "Message", "Note", "Package", "Page", "Pages", "PlainText", "Table", "Video", "Workbook",
})  # fmt: skip
_NAMES = ("name", "alias")


class BadEntity(ValueError):
    """A line that is no entity of FollowTheMoney."""


def is_ftm(text: str) -> bool:
    """Ask whether a text begins with an entity of FollowTheMoney."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    try:
        return bool(_entity(first))
    except BadEntity:
        return False


def read_names(text: str) -> Iterator[str]:
    """Yield the names of the entities of a text, as they are written. Raises BadEntity with the number of the line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                schema, properties = _entity(line)
            except BadEntity as error:
                raise BadEntity(f"line {number} is no entity of FollowTheMoney ({error})") from error
            if schema not in _NO_NAMES:
                told = (properties.get(one) for one in _NAMES)
                yield from (name for names in told if isinstance(names, list) for name in names if isinstance(name, str))


def _entity(line: str) -> tuple[str, dict[str, object]]:
    import msgspec

    try:
        told = msgspec.json.decode(line.lstrip("\ufeff"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise BadEntity(f"no whole JSON: {error}") from error
    schema, properties = (told.get("schema"), told.get("properties")) if isinstance(told, dict) else (None, None)
    if not (isinstance(schema, str) and isinstance(properties, dict)):
        raise BadEntity("it has no schema and properties")
    return schema, properties
