"""Read each hostile file alone and print how long it takes and what comes of it: to find the slow ones.

    python -m tests.hostile.survey [--read] [PART OF A NAME]

`--read`: read the documents and look for nothing in them.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hostile.files import hostile_files

from whosays.capture.media_types import HEAD, guess_media_type
from whosays.line import Original, read_original, reader_for
from whosays.records import Capture, CaptureId
from whosays.workers import run_all


def survey(part: str, timeout: float, *, extract: bool) -> None:
    """Read the files with a part of a name, one after the other."""
    with TemporaryDirectory() as folder:
        tasks = []
        for name, raw in hostile_files():
            if part in name:
                path = Path(folder) / hashlib.sha256(raw).hexdigest()
                path.write_bytes(raw)
                capture = Capture(
                    id=CaptureId(path.name), name=name, size=len(raw), media_type=guess_media_type(name, raw[:HEAD]),
                    method="file", fetched_at="2031-01-01T00:00:00Z",
                )  # fmt: skip
                tasks.append(Original(capture=capture, path=str(path), waiting=folder, extract=extract))
        before = time.monotonic()
        for answer in run_all(read_original, tasks, jobs=2, timeout=timeout):
            now = time.monotonic()
            said: str = answer.failure.kind if answer.failure else ""
            if outcome := answer.value:
                codes = sorted({problem.code for problem in outcome.all_problems()})
                said = (
                    f"{len(outcome.documents)} documents, {len(outcome.inner)} members, {' '.join(codes)} {len(outcome.faults)}"
                )
            name = answer.task.capture.name
            head = Path(answer.task.path).read_bytes()[:HEAD]
            reader = reader_for(answer.task.capture, head)
            print(f"{now - before:6.1f} s  {name[:40]!a}  {reader.name if reader else '-'}: {said}", flush=True)
            before = now
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10} MiB at most")


if __name__ == "__main__":
    parts = [part for part in sys.argv[1:] if part != "--read"]
    survey("".join(parts[:1]), 20, extract="--read" not in sys.argv)
