"""Walk the dependency tree of one sentence: children, subtrees, subjects, coordinate clauses. Positions are token indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.repair import mended
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Modality
    from whosays.text.joined import Span
    from whosays.text.syntax import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
VERBAL = ("VERB", "AUX")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONTROLLED = frozenset({"conj", "xcomp", "advcl", "aux", "pcomp", "ccomp", "acomp"})
_HANGING = frozenset({"advcl", "acl", "relcl"})
_JOINTS = frozenset({"that", "and", "but", "or", "if", "whether"})
_DOUBTING = frozenset({"unlikely", "improbable", "doubtful", "impossible", "inconceivable", "untrue", "false", "wrong"})
_MATRIX = frozenset({"seem", "appear", "note", "remember", "stress", "emphasise", "emphasize"})
_CLOSING = {"”": "“", ")": "(", "»": "«", "]": "["}
_EDGE = frozenset(" ,;:.–—-\"'“”()…")


class Tree:
    """A parsed sentence as a tree. `implied` is the subject of a main verb without one ("River Watch – opposes the dam")."""

    def __init__(self, sentence: Sentence, *, implied: Span | None = None) -> None:
        self.sentence = sentence
        self.implied = implied
        self.tokens: tuple[Token, ...] = mended(sentence.tokens)
        self._children: list[list[int]] = [[] for _ in self.tokens]
        self.roots: list[int] = []
        for token in self.tokens:
            if token.head == token.i:
                self.roots.append(token.i)
            else:
                self._children[token.head].append(token.i)

    def children(self, i: int, *deps: str) -> list[int]:
        """Return the children of `i`, those with one of `deps` where given, in order."""
        return [c for c in self._children[i] if not deps or self.tokens[c].dep in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of `i` with one of `deps`."""
        return next(iter(self.children(i, *deps)), None)

    def subtree(self, i: int, *, without: frozenset[int] = frozenset()) -> list[int]:
        """Return the tokens under and with `i`, in order, leaving out the subtrees of `without`."""
        out, stack = [], [i]
        while stack:
            at = stack.pop()
            if at in without:
                continue
            out.append(at)
            stack.extend(self._children[at])
        return sorted(out)

    def span(self, tokens: list[int]) -> Span | None:
        """Return offsets from the first to the last of `tokens`, outer punctuation left out."""
        words = [t for t in tokens if self.tokens[t].text.strip("".join(_EDGE) + " ")]
        while words and self.tokens[words[-1]].dep == "cc":
            words.pop()
        if not words:
            return None
        first, last = min(words), max(words)
        while last + 1 < len(self.tokens) and self._closes(first, last + 1):
            last += 1
        return (self.tokens[first].start, self.tokens[last].end)

    def spans(self, tokens: list[int]) -> list[Span]:
        """Return the offsets of `tokens` in pieces, parted where words between them are left out."""
        runs: list[list[int]] = []
        for t in sorted(tokens):
            if runs and all(self.tokens[x].pos == "PUNCT" for x in range(runs[-1][-1] + 1, t)):
                runs[-1].append(t)
            else:
                runs.append([t])
        return [span for run in runs if (span := self.span(run))]

    def _closes(self, first: int, at: int) -> bool:
        """Ask whether token `at` is a closing mark whose opening mark stands between `first` and it."""
        opening = _CLOSING.get(self.tokens[at].text)
        between = [t.text for t in self.tokens[first:at]]
        if self.tokens[at].text == '"':
            return between.count('"') % 2 == 1
        return opening is not None and between.count(opening) > between.count(self.tokens[at].text)

    def words(self, i: int) -> str:
        """Return the lower-case words of one token."""
        return self.tokens[i].text.casefold()

    def is_passive(self, i: int) -> bool:
        """Ask whether verb `i` is passive: it, or the verb it is coordinate with, has a passive subject or auxiliary."""
        if self.children(i, "nsubjpass", "auxpass", "csubjpass"):
            return True
        token = self.tokens[i]
        if token.tag == "VBN" and (token.dep == "acl" or (token.dep == "advcl" and not self.children(i, "aux", "nsubj"))):
            return True  # "a club founded in May", "Asked whether it was safe, she …"
        return (
            token.dep == "conj" and token.tag == "VBN" and not self.children(i, "nsubj", "aux") and self.is_passive(token.head)
        )

    def is_finite(self, i: int) -> bool:
        """Ask whether verb `i` heads a clause that can stand alone: finite itself or by an auxiliary, not an infinitive."""
        token = self.tokens[i]
        if token.tag in _FINITE:
            return True
        return any(self.tokens[c].tag in _FINITE for c in self.children(i, "aux", "auxpass"))

    def subject(self, i: int) -> int | None:
        """Return the head token of the subject of verb `i`, inherited over coordination, control and relative clauses."""
        seen = set()
        while i not in seen:
            seen.add(i)
            token = self.tokens[i]
            own = self.child(i, *SUBJECTS)
            if own is not None:
                if token.dep == "relcl" and self.words(own) in _RELATIVE:
                    return token.head
                return own
            if token.dep in {"acl", "relcl"}:
                return token.head
            over_verb = token.dep in _CONTROLLED and self.tokens[token.head].pos in VERBAL
            over_adjective = token.dep in {"conj", "xcomp"} and self.tokens[token.head].pos == "ADJ"
            if over_verb or over_adjective or token.dep in {"pcomp", "prep"}:
                i = token.head
            else:
                return None
        return None

    def name(self, i: int) -> list[int]:
        """Return the noun phrase of `i` without anything verbal on it: what a holder or subject is called."""
        phrase = self.phrase(i)
        verbal = {t for c in phrase if c != i and self.tokens[c].dep == "acl" for t in self.subtree(c)}
        return [t for t in phrase if t not in verbal and not (self.tokens[t].dep == "case" and self.tokens[t].head == i)]

    def phrase(self, i: int) -> list[int]:
        """Return the noun phrase of `i` without relative clauses, appositions and coordinate verbs."""
        cut = frozenset(
            c
            for c in self.subtree(i)
            if (c != i and self.tokens[c].dep in {"relcl", "appos", "advcl", "ccomp"})
            or (self.tokens[c].head == i and self.tokens[c].dep == "punct" and c > i)
            or (self.tokens[c].head == i and self.tokens[c].dep == "conj" and self.tokens[c].pos in VERBAL)
            or (self.tokens[c].head == i and self.tokens[c].dep == "acl" and self.tokens[c].tag == "VBN")
        )
        return self.subtree(i, without=cut)

    def coordinate(self, i: int) -> list[int]:
        """Return `i` and the verbs coordinate with it whose clauses could stand alone, in order."""
        out = [i]
        for c in self.children(i, "conj"):
            token = self.tokens[c]
            if token.pos not in VERBAL or (self.tokens[i].tag == "VB" and not self.is_finite(i) and token.text == token.lemma):
                continue
            subjunctive = self.child(c, "nsubj", "nsubjpass") is not None and has_that(self, c)
            if self.is_finite(c) or subjunctive or (token.tag == "VBN" and self.is_finite(i)):
                out.extend(self.coordinate(c))
        return out

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads above `i`, nearest first."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i


def clause_tokens(tree: Tree, head: int, *, cut: set[int] | frozenset[int] = frozenset()) -> list[int]:
    """Return the tokens of the clause at `head` without its conjunction, coordinate clauses and the verbs in `cut` below it."""
    others = set(tree.coordinate(head)) - {head}
    edge = {c for c in tree.children(head, "mark", "cc", "preconj") if tree.words(c) in _JOINTS}
    hanging = {t for t in cut if t > head and (tree.tokens[t].dep in _HANGING or _is_relative(tree, t))}
    return tree.subtree(head, without=frozenset(others | edge | hanging))


def _is_relative(tree: Tree, i: int) -> bool:
    """Ask whether clause `i` opens with "which" or "whom", with a preposition or without."""
    return any(tree.words(t) in {"which", "whom"} for t in tree.subtree(i)[:2])


def clauses(tree: Tree, head: int) -> tuple[list[list[int]], list[int]]:
    """Return the tokens of the clause(s) at `head`, coordinate finite clauses apart, and their heads."""
    heads = tree.coordinate(head)
    return [clause_tokens(tree, h) for h in heads], heads


def has_that(tree: Tree, i: int) -> bool:
    """Ask whether clause `i` opens with "that"."""
    return any(tree.words(m) == "that" for m in tree.children(i, "mark"))


def opens_with_it(tree: Tree, head: int) -> bool:
    """Ask whether the subject of clause `head` is "it", which may stand for a clause behind it ("it is true that …")."""
    subject = tree.child(head, "nsubj", "nsubjpass", "expl")
    return subject is not None and tree.words(subject) == "it"


def denies_clause(tree: Tree, head: int) -> bool:
    """Ask whether a matrix says that the clause under it does not hold ("it is not true that", "it is wrong that")."""
    words = {tree.words(c) for c in tree.children(head, "acomp", "attr")}
    return bool(tree.children(head, "neg")) != bool(words & _DOUBTING)


def below_matrix(tree: Tree, head: int) -> int:
    """Return the clause under "it is likely that …", "it should be noted …": what is stated is the clause below."""
    if not opens_with_it(tree, head):
        return head
    below = tree.child(head, "ccomp")
    if below is None:
        adjective = tree.child(head, "acomp", "attr")
        below = tree.child(adjective, "ccomp") if adjective is not None else None
    if below is None or not tree.is_finite(below):
        return head
    return below if tree.children(head, "acomp") or tree.tokens[head].lemma.casefold() in _MATRIX else head


def is_negated(tree: Tree, i: int) -> bool:
    """Ask whether verb `i` is negated by itself or as one of two ("neither confirmed nor denied", "nor did she say")."""
    token = tree.tokens[i]
    pair = any(tree.words(c) in {"neither", "nor"} and c < i for c in tree.children(i, "preconj", "det", "cc", "advmod"))
    second = token.dep == "conj" and any(tree.words(c) == "nor" for c in tree.children(token.head, "cc"))
    return bool(tree.children(i, "neg")) or pair or second


def modal_of(tree: Tree, i: int) -> Modality | None:
    """Return what the verb group of clause `i` adds by itself: an obligation, a future, a possibility."""
    words = {tree.words(a) for a in tree.children(i, "aux")}
    lemma = tree.tokens[i].lemma.casefold()
    infinitive = any(tree.words(a) == "to" for c in tree.children(i, "xcomp") for a in tree.children(c, "aux"))
    pending = any(tree.words(a) == "yet" for a in tree.children(i, "advmod"))  # "has yet to" is no duty
    if words & {"must", "should", "ought"} or lemma == "require":
        return "normative"
    subject = tree.subject(i)
    goal = lemma == "be" and subject is not None and tree.tokens[subject].lemma.casefold() in word_set("en", "goals")
    if infinitive and not pending and not goal and lemma in {"need", "have", "be", "ought"}:
        return "normative"
    return "future" if words & {"will", "shall", "'ll"} else None


def stated_in(tree: Tree, i: int, span: Span) -> Span:
    """Return where hedges of clause `i` may stand: its content and, before it, its matrix ("it is likely that")."""
    above = tree.tokens[i].head
    if above != i and below_matrix(tree, above) == i:
        return (min(tree.tokens[t].start for t in tree.subtree(above)), span[1])
    return span


def set_apart(tree: Tree, c: int, head: int, *, marks: frozenset[str] = frozenset({";", ":", "–", "—"})) -> bool:
    """Ask whether a semicolon, colon or dash parts clause `c` from `head`."""
    low, high = min(c, head), max(c, head)
    return any(tree.tokens[t].text in marks for t in range(low, high))
