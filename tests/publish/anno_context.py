"""What the context http://www.w3.org/ns/anno.jsonld makes of the words that whosays uses, so that no test fetches it.

Written from the tables of the W3C Web Annotation Vocabulary (Recommendation, 23 February 2017), which give the term of each
key.
"""

from __future__ import annotations

from typing import Any

ADDRESS = "http://www.w3.org/ns/anno.jsonld"
_OA, _AS, _DCTERMS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
_DC, _FOAF, _RDF = (
    "http://purl.org/dc/elements/1.1/",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
CLASSES = {
    "Annotation": f"{_OA}Annotation", "TextualBody": f"{_OA}TextualBody", "TextQuoteSelector": f"{_OA}TextQuoteSelector",
    "TextPositionSelector": f"{_OA}TextPositionSelector", "TimeState": f"{_OA}TimeState",
    "Dataset": "http://purl.org/dc/dcmitype/Dataset", "Person": f"{_FOAF}Person", "Software": f"{_AS}Application",
    "AnnotationCollection": f"{_AS}OrderedCollection", "AnnotationPage": f"{_AS}OrderedCollectionPage",
}  # fmt: skip
_MOTIVATIONS = {name: f"{_OA}{name}" for name in ("describing", "identifying")}
_RELATIONS = {
    "body": f"{_OA}hasBody", "target": f"{_OA}hasTarget", "source": f"{_OA}hasSource", "selector": f"{_OA}hasSelector",
    "state": f"{_OA}hasState", "refinedBy": f"{_OA}refinedBy", "renderedVia": f"{_OA}renderedVia",
    "cached": f"{_OA}cachedSource", "creator": f"{_DCTERMS}creator", "partOf": f"{_AS}partOf", "first": f"{_AS}first",
    "last": f"{_AS}last", "next": f"{_AS}next", "prev": f"{_AS}prev",
}  # fmt: skip
_WORDS = {
    "format": f"{_DC}format", "language": f"{_DC}language", "value": f"{_RDF}value", "exact": f"{_OA}exact",
    "prefix": f"{_OA}prefix", "suffix": f"{_OA}suffix", "name": f"{_FOAF}name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "start": f"{_OA}start", "end": f"{_OA}end",
    "total": f"{_AS}totalItems", "startIndex": f"{_AS}startIndex", "created": f"{_DCTERMS}created",
    "modified": f"{_DCTERMS}modified", "sourceDate": f"{_OA}sourceDate",
}  # fmt: skip
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **CLASSES,
    **_MOTIVATIONS,
    **_WORDS,
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _RELATIONS.items()},
    "items": {"@id": f"{_AS}items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
}


def load(address: str, _options: object = None) -> dict[str, Any]:
    """Give the one context that is known, as pyld asks for it; any other address is an error."""
    assert address == ADDRESS
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXT}, "contentType": "application/ld+json"}
