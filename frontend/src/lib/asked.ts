// What was typed, as the words that are looked for: `store/search.py` has the same for the desk.
//
// All words must occur; "a phrase" in quotation marks; the start of a word with a star (riv*). Nothing else has a meaning.

import type { Letters } from "./letters.ts";

/** A way in which one thing that was typed may stand in a text: words in a row, of the last one perhaps the start alone. */
export interface Way {
  readonly words: readonly string[];
  readonly starts: boolean;
}

interface Term {
  readonly words: readonly string[];
  readonly parts: readonly string[];
  readonly starts: boolean;
  readonly solid: string | null;
}

// Blanks as Python knows them.
const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const CHUNK = new RegExp(`["“”„«»]([^"“”„«»]*)(?:["“”„«»](\\*?)|$)|([^${BLANKS}"“”„«»]+)`, "gu");
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]/u;
const JOINER = /\u200c/gu;
const MOST_TERMS = 32;
const MOST_GAPS = 4;
const MOST_JOINED = 3;

/** Return the ways of each thing that was typed; one way of each has to stand in what is found. */
export function toWays(typed: string, letters: Letters): Way[][] {
  const read = (text: string): string[] => letters.words(text).map((one) => one.word);
  const terms: Term[] = [];
  for (const [, phrase, star, word] of typed.matchAll(CHUNK)) {
    const text = phrase ?? word ?? "";
    const words = read(text);
    const [first] = words;
    if (first === undefined || terms.length >= MOST_TERMS) continue;
    const starts = star === "*" || (phrase === undefined && text.endsWith("*"));
    const isSolid = phrase === undefined && !starts && words.length === 1 && ARABIC.test(first);
    terms.push({ words, parts: read(text.replace(JOINER, " ")), starts, solid: isSolid ? first : null });
  }
  return terms.map((_, at) => unique(ways(terms, at)));
}

/**
 * Yield the ways of one term.
 *
 * Parts of an Arabic or Persian word may be written apart, with a joiner between, or as one (می شود, می‌شود, میشود). Folding
 * drops joiners, so in the index they stand apart or as one, whichever of the three was typed.
 */
function* ways(terms: readonly Term[], at: number): Generator<Way> {
  const term = terms[at];
  if (!term) return;
  yield { words: term.words, starts: term.starts };
  const gaps = term.parts.slice(1).map((part, one) => ARABIC.test(term.parts[one] ?? "") && ARABIC.test(part));
  if (gaps.filter(Boolean).length <= MOST_GAPS) {
    for (const words of written(term.parts, gaps)) yield { words, starts: term.starts };
  }
  for (let first = Math.max(at - MOST_JOINED + 1, 0); first <= at; first += 1) {
    for (let end = Math.max(at + 1, first + 2); end <= Math.min(first + MOST_JOINED, terms.length); end += 1) {
      const parts = terms.slice(first, end).map((one) => one.solid);
      if (parts.every((part) => part !== null)) yield { words: [parts.join("")], starts: false };
    }
  }
}

/** Yield parts with each gap between two of them that may be closed open and closed. */
function* written(parts: readonly string[], gaps: readonly boolean[]): Generator<string[]> {
  const [first = "", ...rest] = parts;
  if (rest.length === 0) {
    yield [first];
    return;
  }
  for (const others of written(rest, gaps.slice(1))) {
    yield [first, ...others];
    if (gaps[0]) yield [first + (others[0] ?? ""), ...others.slice(1)];
  }
}

function unique(all: Iterable<Way>): Way[] {
  const kept = new Map<string, Way>();
  for (const way of all) kept.set(`${way.words.join(" ")}${way.starts ? "*" : ""}`, way);
  return [...kept.values()];
}

/** Return what can be looked for while somebody types: the last word by its start, from two letters on. */
export function soFar(typed: string): string {
  const said = typed.trim();
  if (!/[\p{L}\p{N}]$/u.test(typed)) return said;
  const last = said.split(/\s+/u).at(-1) ?? "";
  return [...last].length > 1 ? `${said}*` : said.slice(0, said.length - last.length).trim();
}
