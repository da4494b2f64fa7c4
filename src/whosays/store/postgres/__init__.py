"""A case on a PostgreSQL server, which many machines reach: what SQLite does by itself in a file, done there.

psycopg (LGPL) is for the user to choose: `pip install 'whosays[postgres]'`. Nothing else in whosays imports it.
"""

from __future__ import annotations

from whosays.errors import ExtraMissing

try:
    import psycopg as _psycopg  # noqa: F401  # whoever is here needs it
except ImportError as error:
    raise ExtraMissing("a case on a PostgreSQL server needs one more package", "postgres") from error
