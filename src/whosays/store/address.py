"""Where the rows of a case are, when they are on a server: `case.toml` in its folder, and no password in it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.store.faults import BadAddress, CannotRead

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "case.toml"
_HEAD = """\
# The rows of this case are on a PostgreSQL server; the files beside this one are its originals.
# No password belongs here: it is taken from ~/.pgpass, PGPASSWORD or a service file, as `psql` does.
"""
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Address:
    """A server, as libpq is told of it ("postgresql://desk@db.example/whosays"), and the schema of one case on it."""

    connection: str
    schema: str


def read_address(folder: Path) -> Address:
    """Return where the rows of a case are. Raises BadAddress for what cannot be read as such."""
    place = folder / ADDRESS
    try:
        told = tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CannotRead(folder, (error.strerror or str(error)).lower()) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadAddress(place, f"it is no TOML: {error}") from error
    table = told.get("postgresql")
    if not isinstance(table, dict):
        raise BadAddress(place, "it has no table [postgresql]")
    return Address(_words(place, table, "connection"), check_schema(place, _words(place, table, "schema")))


def write_address(folder: Path, address: Address) -> None:
    """Write where the rows of a case are, all of it or nothing."""
    # A string of JSON is one of TOML.
    values = (f"{name} = {json.dumps(getattr(address, name), ensure_ascii=False)}\n" for name in ("connection", "schema"))
    new = folder / f"{ADDRESS}.new"
    with new.open("w", encoding="utf-8") as file:
        file.write(f"{_HEAD}\n[postgresql]\n{''.join(values)}")
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / ADDRESS)


def check_schema(place: Path, name: str) -> str:
    """Return the name of a schema where it is one that needs no quoting."""
    if not _SCHEMA.fullmatch(name):
        raise BadAddress(place, f"the schema {name!r} has other signs than a-z, 0-9 and _")
    return name


def _words(place: Path, table: dict[str, Any], name: str) -> str:  # Any: whatever TOML holds
    value = table.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadAddress(place, f"{name} is not there, or no text")
    return value.strip()
