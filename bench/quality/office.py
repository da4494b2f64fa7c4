"""Score the readers of office files on fixtures of other projects: every file read or told why not, every note found and tied.

Notes are counted in the files themselves, by the elements that call them. How like the text is to what another tool (docling)
makes of it is shown only: its text is no human's, and leaves out notes, comments, heads and feet.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from whosays.capture.media_types import guess_media_type
from whosays.line import Outcome, read_and_extract
from whosays.records import Capture, CaptureId, Citation

if TYPE_CHECKING:
    from pathlib import Path

HOME = SHARED / "corpora" / "office_mail_fixtures" / "dev"
_KINDS = (".docx", ".odt", ".ods", ".odp", ".doc", ".epub", ".rtf")
_CALLS = {
    ".docx": re.compile(rb"<w:(?:foot|end)noteReference[ />]"),
    ".odt": re.compile(rb"<text:note[ >]"),
    ".rtf": re.compile(rb"\\footnote\b"),
    ".epub": re.compile(rb"noteref"),
}
_MARKUP = re.compile(r"[#*|`>_\\-]+|<!--.*?-->|&\w+;")


def files() -> list[Path]:
    """Return the files of the set."""
    return sorted(path for path in HOME.rglob("*") if path.suffix in _KINDS)


def score(folder: Path) -> tuple[dict[str, float], list[str]]:  # noqa: ARG001
    """Read every file, and return the figures, and lines on what was missed."""
    told = notes = found = tied = 0
    likeness: list[float] = []
    misses: list[str] = []
    for path in files():
        raw = path.read_bytes()
        outcome = read_and_extract(_capture(path, raw), raw)
        told += bool(outcome.documents) or any(problem.message for problem in outcome.problems)
        wanted = _count_calls(path.suffix, raw)
        passages = [each for document in outcome.documents for each in document.passages if each.zone == "footnote"]
        cited = [each for document in outcome.documents for each in document.records() if isinstance(each, Citation)]
        notes += wanted
        found += min(len(passages), wanted)
        tied += min(sum(bool(each.note and each.anchor) for each in cited), wanted)
        if len(passages) < wanted or not outcome.documents:
            misses.append(f"{path.name}: {len(passages)} of {wanted} notes; {[each.message for each in outcome.problems]}")
        if (like := _likeness(path, outcome)) is not None:
            likeness.append(like)
            misses.append(f"{path.name}: {like:.3f} like docling's text") if like < 0.8 else None
    figures = {
        "files read or told": told / max(len(files()), 1),
        "notes found": found / max(notes, 1),
        "notes tied": tied / max(notes, 1),
        "shown: like docling's text": sum(likeness) / max(len(likeness), 1),
    }
    return figures, misses


def _capture(path: Path, raw: bytes) -> Capture:
    return Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=path.name,
        size=len(raw),
        media_type=guess_media_type(path.name, raw[:4096]),
        method="file",
        fetched_at="2031-01-01T00:00:00Z",
    )


def _count_calls(kind: str, raw: bytes) -> int:
    """Count the elements that call a note, in all parts of a file."""
    pattern = _CALLS.get(kind)
    if pattern is None:
        return 0
    if not raw.startswith(b"PK"):
        return len(pattern.findall(raw))
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        return sum(len(pattern.findall(parts.read(name))) for name in parts.namelist() if name.endswith("ml"))


def _likeness(path: Path, outcome: Outcome) -> float | None:
    """Return how like a text is to docling's (0 to 1); None where there is none."""
    from rapidfuzz.fuzz import ratio

    other = path.parents[1] / "groundtruth" / f"{path.name}.md"
    if not other.exists() or not outcome.documents:
        return None
    text = "\n".join(document.document.text for document in outcome.documents)
    return ratio(_folded(text), _folded(other.read_text(encoding="utf-8"))) / 100


def _folded(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())
