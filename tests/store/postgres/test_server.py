"""A case on a server: what is said where something is in the way, and what the server must not change about the record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making.bases import rows_of
from tests.making.postgres import PostgresServer, run_program, served
from tests.store.making import capture_of, claim_of, document_of, judge, mention_of, passages_of, put, run_of

from whosays.errors import ExtraMissing
from whosays.store import schema
from whosays.store.address import Address, read_address, write_address
from whosays.store.checkup import check_case
from whosays.store.faults import BadAddress, CannotReach, CaseBusy, CaseExists, NewerCase, NoCase, NotKnown, OnServer
from whosays.store.postgres import tables
from whosays.store.postgres.connection import escape, to_postgres, unescape
from whosays.store.rescue import check_is_case
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.in_a_file  # it makes cases on a server by itself
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("\0\x01\x02a", max_size=12)


@pytest.fixture
def folder(postgres: str, tmp_path: Path) -> Path:
    Store.create(tmp_path / "case", on=postgres).close()
    return tmp_path / "case"


# Words


@given(ANY, ANY)
def test_any_words_come_back_as_they_were_and_in_their_order(one: str, other: str) -> None:
    assert "\0" not in escape(one)
    assert unescape(escape(one)) == one
    assert (escape(one) < escape(other)) == (one < other)


def test_words_with_signs_that_postgresql_does_not_take_are_verbatim(folder: Path) -> None:
    text = "The river\0 is \x01clean\x01\x01\x02.\nکتاب\u200cخانه \U0010ffff %s ? :doc"
    raw = text.encode()
    capture = capture_of(raw, "odd \x01 name.txt")
    doc = document_of(capture, text)
    with Store.open(folder) as store:
        with store.write() as writer:
            writer.put_capture(capture, raw)
            writer.put_document(doc, passages_of(doc))
            claim = claim_of(doc, "river\0 is \x01clean\x01\x01\x02")
            writer.put_records(doc.id, run_of(), [claim])
        with store.view() as view:
            assert view.document(doc.id) == doc
            assert [doc] == list(view.documents())
            assert [one.content[0].text for one in view.claims()] == ["river\0 is \x01clean\x01\x01\x02"]
            assert {hit.words for hit in view.search("clean")} == {"clean"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT ? FROM a WHERE b = '?' AND c LIKE '50%'", "SELECT %s FROM a WHERE b = '?' AND c LIKE '50%%'"),
        ("SELECT 1 WHERE a = :doc OR b LIKE ? ESCAPE '\\'", "SELECT 1 WHERE a = %(doc)s OR b LIKE %s ESCAPE '\\'"),
        ("SELECT 'it''s :doc ?', a::TEXT, b % 2", "SELECT 'it''s :doc ?', a::TEXT, b %% 2"),
        ("SELECT id FROM records INDEXED BY records_rows WHERE a", "SELECT id FROM records WHERE a"),
    ],
)
def test_statements_are_written_as_postgresql_reads_them(statement: str, expected: str) -> None:
    assert to_postgres(statement) == expected


# What is in the way


def test_a_server_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    nowhere = f"postgresql://desk@/whosays?host={tmp_path}"
    with pytest.raises(CannotReach, match=r"cannot reach the PostgreSQL server .*psql") as told:
        Store.create(tmp_path / "case", on=nowhere)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "case" / "case.toml").exists()
    write_address(tmp_path / "case", Address(nowhere, "case_a"))
    for ask in (lambda: Store.open(tmp_path / "case"), lambda: list(check_case(tmp_path / "case"))):
        with pytest.raises(CannotReach):
            ask()


def test_a_database_and_an_account_that_are_not_there_are_told(postgres: str, tmp_path: Path) -> None:
    for other, told in (("/nothing?", "nothing"), ("/postgres?user=nobody&", "nobody")):
        with pytest.raises(CannotReach, match=told):
            Store.create(tmp_path / "case", on=postgres.replace("/postgres?", other))


@pytest.fixture(scope="module")
def with_password() -> Iterator[PostgresServer]:
    with served() as server:
        with psycopg.connect(server.address, autocommit=True) as db:
            db.execute("ALTER USER desk PASSWORD 'the tide is high'")
        server.ask_for_passwords()
        yield server


def test_a_wrong_password_is_told_and_a_right_one_is_taken_from_outside(
    with_password: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    with pytest.raises(CannotReach, match="no password"):
        Store.create(tmp_path / "case", on=with_password.address)
    monkeypatch.setenv("PGPASSWORD", "the tide is low")
    with pytest.raises(CannotReach, match="password authentication failed"):
        Store.create(tmp_path / "case", on=with_password.address)
    monkeypatch.setenv("PGPASSWORD", "the tide is high")
    with Store.create(tmp_path / "case", on=with_password.address) as store, store.write() as writer:
        put(writer)
    assert "tide" not in (tmp_path / "case" / "case.toml").read_text()


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("postgresql://desk:secret@db.example/whosays", "with a password"),
        ("password=secret host=db.example", "with a password"),
        ("river", "missing"),
        ("postgresql://[::1/whosays", "does not say"),
    ],
)
def test_an_address_that_libpq_does_not_take_or_that_tells_a_password_is_refused(tmp_path: Path, on: str, told: str) -> None:
    with pytest.raises(BadAddress, match=told) as refused:
        Store.create(tmp_path / "case", on=on)
    assert "secret" not in str(refused.value)
    assert not (tmp_path / "case" / "case.toml").exists()


def test_tables_that_are_gone_or_newer_are_told(folder: Path, tmp_path: Path) -> None:
    with rows_of(folder) as db:
        db.execute("UPDATE whosays SET version = version + 1")
    for ask in (lambda: Store.open(folder), lambda: list(check_case(folder))):
        with pytest.raises(NewerCase, match=f"schema {schema.VERSION + 1}, this one knows {schema.VERSION}"):
            ask()
    write_address(folder, Address(read_address(folder).connection, "case_gone"))
    with pytest.raises(NoCase, match="its tables are not on the server"):
        Store.open(folder)


def test_a_database_that_is_not_in_unicode_is_refused(postgres: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(BadAddress, match="its encoding is LATIN1"):
        Store.create(tmp_path / "case", on=postgres.replace("/postgres?", "/latin?"))


def test_without_psycopg_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("whosays.store.postgres")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExtraMissing, match=r"whosays\[postgres\]"):
        Store.create(tmp_path / "case", on="postgresql://desk@db.example/whosays")


def test_a_case_is_made_once_and_one_whose_making_was_killed_again(folder: Path, postgres: str, tmp_path: Path) -> None:
    for on in (postgres, None):
        with pytest.raises(CaseExists):
            Store.create(folder, on=on)
    (tmp_path / "half" / "originals").mkdir(parents=True)
    write_address(tmp_path / "half", Address(postgres, "case_half"))
    with Store.create(tmp_path / "half", on=postgres) as store, store.write() as writer:
        put(writer)
    assert read_address(tmp_path / "half").schema == "case_half"


def test_there_is_no_file_to_save_a_case_on_a_server_from(folder: Path) -> None:
    with pytest.raises(OnServer, match="backup"):
        check_is_case(folder)


# What goes on


def test_who_does_not_get_the_turn_is_told_that_the_case_is_busy(folder: Path) -> None:
    with Store.open(folder) as store, Store.open(folder, timeout=0.1) as other:
        with store.write(), pytest.raises(CaseBusy), other.write():
            pass
        with other.write() as writer:
            put(writer)


def test_cases_of_one_database_do_not_wait_for_each_other(folder: Path, postgres: str, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other", on=postgres) as other, Store.open(folder, timeout=0.1) as store:
        with store.write() as one, other.write() as two:
            put(one)
            put(two, "A library opens.", "library.txt")
        with store.view() as view:
            assert [doc.name for doc in view.documents()] == ["river.txt"]


def test_a_view_that_is_closed_twice_is_lent_once(folder: Path) -> None:
    with Store.open(folder) as store:
        view = store.view()
        view.close()
        view.close()
        with store.view() as one, store.view() as other:
            assert one._db.raw is not other._db.raw  # type: ignore[attr-defined]


def test_counts_and_facts_follow_a_transaction_that_is_rolled_back(folder: Path) -> None:
    with Store.open(folder) as store:
        with store.write() as writer:
            doc = put(writer)
            writer.put_records(doc.id, run_of(), [claim_of(doc, "the river is clean"), mention_of(doc, "Harbour Trust")])
        with pytest.raises(ZeroDivisionError), store.write() as writer:
            writer.add_judgement(judge(claim_of(doc, "the river is clean").id, "reject"))
            writer.put_records(doc.id, run_of("2"), [])
            raise ZeroDivisionError
        with store.view() as view:
            counts = view.counts()
            assert (counts["claims"], counts["mentions"], counts["judgements"]) == (1, 1, 0)
    assert {finding.state for finding in check_case(folder)} <= {"fine", "note"}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO shown_kept VALUES ('claim', '', 1)",
        "UPDATE search SET lexemes = ''",
        "DELETE FROM search",
        "UPDATE search SET size = 1",
    ],
)
def test_what_the_server_counts_by_itself_is_checked(folder: Path, statement: str) -> None:
    with Store.open(folder) as store, store.write() as writer:
        put(writer)
    assert "wrong" not in {finding.state for finding in check_case(folder)}
    with rows_of(folder) as db:
        db.execute(statement)
    assert {finding.check for finding in check_case(folder) if finding.state == "wrong"} == {"index"}


def test_the_tables_are_of_the_version_that_the_store_has() -> None:
    assert tables.VERSION == schema.VERSION, (
        "what a step of store/schema.py does, tables.sql and tables.MIGRATIONS have to do too"
    )


def test_a_commit_of_which_nobody_knows_keeps_its_originals(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder) as store:
        db = store._db
        run = db.run  # type: ignore[attr-defined]

        def lose(script: str) -> None:
            run(script)
            if script == "COMMIT":
                raise CannotReach("the case", "the line is dead")

        monkeypatch.setattr(db, "run", lose)
        with pytest.raises(NotKnown, match="run it again"), store.write() as writer:
            doc = put(writer)
        monkeypatch.undo()
        with store.view() as view:
            assert view.original(doc.capture)


def test_statistics_of_the_server_hold_no_words(folder: Path) -> None:
    with Store.open(folder) as store:
        with store.write() as writer:
            for number in range(30):
                doc = put(writer, f"The Zanthoryx weir {number}.\nA library.", f"Zanthoryx {number % 3}.txt")
                writer.put_records(doc.id, run_of(), [claim_of(doc, f"weir {number}"), mention_of(doc, "Zanthoryx")])
        with rows_of(folder) as db:
            db.execute("ANALYZE")
            told = db.execute(
                "SELECT concat(most_common_vals, histogram_bounds, most_common_elems) FROM pg_stats"
                " WHERE schemaname = current_schema()"
            ).fetchall()
    assert len(told) > 20
    assert not [row for (row,) in told if "anthoryx" in row]


def test_a_backup_is_restored_under_another_address(folder: Path, postgres: str, tmp_path: Path) -> None:
    with Store.open(folder) as store, store.write() as writer:
        doc = put(writer)
        writer.put_records(doc.id, run_of(), [claim_of(doc, "the river is clean")])
    there = read_address(folder)
    restored = postgres.replace("/postgres?", "/restored?")
    with psycopg.connect(postgres, autocommit=True) as db:
        db.execute("CREATE DATABASE restored TEMPLATE template0")
    run_program("pg_dump", "-Fc", f"--schema={there.schema}", f"--file={tmp_path / 'dump'}", postgres)
    run_program("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={restored}", str(tmp_path / "dump"))
    write_address(folder, Address(restored, there.schema))
    assert "wrong" not in {finding.state for finding in check_case(folder)}
    with Store.open(folder) as store, store.write() as writer:
        writer.add_judgement(judge(claim_of(doc, "the river is clean").id, "accept"))
        put(writer, "A library opens.", "library.txt")
    assert "wrong" not in {finding.state for finding in check_case(folder)}
