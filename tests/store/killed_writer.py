"""A process to be killed: writes numbered documents to a case, removes some, and says what it was told is kept."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from tests.store.making import claim_of, judge, mention_of, put, run_of

from whosays.records import DocumentId
from whosays.store.store import Store
from whosays.store.writer import Writer

WORDS = ["river", "harbour", "library", "museum", "orchestra", "رود", "کتاب\u200cخانه", "متحف"]


def text_of(number: int) -> str:
    rng = random.Random(number)
    lines = [" ".join(rng.choices(WORDS, k=rng.randint(20, 200))) for _ in range(rng.randint(1, 6))]
    return "\n".join([f"Letter number{number} says the tide is high.", *lines])


def write(writer: Writer, number: int) -> DocumentId:
    doc = put(writer, text_of(number), f"{number:06}.txt")
    claim = claim_of(doc, f"number{number} says the tide")
    writer.put_records(doc.id, run_of(), [claim, mention_of(doc, f"number{number}")])
    writer.add_judgement(judge(claim.id, "accept"))
    writer.mark_done(doc.capture, "1")
    return doc.id


def main(folder: Path, seed: int, start: int) -> None:
    rng = random.Random(seed)
    with Store.open(folder) as store:
        say("ready")
        number = start
        while True:
            if number > start and rng.random() < 0.15:
                gone = rng.randrange(start, number)
                with store.view() as view:
                    docs = [doc.id for doc in view.documents() if doc.name == f"{gone:06}.txt"]
                say(f"going {gone}")
                with store.write() as writer:
                    for doc in docs:
                        writer.remove(doc)
                say(f"gone {gone}")
            more = rng.randint(1, 4)
            with store.write() as writer:
                for one in range(number, number + more):
                    write(writer, one)
            for one in range(number, number + more):
                say(f"kept {one}")
            number += more


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
