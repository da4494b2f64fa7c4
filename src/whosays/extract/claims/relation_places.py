"""Where in a clause the two ends of a relation stand: tokens by the names that the table of relations gives their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import VERBAL

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree

_RELATIVE = frozenset({"who", "which", "that", "whom"})


def is_done_to(tree: Tree, i: int) -> bool:
    """Ask whether verb `i` is passive; a participle on a noun, or that opens a sentence ("Founded in 1904, …"), is as well."""
    if tree.is_passive(i):
        return True
    token = tree.tokens[i]
    return token.tag == "VBN" and token.dep in {"acl", "advcl"} and not tree.children(i, "aux", "nsubj", "dobj")


def stands_at(tree: Tree, i: int, place: str, cue: list[int], *, construction: str) -> list[int]:
    """Return the head tokens of what stands at a place of the clause of `i` (a verb or noun with the words of the entry).

    Coordinate ones are told apart; relative pronouns stand for the noun in front of them.
    """
    if construction == "noun":
        found = _bearer(tree, i) if place == "bearer" else _belongs_to(tree, i, place)
    elif construction == "adposition" and place != "subject":
        found = prepositional(tree, [cue[-1]], place)
    elif construction == "adposition":
        found = _behind_by(tree, i) if is_done_to(tree, i) else _subject(tree, i)
    else:
        found = _of_verb(tree, i, place, cue)
    return [one for t in found for one in _coordinate(tree, _antecedent(tree, t))]


def _of_verb(tree: Tree, i: int, place: str, cue: list[int]) -> list[int]:
    match place:
        case "subject_alone" | "object_alone" if tree.children(i, "xcomp", "ccomp", "pcomp") or _keeps_from(tree, i):
            return []
        case "subject" | "subject_alone":
            return _subject(tree, i)
        case "object" | "object_alone":
            return tree.children(i, "dobj") if not tree.children(i, "dative") else []
        case "receiver":
            return tree.children(i, "dative") if not prepositional(tree, [i], "to") else []
        case "by":
            return _behind_by(tree, i)
        case "complement":
            return tree.children(i, "oprd", "attr") or ([c for c in tree.children(i, "dobj") if is_done_to(tree, i)])
        case "post":
            return [t for c in tree.children(i, "oprd", "attr") for t in _belongs_to(tree, c, "of")]
        case "as_post":
            return [t for c in prepositional(tree, [i], "as") for t in _belongs_to(tree, c, "of")]
        case _:
            return prepositional(tree, [i, *cue[1:], *tree.children(i, "dobj")], place)


def prepositional(tree: Tree, heads: list[int], word: str) -> list[int]:
    """Return what stands behind preposition `word` under one of `heads`."""
    under = [p for h in dict.fromkeys(heads) for p in tree.children(h, "prep", "dative", "agent") if tree.words(p) == word]
    return [c for p in dict.fromkeys(under) for c in tree.children(p, "pobj")]


def complement(tree: Tree, i: int) -> int | None:
    """Return the predicate noun of verb `i` ("is the founder")."""
    return tree.child(i, "attr", "oprd")


def _behind_by(tree: Tree, i: int) -> list[int]:
    return [c for a in tree.children(i, "agent", "prep") if tree.words(a) == "by" for c in tree.children(a, "pobj")]


def _keeps_from(tree: Tree, i: int) -> bool:
    """Ask whether "from doing" hangs on verb `i`."""
    return any(tree.children(p, "pcomp") for h in (i, *tree.children(i, "dobj")) for p in tree.children(h, "prep"))


def _belongs_to(tree: Tree, noun: int, word: str) -> list[int]:
    """Return what stands behind a preposition of a noun; for "of" also its possessor ("a children's book author" has none)."""
    found = prepositional(tree, [noun], word)
    owned = word == "of" and not tree.children(noun, "compound")
    return found or (tree.children(noun, "poss") if owned else [])


def _bearer(tree: Tree, noun: int) -> list[int]:
    """Return of whom a noun is said: the subject of its copula, or the name it stands beside."""
    token = tree.tokens[noun]
    above = token.head
    if token.dep == "appos":
        return [above]
    if token.dep == "pobj" and tree.words(above) in {"as", "of"}:
        return _bearer_above(tree, above)
    if token.dep in {"attr", "oprd"} and tree.tokens[above].pos in VERBAL and not tree.children(above, "dobj"):
        return _subject(tree, above)
    beside = [c for c in tree.children(noun, "appos") if tree.tokens[c].pos == "PROPN"]
    return beside[:1]


def _bearer_above(tree: Tree, preposition: int) -> list[int]:
    """Return the subject of "serves as …", or the bearer of "one of …"."""
    above = tree.tokens[preposition].head
    if tree.words(preposition) == "as":
        return _subject(tree, above) if tree.tokens[above].lemma.casefold() in {"serve", "act"} else []
    return _bearer(tree, above)


def _subject(tree: Tree, i: int, seen: frozenset[int] = frozenset()) -> list[int]:
    """Return the subject of verb `i`, over coordination, control and participles; none where grammar leaves it open."""
    own = tree.child(i, "nsubj", "nsubjpass", "csubj", "expl")
    token = tree.tokens[i]
    if own is not None:
        return [own] if tree.tokens[own].dep in {"nsubj", "nsubjpass"} else []
    above = token.head
    if i in seen or above == i:
        return []
    seen = seen | {i}
    participle = token.tag in {"VBN", "VBG"}
    if token.dep == "acl" and participle:
        return [above]
    if token.dep == "xcomp" and (told := tree.children(above, "dobj")):
        return told  # "asked the council to fund it": whom they asked
    verb_above = tree.tokens[above].pos in {*VERBAL, "ADJ"}
    if verb_above and (token.dep in {"conj", "xcomp"} or (token.dep == "advcl" and participle)):
        return _subject(tree, above, seen)
    return []


def _antecedent(tree: Tree, i: int) -> int:
    """Return the noun that a relative pronoun stands for, the token itself for any other."""
    if tree.words(i) not in _RELATIVE:
        return i
    return next((tree.tokens[a].head for a in tree.ancestors(i) if tree.tokens[a].dep == "relcl"), i)


def _coordinate(tree: Tree, i: int) -> list[int]:
    """Return a noun and those joined to it ("Ann Moor and Ben Lake")."""
    joined = [c for c in tree.children(i, "conj") if tree.tokens[c].pos in {"NOUN", "PROPN", "PRON"}]
    return [i, *(one for c in joined for one in _coordinate(tree, c))]
