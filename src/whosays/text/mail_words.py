"""The words by which answered mails and signatures are known, from the table `data/mail_words.tsv`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

FIELDS = ("from", "sent", "to", "cc", "subject")
KINDS = ("wrote", "original", *FIELDS, "device", "opens", "noise")

# A label has at most so many characters; a field of a form may have more.
_LABEL = re.compile(r"[\s*_]*([^\W\d_][^:：\n]{0,24}?)[\s*_]*[:：][\s*_]*")


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in files("whosays.text.data").joinpath("mail_words.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, _language, phrase = row.split("\t")
            words[kind].add(phrase)
    return {kind: frozenset(phrases) for kind, phrases in words.items()}


@lru_cache(maxsize=1)
def _labels() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for kind in FIELDS:
        for phrase in _table()[kind]:
            kinds.setdefault(phrase, set()).add(kind)
    return {phrase: frozenset(of) for phrase, of in kinds.items()}


@lru_cache(maxsize=1)
def _wrote() -> re.Pattern[str]:
    phrases = sorted(_table()["wrote"], key=lambda phrase: (-len(phrase), phrase))
    choice = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)|写道|寫道", re.IGNORECASE)


@lru_cache(maxsize=1)
def _device() -> tuple[str, ...]:
    return tuple(sorted(_table()["device"]))


def words_of(kind: str) -> frozenset[str]:
    """Return the phrases of one kind, small letters, of all languages. Raises KeyError for a kind that is not in `KINDS`."""
    return _table()[kind]


def read_label(line: str) -> tuple[frozenset[str], str]:
    """Return the kinds of mail field that a line's label may name ("From:" and "De:": from), and what stands behind it."""
    found = _LABEL.match(line)
    if found is None:
        return frozenset(), ""
    return _labels().get(" ".join(found[1].lower().split()), frozenset()), line[found.end() :].strip(" \t*_")


def find_wrote(line: str) -> re.Match[str] | None:
    """Return the last "wrote" of a line, in any language; None without one."""
    found = None
    for found in _wrote().finditer(line):  # noqa: B007  # the last one is wanted
        pass
    return found


def is_original(line: str) -> bool:
    """Ask whether a line says that an answered or forwarded mail begins ("-----Original Message-----")."""
    if len(line) > 120 or not (line.lstrip()[:1] in "-_—–=*>#" or line.rstrip().endswith((":", "-", "_", "*"))):
        return False
    words = line.strip().strip("-_—–=*>#: \t").lower()
    if not words:
        return False
    phrases = _table()["original"]
    return words in phrases or (line.lstrip()[:2] in ("--", "__", "==", "**") and any(words.startswith(p) for p in phrases))


def is_of_device(line: str) -> bool:
    """Ask whether a line is what a telephone signs with ("Sent from my …")."""
    words = line.strip().lower()
    return len(words) <= 80 and words.startswith(_device())
