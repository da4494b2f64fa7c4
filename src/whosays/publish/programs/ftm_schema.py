"""Which schema of FollowTheMoney stands for what: files, kinds of names, relations. By hand, from version 4 of its model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.records import Entity, MentionKind

# What FollowTheMoney has for a kind of name. It has nothing for works, concepts, hashtags and dates.
NAMES: Mapping[MentionKind, str] = {
    "organisation": "Organization",
    "person": "Person",
    "group": "LegalEntity",
    "place": "Address",
    "event": "Event",
    "campaign": "Project",
    "handle": "UserAccount",
}
# The kinds that may stand where it asks for a LegalEntity.
PARTIES: frozenset[MentionKind] = frozenset({"organisation", "person", "group"})
_BODY: frozenset[MentionKind] = frozenset({"organisation"})
_PERSON: frozenset[MentionKind] = frozenset({"person"})

# relation: schema, property and kinds of the subject, property and kinds of the object. All else is an UnknownLink.
_EDGES: Mapping[str, tuple[str, str, frozenset[MentionKind], str, frozenset[MentionKind]]] = {
    "member of": ("Membership", "member", PARTIES, "organization", _BODY),
    "joined": ("Membership", "member", PARTIES, "organization", _BODY),
    "leads": ("Directorship", "director", PARTIES, "organization", _BODY),
    "employed by": ("Employment", "employee", _PERSON, "employer", _BODY),
    "owns": ("Ownership", "owner", PARTIES, "asset", _BODY),
    "has shares in": ("Ownership", "owner", PARTIES, "asset", _BODY),
    "represents": ("Representation", "agent", PARTIES, "client", PARTIES),
    "succeeded": ("Succession", "successor", _BODY, "predecessor", _BODY),
    "kin": ("Family", "person", _PERSON, "relative", _PERSON),
}

_MEDIA: Mapping[str, str] = {
    "text/html": "HyperText",
    "application/xhtml+xml": "HyperText",
    "multipart/related": "HyperText",
    "message/rfc822": "Email",
    "application/vnd.ms-outlook": "Email",
    "text/csv": "Table",
    "text/tab-separated-values": "Table",
    "text/plain": "PlainText",
    "text/markdown": "PlainText",
    "application/pdf": "Pages",
    "application/msword": "Pages",
    "application/rtf": "Pages",
    "application/epub+zip": "Pages",
}
_MEDIA_BEGIN: Mapping[str, str] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml": "Pages",
    "application/vnd.openxmlformats-officedocument.presentationml": "Pages",
    "application/vnd.oasis.opendocument.text": "Pages",
    "application/vnd.oasis.opendocument.presentation": "Pages",
    "image/": "Image",
}

# Codes that stand for no country of the model: parts of one, the euro area, and those that programs are tested with.
NO_COUNTRY = frozenset({"EA", "EZ", "QO", "XA", "XB"})

# ISO 639-1 to the codes of ISO 639-3 that FollowTheMoney knows; it takes no other language.
_CODES = """
af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas fi:fin
fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lb:ltz
lo:lao lt:lit lv:lav mk:mkd mn:mon ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pl:pol ps:pus pt:por ro:ron ru:rus si:sin sk:slk
sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho
"""
LANGUAGES: Mapping[str, str] = {two: three for two, _, three in (pair.partition(":") for pair in _CODES.split())}


def document_schema(media_type: str) -> str:
    """Return the schema for a file of a media type: "Document" where there is none of its own."""
    kind = media_type.partition(";")[0].strip().lower()
    begun = (schema for begin, schema in _MEDIA_BEGIN.items() if kind.startswith(begin))
    return _MEDIA.get(kind) or next(begun, "Document")


def edge(relation: str, subject: Entity, thing: Entity) -> tuple[str, dict[str, str]]:
    """Return the schema of a relation between two names, and the id at each of its ends."""
    if found := _EDGES.get(relation):
        schema, a, kinds_a, b, kinds_b = found
        if subject.kind in kinds_a and thing.kind in kinds_b:
            return schema, {a: subject.id, b: thing.id}
    return "UnknownLink", {"subject": subject.id, "object": thing.id}
