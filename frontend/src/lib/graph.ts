// A network as data: what the server told, checked, and where its names begin before forces draw them together.

/** A name: `times` is how many words tie it, `look` whether it is a list. */
export interface Spot {
  readonly id: string;
  readonly name: string;
  readonly look: string;
  readonly times: number;
}

/** A tie between two names, by its kind. */
export interface Tie {
  readonly a: string;
  readonly b: string;
  readonly look: string;
  readonly times: number;
}

export interface Network {
  readonly spots: readonly Spot[];
  readonly ties: readonly Tie[];
}

/** Take what the server told for a network; what is none gives null. Ties to a name that is not there are left out. */
export function readNetwork(told: unknown): Network | null {
  if (typeof told !== "object" || told === null || !("spots" in told) || !("ties" in told)) return null;
  const { spots, ties } = told;
  if (!Array.isArray(spots) || !Array.isArray(ties)) return null;
  const names = spots.filter(isSpot);
  const known = new Set(names.map((one) => one.id));
  const between = ties.filter(isTie).filter((one) => known.has(one.a) && known.has(one.b) && one.a !== one.b);
  return { spots: names, ties: between };
}

const TURN = Math.PI * (3 - Math.sqrt(5));

/** Where the name with a number begins: on a spiral, the same each time, no two at one place. */
export function begin(number: number): { x: number; y: number } {
  const away = Math.sqrt(number + 0.5);
  return { x: Math.cos(number * TURN) * away, y: Math.sin(number * TURN) * away };
}

/** How large the point of a name is: its area grows with its ties. */
export function sizeOf(times: number): number {
  return Math.min(2.5 + Math.sqrt(Math.max(times, 0)) * 0.8, 14);
}

/** The page with the words behind a tie. */
export function wordsBehind(a: string, b: string): string {
  return `/network/edge?${new URLSearchParams({ a, b }).toString()}`;
}

function isSpot(one: unknown): one is Spot {
  return has(one, ["id", "name", "look"], ["times"]);
}

function isTie(one: unknown): one is Tie {
  return has(one, ["a", "b", "look"], ["times"]);
}

function has(one: unknown, words: readonly string[], numbers: readonly string[]): boolean {
  if (typeof one !== "object" || one === null) return false;
  const fields = one as Readonly<Record<string, unknown>>;
  return words.every((key) => typeof fields[key] === "string") && numbers.every((key) => Number.isFinite(fields[key]));
}
