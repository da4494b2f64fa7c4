"""The case folder: originals by hash and one SQLite database. Written through `Store.write`, read through `View` only."""
