// What a press of a key means, before anything is done about it.

/** The parts of a keyboard event that matter here. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

// Held down, these go on; a decision is made once for each press.
const GOES_ON = new Set(["j", "k"]);

/**
 * Return the key of the registry that was pressed, or null for a press that is somebody else's.
 *
 * On an Arabic, Persian or Cyrillic keyboard the key's place counts, as its letter is none of the registry's.
 */
export function keyOf(press: Press): string | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const key = letterOf(press);
  return press.repeat && !GOES_ON.has(key) ? null : key;
}

function letterOf(press: Press): string {
  const key = press.key.toLowerCase();
  if (/^[\x20-\x7e]$/.test(key)) return key;
  if (press.key === "؟") return "?";
  const place = /^Key([A-Z])$/.exec(press.code)?.[1];
  return place !== undefined && press.key.length === 1 ? place.toLowerCase() : key;
}
