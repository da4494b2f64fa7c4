"""Score how well the main text of saved pages is told from what stands around it, beside bare trafilatura on the same pages.

- `web-articles`: shingles of four words, as the benchmark's own script counts them (precision and recall of each page, their
  means, and the F1 of the means);
- `web-boilerplate`: segments that must be in the main text, and segments that must not, by a plain search for them.

Our main text is that of all passages but boilerplate and page furniture.
"""

from __future__ import annotations

import ast
import gzip
import hashlib
import json
import logging
import re
import unicodedata
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from whosays.read.html import HtmlReader
from whosays.records import Capture, CaptureId
from whosays.testing import read_one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.read.reading import Reading

ARTICLES = SHARED / "corpora" / "web_article_body" / "dev"
SEGMENTS = SHARED / "corpora" / "web_boilerplate" / "dev"
_WORDS = re.compile(r"\w+", re.UNICODE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ASIDE = frozenset({"boilerplate", "page_furniture"})


def read(raw: bytes, name: str) -> Reading:
    """Read a page as the line does."""
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()), name=name, size=len(raw), media_type="text/html", method="file",
        fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    return read_one(HtmlReader(), capture, raw)


def main_text(reading: Reading) -> str:
    """Return the words of a page that are no boilerplate. Its title is told apart: neither set counts it as text."""
    words = ((" ".join(piece.text for piece in passage.pieces), passage) for passage in reading.passages)
    title = reading.document.title or ""
    return "\n".join(
        text
        for text, passage in words
        if passage.zone not in _ASIDE and not (passage.zone == "heading" and (text in title or title in text))
    )


def bare_text(raw: bytes) -> str:
    """Return what trafilatura by itself takes for the main text."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return extract(raw, include_comments=False) or ""


def article_files() -> list[Path]:
    """Return the pages with the text of the article, and the answers."""
    return [ARTICLES / "ground-truth.json", *sorted((ARTICLES / "html").glob("*.html.gz"))]


def segment_files() -> list[Path]:
    """Return the pages with segments, and the answers."""
    return [SEGMENTS / "evaldata.json", *sorted((SEGMENTS / "html").glob("*.gz"))]


def score_articles(_: Path) -> tuple[dict[str, float], list[str]]:
    """Score the articles."""
    truth = json.loads((ARTICLES / "ground-truth.json").read_text(encoding="utf-8"))
    ours, bare, told = [], [], []
    for name, answer in sorted(truth.items()):
        raw = gzip.decompress((ARTICLES / "html" / f"{name}.html.gz").read_bytes())
        wanted = answer["articleBody"]
        ours.append(shingle_score(wanted, main_text(read(raw, f"{name}.html"))))
        bare.append(shingle_score(wanted, bare_text(raw)))
        told.append(
            (ours[-1], f"{name[:12]} P {ours[-1][0]:.3f} R {ours[-1][1]:.3f}, bare P {bare[-1][0]:.3f} R {bare[-1][1]:.3f}")
        )
    worst = [line for _, line in sorted(told)[:20]]
    return _figures(ours, "") | _figures(bare, "bare trafilatura "), worst


def _figures(scores: list[tuple[float, float]], prefix: str) -> dict[str, float]:
    precision, recall = mean(score[0] for score in scores), mean(score[1] for score in scores)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {f"{prefix}precision": precision, f"{prefix}recall": recall, f"{prefix}F1": f1}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, min(len(words), 1))))


def shingle_score(wanted: str, found: str) -> tuple[float, float]:
    """Return precision and recall of the shingles, each as often as it stands there."""
    right, given = _shingles(wanted), _shingles(found)
    hits = sum((right & given).values())
    return (hits / sum(given.values()) if given else float(not right)), (
        hits / sum(right.values()) if right else float(not given)
    )


def score_segments(_: Path) -> tuple[dict[str, float], list[str]]:
    """Score the segments."""
    counts = {"": Counter[str](), "bare trafilatura ": Counter[str]()}
    told = []
    for raw, page in _pages():
        texts = {"": _folded(main_text(read(raw, page["file"]))), "bare trafilatura ": _folded(bare_text(raw))}
        for who, text in texts.items():
            for kind, hit, miss in (("with", "tp", "fn"), ("without", "fp", "tn")):
                for segment in _listed(page[kind]):
                    is_in = _folded(segment) in text
                    counts[who][hit if is_in else miss] += 1
                    if not who and is_in != (kind == "with"):
                        told.append(f"{page['file']}: {'missed' if kind == 'with' else 'too much'}: {segment[:80]}")
    figures: dict[str, float] = {}
    for who, count in counts.items():
        precision = count["tp"] / max(count["tp"] + count["fp"], 1)
        recall = count["tp"] / max(count["tp"] + count["fn"], 1)
        figures |= {
            f"{who}precision": precision,
            f"{who}recall": recall,
            f"{who}F": 2 * precision * recall / max(precision + recall, 1e-9),
        }
    return figures | _said_figures(), told


def _folded(words: str) -> str:
    """Fold what trafilatura folds and we keep as it is: white space, soft hyphens, composed letters, raised digits."""
    folded = unicodedata.normalize("NFC", words.replace("\u00ad", "")).translate(_LOWERED)
    return " ".join(folded.split())


def _said_figures() -> dict[str, float]:
    """Score title, author and date where the answers have them."""
    from trafilatura import extract_metadata

    hits = Counter[str]()
    for raw, page in _pages():
        said = read(raw, page["file"]).document
        bare = extract_metadata(raw)
        for name, wanted, ours, theirs in (
            ("title", page.get("title"), said.title, bare.title),
            ("author", page.get("author"), said.author, bare.author),
            ("date", page.get("date"), said.date, bare.date),
        ):
            if wanted:
                hits[f"{name} wanted"] += 1
                hits[name] += _same(name, wanted, ours)
                hits[f"bare trafilatura {name}"] += _same(name, wanted, theirs)
    names = ("title", "author", "date")
    return {
        f"{who}{name} right": hits[f"{who}{name}"] / hits[f"{name} wanted"]
        for who in ("", "bare trafilatura ")
        for name in names
    }


def _same(name: str, wanted: str, found: str | None) -> bool:
    if name == "date":
        return (found or "")[:10] == wanted[:10]
    fold = ["".join(_WORDS.findall(words.casefold())) for words in (wanted, found or "")]
    return bool(fold[1]) and (fold[0] in fold[1] or fold[1] in fold[0])


def _pages() -> Iterator[tuple[bytes, dict[str, str]]]:
    pages = json.loads((SEGMENTS / "evaldata.json").read_text(encoding="utf-8"))
    files = {path.name.removesuffix(".gz"): path for path in (SEGMENTS / "html").glob("*.gz")}
    for page in pages.values():
        if path := files.get(page["file"]):
            yield gzip.decompress(path.read_bytes()), page


def _listed(words: str | list[str]) -> list[str]:
    return list(ast.literal_eval(words)) if isinstance(words, str) else words
