"""Two processes may read while one writes, and every one of their views is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.store.making import claim_of, mention_of, put, run_of

from whosays.store.store import Store

ROOT = Path(__file__).parents[2]
# Each document has one claim and one mention and two passages; a view that saw half a transaction would not add up.
READER = """
import sys
from pathlib import Path
from whosays.store.store import Store

seen = rounds = 0
with Store.open(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    while seen < int(sys.argv[2]):
        with store.view() as view:
            counts = view.counts()
            docs = sum(1 for doc in view.documents() if view.original(doc.capture) == doc.text.encode())
            claims, mentions, passages = (sum(1 for _ in ask()) for ask in (view.claims, view.mentions, view.passages))
            found = len({hit.doc for hit in view.search("lighthouse", 10_000)})
            assert [docs] * 5 == [counts["documents"], claims, mentions, passages // 2, found]
            assert docs >= seen and docs % 5 == 0
        if docs and not seen:
            print("reads", flush=True)
        seen, rounds = docs, rounds + 1
print("rounds", rounds)
"""


def test_two_processes_read_while_one_writes(tmp_path: Path) -> None:
    last = 300
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with Store.create(tmp_path / "case") as store:
        command = [sys.executable, "-c", READER, str(store.folder), str(last)]
        readers = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        for first in range(0, last, 5):
            with store.write() as writer:
                for number in range(first, first + 5):
                    doc = put(writer, f"The lighthouse has step {number}.\nA harbour.", f"{number}.txt")
                    claim, mention = claim_of(doc, f"has step {number}"), mention_of(doc, f"step {number}")
                    writer.put_records(doc.id, run_of(), [claim, mention])
            for reader in readers if first == 0 else ():
                assert reader.stdout is not None
                assert reader.stdout.readline() == "reads\n"  # so that it reads while more is written, however slow it is
        for reader in readers:
            said, _ = reader.communicate(timeout=300)
            assert (reader.returncode, said.split()[0]) == (0, "rounds")
            assert int(said.split()[1]) > 1
