"""The page of the vocabulary: our own words in linked data."""

from __future__ import annotations

from tools.reference.markdown import page, table
from whosays.publish.linked.names import NAMESPACE, PREFIXES
from whosays.publish.linked.vocabulary import CLASSES, PROPERTIES

_OPENING = f"""
Two exports are linked data: `--format anno` (W3C Web Annotation) and `--format prov` (PROV-O). They use the words of these
standards where there are some, and words of our own for the rest, in the namespace `{NAMESPACE}`. It is a name and no address.
"""
_NAMES = (
    ("urn:whosays:capture:", "a capture, by the SHA-256 of its bytes in hex"),
    ("urn:whosays:record:", "any other record, by its id"),
    ("urn:whosays:words:", "words: the id of the document, then start and end in Unicode code points"),
    ("urn:whosays:step:", "a step of a claim's chain: the claim's id and its number from 0, the outermost holder"),
    ("urn:whosays:hedge:", "a hedge: the claim's id and its number from 0"),
    ("urn:whosays:annotation:", "the annotation of a claim or mention, by its id"),
    ("urn:whosays:annotations:", "the collection of annotations, by the captures of the case"),
    ("urn:whosays:software:", "a reader, an extractor or a rule, with its version where that is known"),
    ("urn:whosays:person:", "a person who signs, by a hash of the signature"),
)


def vocabulary_page() -> str:
    """Return the page."""
    parts = [
        "## Classes",
        table(("class", "what it is"), ((f"`whosays:{name}`", told) for name, told in CLASSES.items())),
        "## Properties",
        table(("property", "what it says"), ((f"`whosays:{name}`", told) for name, told in PROPERTIES.items())),
        "## Names of things",
        table(("begins with", "what it names"), ((f"`{name}`", told) for name, told in _NAMES)),
        "## Prefixes",
        table(("prefix", "namespace"), ((f"`{name}`", f"`{iri}`") for name, iri in PREFIXES.items())),
    ]
    return page("Vocabulary", _OPENING, parts)
