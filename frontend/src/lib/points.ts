// Offsets of documents count Unicode code points; those of a browser count UTF-16 units.

/** Return how many whole code points lie in the first `units` UTF-16 units of a text. */
export function codePoints(text: string, units: number = text.length): number {
  let count = 0;
  let at = 0;
  while (at < units) {
    const next = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    if (next > units) break; // within a pair
    at = next;
    count += 1;
  }
  return count;
}

/** A run of text of the document, and how many UTF-16 units of it lie before and behind what is chosen. */
export interface Run {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Where words stand in a document, in code points, and the words. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/**
 * Return where what is chosen of a piece of a document stands; null where nothing of it is chosen.
 *
 * `start` is the place of the piece, `runs` are its texts in order, together the whole of it.
 */
export function placeIn(start: number, runs: readonly Run[]): Place | null {
  let at = start;
  let first: number | null = null;
  let last = start;
  let words = "";
  for (const { text, from, to } of runs) {
    if (to > from) {
      first ??= at + codePoints(text, from);
      last = at + codePoints(text, to);
      words += text.slice(from, to);
    }
    at += codePoints(text);
  }
  return first === null ? null : { start: first, end: last, words };
}

/** Put the places of several pieces together: from the first to the last. */
export function together(places: readonly Place[]): Place | null {
  const [first] = places;
  if (!first) return null;
  return {
    start: Math.min(...places.map((place) => place.start)),
    end: Math.max(...places.map((place) => place.end)),
    words: places.map((place) => place.words).join(" "),
  };
}
