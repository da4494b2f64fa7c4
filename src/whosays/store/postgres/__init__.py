"""A case on a PostgreSQL server, which many machines reach: what SQLite does by itself in a file, done there.

psycopg (LGPL) is for the user to choose: `pip install 'whosays[postgres]'`. Nothing else in whosays imports it.
"""
