"""The lineage of a claim: its versions, what they rest on step by step, where that ends, and a sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.records import ClaimId, DocumentId
from whosays.sources import same_address
from whosays.text.vague import is_vague
from whosays.trace.origins import Bounds, Edge, count_origins, find_bottleneck, find_circles, find_ends
from whosays.trace.rests import teller_of
from whosays.trace.wording import folded, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.records import Claim, Link
    from whosays.trace.rests import Ground, Rests

# What stands at the end of a path, or on it.
NodeKind = Literal[
    "claim", "holder", "vague source", "hidden holder", "author", "no source given", "document", "source", "unlocated source"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing of a lineage: `words` are what a person reads, `place` where they stand ("report.txt @12-60")."""

    id: str
    kind: NodeKind
    words: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What a claim rests on, as far as the case knows.

    - `versions`: the claim and those that state the same, `holders` how many holders they have;
    - `steps`: from each version on; `ends`: where the paths end (named, or marked as not to be found);
    - `origins`: how many independent ones there are; `circles`: loops with no way out; `bottleneck`: what all paths pass;
    - `only_subject`: the only origin with a name is somebody the claim is about; `contradicted`: links to claims against it.
    """

    claim: ClaimId
    versions: tuple[ClaimId, ...]
    holders: int
    nodes: tuple[Node, ...]
    steps: tuple[Edge, ...]
    ends: tuple[str, ...]
    origins: Bounds
    circles: tuple[tuple[str, ...], ...]
    bottleneck: str | None
    only_subject: bool
    contradicted: tuple[Link, ...]
    verdict: str

    def node(self, name: str) -> Node:
        """Return one node by its id (`name`)."""
        return next(node for node in self.nodes if node.id == name)


def trace_claim(claim: ClaimId, rests: Rests) -> Lineage:
    """Return the lineage of one claim."""
    versions = rests.versions(claim)
    steps = rests.steps(versions)
    names = sorted({*versions, *(edge.a for edge in steps), *(edge.b for edge in steps)})
    written = _written(versions, names, rests.ground)
    nodes = {name: _node(name, rests.ground, written) for name in names}
    ends = find_ends(versions, steps)
    circles = find_circles(versions, steps)
    origins = count_origins(versions, steps)
    bottleneck = find_bottleneck(versions, steps)
    only_subject = _is_subject_alone([nodes[end] for end in ends], circles, versions, rests)
    holders = len({rests.holder(rests.ground.claims[one])[0] for one in versions})
    contradicted = rests.contradicting(versions)
    parts = [_counts(len(versions), holders, origins, ends, circles)]
    parts += _remarks([nodes[end] for end in ends], circles, nodes, bottleneck, only_subject=only_subject)
    if contradicted:
        parts.append(f"{_number(len(contradicted), 'claim')} may contradict it.")
    return Lineage(
        claim=claim,
        versions=versions,
        holders=holders,
        nodes=tuple(nodes.values()),
        steps=steps,
        ends=ends,
        origins=origins,
        circles=circles,
        bottleneck=bottleneck,
        only_subject=only_subject,
        contradicted=contradicted,
        verdict=" ".join(parts),
    )


def _written(versions: Iterable[ClaimId], names: Iterable[str], ground: Ground) -> Mapping[str, str]:
    """Return how names without a record are written, by node: as a document of theirs has it, else the first claim."""
    claims = [ground.claims[one] for one in versions]
    docs = [claim.doc for claim in claims] + [DocumentId(one) for one in names]
    told = [teller_of(ground.documents[doc]) for doc in docs if doc in ground.documents]
    holders = [claim.chain[-1].holder for claim in claims]
    told += [at.text for holder in holders if (at := holder.refers_to or holder.at)]
    written: dict[str, str] = {}
    for words in filter(None, told):
        written.setdefault(f"name:{folded(words)}", " ".join(words.split()))
    return written


def _node(name: str, ground: Ground, written: Mapping[str, str]) -> Node:
    if (claim := ground.claims.get(name)) is not None:  # type: ignore[call-overload]  # a node may be a claim's id
        return Node(id=name, kind="claim", words=_words(claim), place=_place(claim, ground))
    if (doc := ground.documents.get(name)) is not None:  # type: ignore[call-overload]
        return Node(id=name, kind="document", words=doc.title or doc.name, place=doc.name)
    prefix, _, rest = name.partition(":")
    if prefix == "hidden":
        at = ground.claims[ClaimId(rest)].chain[-1].holder.at
        return Node(id=name, kind="hidden holder", words=at.text if at else "nobody is named")
    if prefix == "author":
        return Node(id=name, kind="no source given", words=f"no source given in {ground.documents[rest].name}")  # type: ignore[index]
    if prefix == "note":
        note = next(one for one in ground.citations if one.id == rest)
        return Node(id=name, kind="unlocated source", words=" ".join(note.note.text.split()) if note.note else "a note")
    if prefix == "said":
        doc_id, _, phrase = rest.partition(":")
        language = next(iter(ground.documents[doc_id].languages), None)  # type: ignore[index]
        return Node(id=name, kind="vague source" if is_vague(phrase, language) else "holder", words=phrase)
    if name.startswith("src-"):
        return _source(name, ground)
    return Node(id=name, kind="holder", words=written.get(name) or ground.names.called.get(name, rest or name))


def _source(name: str, ground: Ground) -> Node:
    url = ground.urls.get(name, "an address")
    return Node(id=name, kind="source" if same_address(url) in ground.addresses else "unlocated source", words=url)


def _is_subject_alone(ends: Sequence[Node], circles: Sequence[object], versions: Sequence[ClaimId], rests: Rests) -> bool:
    named = {end.id for end in ends if end.kind == "holder"}
    about = {thing for one in versions for thing in subjects(rests.ground.claims[one], rests.ground.names, strict=True)}
    return bool(named) and named <= about and not circles and not any(end.kind == "document" for end in ends)


def _counts(versions: int, holders: int, origins: Bounds, ends: Sequence[str], circles: Sequence[tuple[str, ...]]) -> str:
    said = f"{_number(versions, 'claim')} · {_number(holders, 'holder')} · "
    if circles and not ends:
        return said + "circular, no origin."
    bounds = str(origins.upper) if origins.lower == origins.upper else f"{origins.lower}\N{EN DASH}{origins.upper}"
    return said + f"{bounds} independent {'origin' if origins.upper == 1 else 'origins'}."


def _remarks(
    ends: Sequence[Node],
    circles: Sequence[tuple[str, ...]],
    nodes: dict[str, Node],
    bottleneck: str | None,
    *,
    only_subject: bool,
) -> Iterable[str]:
    named = [end.words for end in ends if end.kind == "holder"]
    if only_subject:
        yield f"The only named origin is the subject itself: {_stopped(', '.join(named))}"
    elif named:
        yield f"Named {'origin' if len(named) == 1 else 'origins'}: {_stopped(', '.join(named))}"
    for kind, one, many in (
        ("unlocated source", "source is not in the case", "sources are not in the case"),
        ("no source given", "path ends where no source is given", "paths end where no source is given"),
        ("hidden holder", "path ends at nobody named", "paths end at nobody named"),
        ("vague source", "path ends at a vague source", "paths end at vague sources"),
    ):
        found = [end.words for end in ends if end.kind == kind]
        if found:
            told = f": {', '.join(found)}" if kind in ("unlocated source", "vague source") else ""
            yield _stopped(f"{len(found)} {one if len(found) == 1 else many}{told}")
    for circle in circles if ends else ():
        yield f"A circle with no way out: {', '.join(nodes[name].place or nodes[name].words for name in circle)}."
    if bottleneck:
        yield _stopped(f"All paths pass {nodes[bottleneck].words}")


def _stopped(words: str) -> str:
    """Return words with one stop at their end."""
    return words.removesuffix(".") + "."


def _number(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def _words(claim: Claim) -> str:
    return " … ".join(" ".join(at.text.split()) for at in claim.content)


def _place(claim: Claim, ground: Ground) -> str:
    return f"{ground.documents[claim.doc].name} @{claim.content[0].start}-{claim.content[-1].end}"
