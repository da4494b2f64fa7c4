"""A process that runs commands one after the other, where files may not grow past so many bytes, and tells what they said."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

from whosays.cli import _run


def main(limit: int, commands: list[list[str]]) -> None:
    """Run commands and print a line of JSON of each: its exit code, what it printed and what it said."""
    if limit >= 0:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for command in commands:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = _run(command)
        print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
