"""Tables and posts to measure readers on, all invented. The bare library only parses."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import TYPE_CHECKING

from bench.speed.cases import Case, library
from whosays.read.reading import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS, _POSTS = 20_000, 4_000
_WORDS = "River Watch Trust Society Arne Oldbridge Lock Weir Choir Harbour Orchestra Library Council Forum".split()  # noqa: SIM905
_HEADINGS = ["No", "Organisation", "Country", "Fee", "Joined", "URL"]


def table_cases() -> Iterator[Case]:
    """Yield the cases."""
    if library("openpyxl"):
        yield Case(format="XLSX", files=[("t.xlsx", make_xlsx(_ROWS))], bare={"openpyxl, read only": bare_xlsx})
    yield Case(format="CSV", files=[("t.csv", make_csv(_ROWS))], bare={"csv.reader": bare_csv})
    named = ReadOptions(accounts=frozenset(("river",)))
    for share, said in ((0.05, "JSONL, 5 % kept"), (1.0, "JSONL, all kept")):
        posts = [("t.jsonl", make_posts(_POSTS, share))]
        yield Case(format=said, files=posts, bare={"json.loads": bare_json}, options=named)


def _rows(count: int) -> list[list[str | float]]:
    chance = random.Random(1)
    return [
        [n, f"{' '.join(chance.sample(_WORDS, 3))} {n}", chance.choice(["Kenya", "Peru", "France"]), 12.5, "2031-03-04", f"https://a.example/{n}"]
        for n in range(count)
    ]  # fmt: skip


def make_csv(count: int) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_HEADINGS, *_rows(count)])
    return out.getvalue().encode()


def make_xlsx(count: int) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Members")
    for row in [_HEADINGS, *_rows(count)]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_posts(count: int, share: float) -> bytes:
    """Return lines of API v2 of X, of which the given share is of the account that is kept."""
    chance = random.Random(1)
    lines = []
    for n in range(count):
        own = n < share * count
        number = str((1_930_383_000_000 + n - 1_288_834_974_657) << 22)
        lines.append(
            {
                "id": number, "author_id": "1" if own else "2", "created_at": "2031-03-04T09:30:00.000Z", "lang": "en",
                "text": f"{' '.join(chance.sample(_WORDS, 12))} {n} #OpenTheWeirs https://t.co/{n}", "conversation_id": number,
                "public_metrics": {"retweet_count": 1, "reply_count": 2, "like_count": 3, "impression_count": 9},
                "entities": {"urls": [{"start": 0, "end": 9, "url": f"https://t.co/{n}", "expanded_url": f"https://a.example/{n}"}]},
                "context_annotations": [{"domain": {"id": "46", "name": "Rivers", "description": "Rivers and lakes"}}] * 3,
                "author": {"id": "1", "username": "river" if own else f"p{n % 500}", "description": "Somebody by a river " * 3},
            }
        )  # fmt: skip
    chance.shuffle(lines)
    return b"\n".join(json.dumps(line).encode() for line in lines)


def bare_csv(raw: bytes) -> None:
    for _ in csv.reader(io.StringIO(raw.decode(), newline="")):
        pass


def bare_xlsx(raw: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def bare_json(raw: bytes) -> None:
    for line in raw.split(b"\n"):
        json.loads(line)
