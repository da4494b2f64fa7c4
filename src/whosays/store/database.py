"""What the store asks of a database: statements with `?` for values (or `:name`), and their rows.

A connection of SQLite is one (`store/connection.py`), and one of PostgreSQL (`store/postgres/connection.py`). What is written
for both keeps to the SQL that both read:

- a number that was made is told by RETURNING; what may be NULL is asked for by IS NULL, or sorted with NULLS FIRST;
- a value of which nothing tells what it is, is cast: CAST(? AS TEXT);
- the columns `held`, `unplaced`, `joined` and `is_row` are truth values, set to TRUE or FALSE;
- in DO UPDATE, columns are named with their table; LIMIT has a number;
- looking for words is not SQL here: `Database.words` does it (`store/words.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Values = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """What a statement gives. Any: the statement says what stands in a row."""

    @property
    def rowcount(self) -> int:
        """How many rows were inserted, changed or deleted."""

    @property
    def description(self) -> Sequence[Any] | None:
        """What is told of each column, its name first."""

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Database(Protocol):
    """An open connection."""

    def execute(self, sql: str, parameters: Values = (), /) -> Rows:
        """Run the statement `sql`, with `parameters` for its marks."""

    def executemany(self, sql: str, parameters: Iterable[Values], /) -> Rows:
        """Run the statement `sql` once for each row of `parameters`."""

    def close(self) -> None:
        """End the connection."""


@runtime_checkable
class _Streams(Protocol):
    def stream(self, sql: str, parameters: Values = (), /) -> Iterator[Any]:
        """Yield the rows of a statement, a few in memory at a time."""


def stream(db: Database, sql: str, parameters: Values = ()) -> Iterator[Any]:  # Any: the statement says what stands in a row
    """Yield the rows of a statement, a few in memory at a time."""
    return db.stream(sql, parameters) if isinstance(db, _Streams) else iter(db.execute(sql, parameters))
