// The index of a published site (`desk/site/index.py`): which rows hold some words, and the rows.

import type { Way } from "./asked.ts";
import { Letters, type Word } from "./letters.ts";

/** Gives what a file of the index holds. */
export type Load = (name: string) => Promise<unknown>;

export type Kind = "names" | "claims" | "passages";
export const KINDS: readonly Kind[] = ["names", "claims", "passages"];

interface Head extends Readonly<Record<Kind, number>> {
  readonly words: readonly string[];
  readonly rows: readonly number[];
}

interface Rows {
  readonly docs: readonly (readonly [string, string])[];
  readonly rows: readonly (readonly [number, string, ...(string | boolean)[]])[];
}

/** A row: its words as they are, the document that they stand in, and what else is told of it, as its kind has it. */
export interface Row {
  readonly kind: Kind;
  readonly text: string;
  readonly doc: string;
  readonly title: string;
  readonly told: readonly (string | boolean)[];
}

const SMALLEST = 0x23;
const LEFT_OUT = 0x5c;
const DIGITS = 45;

/** Places of words: numbers of rows with the places in each. */
type Places = Map<number, number[]>;

export class Index {
  readonly #load: Load;
  readonly #head: Head;
  readonly letters: Letters;

  private constructor(load: Load, head: Head, letters: Letters) {
    this.#load = load;
    this.#head = head;
    this.letters = letters;
  }

  static async open(load: Load): Promise<Index> {
    // What these files hold was written with them, by the same program.
    const [head, table] = (await Promise.all([load("index"), load("letters")])) as [
      Head,
      { readonly runs: readonly number[]; readonly forms: Readonly<Record<string, string>> },
    ];
    return new Index(load, head, new Letters(table.runs, table.forms));
  }

  /** Return the numbers of the rows in which one way of each thing stands, by their kind, in order. */
  async find(asked: readonly (readonly Way[])[]): Promise<Record<Kind, number[]>> {
    let rows: Set<number> | null = null;
    for (const ways of asked) {
      const found = new Set<number>();
      for (const places of await Promise.all(ways.map((way) => this.#places(way)))) {
        for (const row of places.keys()) if (rows?.has(row) ?? true) found.add(row);
      }
      rows = found;
    }
    const sorted = [...(rows ?? [])].sort((a, b) => a - b);
    return {
      names: sorted.filter((row) => this.#kind(row) === "names"),
      claims: sorted.filter((row) => this.#kind(row) === "claims"),
      passages: sorted.filter((row) => this.#kind(row) === "passages"),
    };
  }

  /** Return rows by their numbers. */
  async rows(numbers: readonly number[]): Promise<Row[]> {
    return Promise.all(numbers.map((number) => this.#row(number)));
  }

  async #row(number: number): Promise<Row> {
    const file = before(this.#head.rows, number);
    const { docs, rows } = (await this.#load(`rows-${String(file + 1)}`)) as Rows;
    const [doc, text, ...told] = rows[number - (this.#head.rows[file] ?? 0)] ?? [-1, ""];
    const [id, title] = docs[doc] ?? ["", ""];
    return { kind: this.#kind(number), text, doc: id, title, told };
  }

  #kind(row: number): Kind {
    if (row < this.#head.names) return "names";
    return row < this.#head.names + this.#head.claims ? "claims" : "passages";
  }

  /** Return where the words of a way stand in a row: the rows, with the place of the first word. */
  async #places({ words, starts }: Way): Promise<Places> {
    const all = await Promise.all(words.map((word, at) => this.#word(word, starts && at === words.length - 1)));
    const [first = new Map<number, number[]>(), ...rest] = all;
    if (rest.length === 0) return first;
    const found: Places = new Map();
    for (const [row, places] of first) {
      const kept = places.filter((place) => rest.every((one, at) => one.get(row)?.includes(place + at + 1)));
      if (kept.length > 0) found.set(row, kept);
    }
    return found;
  }

  /** Return the places of a word, or of all words that begin so. */
  async #word(word: string, starts: boolean): Promise<Places> {
    const heads = this.#head.words;
    const first = before(heads, word);
    let end = first + 1;
    while (starts && heads[end]?.startsWith(word)) end += 1;
    if (heads.length === 0) return new Map();
    const numbers = Array.from({ length: end - first }, (_, at) => first + at + 1);
    const found: Places = new Map();
    for (const file of await Promise.all(numbers.map((one) => this.#load(`words-${String(one)}`)))) {
      const told = file as Readonly<Record<string, string>>;
      const fitting = starts ? Object.keys(told).filter((one) => one.startsWith(word)) : Object.hasOwn(told, word) ? [word] : [];
      for (const one of fitting) {
        for (const [row, places] of readPlaces(told[one] ?? "")) found.set(row, [...(found.get(row) ?? []), ...places]);
      }
    }
    return found;
  }
}

/** Return the number of the last thing that does not come after another; 0 where all do. */
function before<T extends number | string>(all: readonly T[], one: T): number {
  let low = 0;
  let high = all.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const at = all[middle];
    if (at !== undefined && at <= one) low = middle;
    else high = middle;
  }
  return low;
}

/** Read places as they are written: of each row how many rows after the last, how many places, how far apart. */
export function* readPlaces(written: string): Generator<[number, number[]]> {
  let at = 0;
  const next = (): number => {
    let number = 0;
    for (let unit = 1; at < written.length; unit *= DIGITS) {
      const code = written.charCodeAt(at);
      const digit = code - SMALLEST - (code > LEFT_OUT ? 1 : 0);
      at += 1;
      number += (digit % DIGITS) * unit;
      if (digit < DIGITS) break;
    }
    return number;
  };
  let row = 0;
  while (at < written.length) {
    row += next();
    const places: number[] = [];
    let place = 0;
    for (let left = next(); left > 0; left -= 1) {
      place += next();
      places.push(place);
    }
    yield [row, places];
  }
}

/** A stretch of a text, in units of UTF-16. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Return where what was asked stands in a text, in order and apart. */
export function stretches(words: readonly Word[], asked: readonly (readonly Way[])[]): Stretch[] {
  const found: { start: number; end: number }[] = [];
  for (const way of asked.flat()) {
    words.forEach((first, at) => {
      const last = words[at + way.words.length - 1];
      if (last && stands(words, at, way)) found.push({ start: first.start, end: last.end });
    });
  }
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const apart: { start: number; end: number }[] = [];
  for (const one of found) {
    const last = apart.at(-1);
    if (last && one.start < last.end) last.end = Math.max(last.end, one.end);
    else apart.push(one);
  }
  return apart;
}

function stands(words: readonly Word[], at: number, { words: asked, starts }: Way): boolean {
  return asked.every((word, one) => {
    const told = words[at + one]?.word ?? "";
    return starts && one === asked.length - 1 ? told.startsWith(word) : told === word;
  });
}
