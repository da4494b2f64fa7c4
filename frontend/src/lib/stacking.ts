// Cards in the margin: each as near to its words as there is room, in their order, none over another.

/** A card: how far down it would like to begin, how tall it is, and how much it counts that it is there (1, if nothing is said). */
export interface Card {
  readonly wanted: number;
  readonly height: number;
  readonly weight?: number;
}

/** Cards that touch: how many, what all of them together would like, and how much that counts. */
interface Group {
  count: number;
  wanted: number;
  weight: number;
}

const FIRM = 1e9;
const NEAR = 300; // how far from where a person reads, in pixels, cards still count for more
const MORE = 60;

/** Return how much a card counts: the active one gives way to none, those where a person reads to few. */
export function weightOf(wanted: number, reading: number, isActive: boolean): number {
  return isActive ? FIRM : 1 + MORE * Math.exp(-(((wanted - reading) / NEAR) ** 2));
}

/**
 * Return where each card begins, so that the squares of the ways to their words are least (pool adjacent violators).
 *
 * @param floor how far up the first of them may begin.
 */
export function stacked(cards: readonly Card[], gap: number, floor = 0): number[] {
  const above: number[] = []; // how much the cards before each take up
  let sum = 0;
  for (const card of cards) {
    above.push(sum);
    sum += card.height + gap;
  }
  const groups: Group[] = [];
  cards.forEach((card, n) => {
    let group: Group = { count: 1, wanted: card.wanted - (above[n] ?? 0), weight: card.weight ?? 1 };
    for (let last = groups.at(-1); last && last.wanted > group.wanted; last = groups.at(-1)) {
      groups.pop();
      const weight = last.weight + group.weight;
      const wanted = (last.wanted * last.weight + group.wanted * group.weight) / weight;
      group = { count: last.count + group.count, wanted, weight };
    }
    groups.push(group);
  });
  const shifts = groups.flatMap((group) => Array<number>(group.count).fill(Math.max(group.wanted, floor)));
  return shifts.map((shift, n) => Math.round(shift) + (above[n] ?? 0));
}
