// What searching makes of letters, by the table that the site was written with: the same words here as there.

/** A word as it is searched, and where it stands in the text that it was read from (UTF-16). */
export interface Word {
  readonly word: string;
  readonly start: number;
  end: number;
}

const SAME = 0;
const BLANK = 1;
const MARK = 2;
const JOINER = 3;
const APART = 4;

export class Letters {
  readonly #starts: number[] = [];
  readonly #hows: number[] = [];
  readonly #forms = new Map<string, string>();

  constructor(runs: readonly number[], forms: Readonly<Record<string, string>>) {
    let code = 0;
    for (let at = 0; at < runs.length; at += 2) {
      this.#starts.push(code);
      this.#hows.push(runs[at + 1] ?? SAME);
      code += runs[at] ?? 0;
    }
    for (const [form, letters] of Object.entries(forms)) {
      for (const letter of letters) this.#forms.set(letter, form);
    }
  }

  /** Return the words of a text. */
  words(text: string): Word[] {
    const found: Word[] = [];
    let word = "";
    let start = 0;
    let end = 0;
    const close = (): void => {
      if (word) found.push({ word, start, end });
      word = "";
    };
    let at = 0;
    for (const letter of text) {
      const next = at + letter.length;
      const form = this.#form(letter);
      if (form === MARK) {
        if (word && end === at) end = next;
        for (let one = found.length - 1; found[one]?.end === at; one -= 1) found[one]!.end = next; // of one letter: 字, ½
      } else if (form !== JOINER) {
        for (const sign of form) {
          if (sign === " ") {
            close();
          } else {
            if (!word) start = at;
            word += sign;
            end = next;
          }
        }
      }
      at = next;
    }
    close();
    return found;
  }

  #form(letter: string): string | typeof MARK | typeof JOINER {
    const other = this.#forms.get(letter);
    if (other !== undefined) return other;
    const how = this.#how(letter.codePointAt(0) ?? 0);
    if (how === MARK || how === JOINER) return how;
    if (how === BLANK) return " ";
    return how === APART ? ` ${letter} ` : letter;
  }

  #how(code: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= code) low = middle;
      else high = middle;
    }
    return this.#hows[low] ?? SAME;
  }
}
