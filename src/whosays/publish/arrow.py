"""Make an Arrow table of one kind of record, for pandas, Polars, DuckDB and their kin.

Columns are those of the table that `publish/tables.py` writes as CSV, typed, in the same order, and the same whatever is in the
case. Words are the document's own, unfolded; pieces of one text are parted by " … ", several values by "; ". `start` and `end`
count Unicode code points of the document's text, the end not included. An empty cell is null.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from whosays.errors import ExtraMissing, WhosaysError
from whosays.publish.tables import columns, rows
from whosays.publish.view import KINDS, Leaving

if TYPE_CHECKING:
    import pyarrow as pa

    from whosays.publish.view import CaseView, Kind

_BATCH = 10_000


class NoSuchTable(WhosaysError):
    """No kind of record goes by the name."""

    code = "no-such-table"

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no table {name!r}; there are {', '.join(KINDS)}")


def to_arrow(view: CaseView, kind: str) -> pa.Table:
    """Return the records of a kind as an Arrow table.

    Raises NoSuchTable, ExtraMissing, and BadAnchor where words are not the document's.
    """
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise NoSuchTable(kind)
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise ExtraMissing("tables need one more package, pyarrow", "arrow") from error
    schema = _schema(known)
    left = rows(known, Leaving(view))
    batches = []
    while some := list(islice(left, _BATCH)):
        batches.append(pa.RecordBatch.from_pylist(some, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)


def _schema(kind: Kind) -> pa.Schema:
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    told = {"whosays": kind, "offsets": "Unicode code points of the document's text, end not included"}
    return pa.schema([pa.field(column.name, types[column.type]) for column in columns(kind)], metadata=told)
