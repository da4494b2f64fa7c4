"""Compare the readers of tables and posts with the bare libraries on the same invented files, in one run.

    python -m bench.speed.tables [--rows 20000] [--posts 4000] [--rounds 3]

The bare library only parses; a reader makes a document, zones and records as well. The best ratio of the rounds is printed, and
all of them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import random
import time
from collections.abc import Callable, Iterable
from functools import partial

import openpyxl

from whosays.read.delimited import DelimitedReader
from whosays.read.reading import Reading, ReadOptions
from whosays.read.social import SocialReader
from whosays.read.xlsx import XlsxReader
from whosays.records import Capture, CaptureId

_WORDS = "River Watch Trust Society Arne Oldbridge Lock Weir Choir Harbour Orchestra Library Council Forum".split()  # noqa: SIM905
_HEADINGS = ["No", "Organisation", "Country", "Fee", "Joined", "URL"]


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
    for sheet in openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True):
        for _ in sheet.iter_rows(values_only=True):
            pass


def bare_json(raw: bytes) -> None:
    for line in raw.split(b"\n"):
        json.loads(line)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    found = run()
    if isinstance(found, Iterable) and not isinstance(found, Reading):
        for _ in found:
            pass
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rows", type=int, default=20_000)
    ask.add_argument("--posts", type=int, default=4_000)
    ask.add_argument("--rounds", type=int, default=3)
    told = ask.parse_args()
    named = ReadOptions(accounts=frozenset(("river",)))
    cases = (
        ("xlsx beside openpyxl", "t.xlsx", make_xlsx(told.rows), XlsxReader(), bare_xlsx, named),
        ("csv beside csv.reader", "t.csv", make_csv(told.rows), DelimitedReader(), bare_csv, named),
        ("posts, 5 % kept, beside json.loads", "t.jsonl", make_posts(told.posts, 0.05), SocialReader(), bare_json, named),
        ("posts, all kept, beside json.loads", "t.jsonl", make_posts(told.posts, 1), SocialReader(), bare_json, named),
    )
    for called, name, raw, reader, bare, options in cases:
        made = Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()), name=name, size=len(raw), media_type="", method="file", fetched_at=""
        )
        ratios = [
            _seconds(partial(bare, raw)) / _seconds(partial(reader.__call__, made, raw, options)) for _ in range(told.rounds)
        ]
        print(f"{called:36} ratio {max(ratios):.2f}   ({', '.join(f'{ratio:.2f}' for ratio in ratios)})")


if __name__ == "__main__":
    main()
