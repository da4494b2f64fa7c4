"""Write a case as plain text: under the name of each document its claims, one a line, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.publish.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.publish.view import CaseView
    from whosays.records import Claim


class Digest:
    """A digest in plain text (`digest.txt`)."""

    name = "digest"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the file and yield its path."""
        yield write_whole(folder / "digest.txt", _lines(view))


def _lines(view: CaseView) -> Iterator[bytes]:
    for doc in view.documents():
        yield f"{doc.name}\n".encode()
        for claim in view.claims(doc.id):
            if view.status(claim.id) != "rejected":
                words = " … ".join(" ".join(at.text.split()) for at in claim.content)
                yield f"  {_who(claim)}: {words}  @{claim.content[0].start}-{claim.content[-1].end}\n".encode()


def _who(claim: Claim) -> str:
    """Return the words that stand for the holder: a claim never stands without."""
    holder = claim.chain[-1].holder
    at = holder.at or holder.refers_to
    return " ".join(at.text.split()) if at else f"({holder.kind})"
