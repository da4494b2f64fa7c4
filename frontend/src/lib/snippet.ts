// A hit as it is shown and as it is opened: some of the text around the words, and the address of the words on a page.

import type { Stretch } from "./index.ts";

const AROUND = 90;
const BESIDE = 40;

/** A part of a text; whether it is what was looked for. */
export interface Part {
  readonly text: string;
  readonly found: boolean;
}

/** Return the words that were found first with what stands around them, cut between words. */
export function snippet(text: string, found: readonly Stretch[]): Part[] {
  const [first] = found;
  const from = first ? cutBefore(text, first.start - AROUND, first.start) : 0;
  const to = first ? cutAfter(text, first.end + AROUND, first.end) : cutAfter(text, 2 * AROUND, 0);
  const parts: Part[] = [{ text: from > 0 ? "… " : "", found: false }];
  let at = from;
  for (const { start, end } of found.filter((one) => one.end <= to)) {
    parts.push({ text: text.slice(at, start), found: false }, { text: text.slice(start, end), found: true });
    at = end;
  }
  parts.push({ text: text.slice(at, to), found: false }, { text: to < text.length ? " …" : "", found: false });
  return parts.filter((part) => part.text !== "");
}

/**
 * Return the part of an address that opens a page at words of a text (a text directive, with the words before and after, as the
 * same words may stand elsewhere); "" for none. A browser that knows none goes to the place on the page that stands before it.
 */
export function atWords(text: string, found: Stretch | undefined): string {
  if (!found) return "";
  const before = text.slice(cutBefore(text, found.start - BESIDE, found.start), found.start);
  const after = text.slice(found.end, cutAfter(text, found.end + BESIDE, found.end));
  const [prefix, words, suffix] = [before, text.slice(found.start, found.end), after].map(directed);
  return `:~:text=${prefix ? `${prefix}-,` : ""}${words ?? ""}${suffix ? `,-${suffix}` : ""}`;
}

function directed(words: string): string {
  return encodeURIComponent(words.trim().replace(/\s+/gu, " ")).replaceAll("-", "%2D");
}

/** Return where the first whole word after a place begins, no later than `most`. */
function cutBefore(text: string, place: number, most: number): number {
  if (place <= 0) return 0;
  const blank = text.slice(place, most).search(/\s/u);
  return blank < 0 ? most : place + blank + 1;
}

/** Return where the last whole word before a place ends, no earlier than `least`. */
function cutAfter(text: string, place: number, least: number): number {
  if (place >= text.length) return text.length;
  const inside = /\s\S*$/u.exec(text.slice(least, place));
  return inside ? least + inside.index : least;
}
