import assert from "node:assert/strict";
import { test } from "node:test";
import { soFar, toWays } from "../src/lib/asked.ts";
import { readPlaces, stretches } from "../src/lib/index.ts";
import { Letters } from "../src/lib/letters.ts";
import { atWords, snippet } from "../src/lib/snippet.ts";

// A small table: blanks and signs part words, U+0301 belongs to the letter before it, U+200C to none, 字 is a word by itself.
const letters = new Letters(
  [0x30, 1, 10, 0, 7, 1, 26, 0, 6, 1, 26, 0, 0x286, 1, 1, 2, 0x2fe, 1, 0x100, 0, 0x190c, 1, 1, 3, 0x3b4a, 1, 1, 4, 0x10a8d9, 1],
  { ae: "æ", ...Object.fromEntries([..."abcdefghijklmnopqrstuvwxyz"].map((one) => [one, one.toUpperCase()])), "1 2": "½" },
);
const words = (text: string) => letters.words(text).map((one) => one.word);

test("words are folded and keep their places, with the marks on them", () => {
  assert.deepEqual(letters.words("The e\u0301t Æ 字½\u0301."), [
    { word: "the", start: 0, end: 3 },
    { word: "et", start: 4, end: 7 },
    { word: "字", start: 10, end: 11 },
    { word: "1", start: 11, end: 13 },
    { word: "2", start: 11, end: 13 },
  ]);
});

test("all words, phrases and beginnings are told apart", () => {
  const ways = toWays('river "the old BOAT" riv* "two wor"*', letters);
  assert.deepEqual(ways, [
    [{ words: ["river"], starts: false }],
    [{ words: ["the", "old", "boat"], starts: false }],
    [{ words: ["riv"], starts: true }],
    [{ words: ["two", "wor"], starts: true }],
  ]);
});

test("what has no words asks for nothing", () => {
  assert.deepEqual(toWays('"" * -', letters), []);
});

const TYPED: [string, string][] = [
  ["riv", "riv*"],
  ["the r", "the"],
  ["the river ", "the river"],
  ['"the riv"', '"the riv"'],
  ["", ""],
];
for (const [typed, expected] of TYPED) {
  test(`while somebody types, “${typed}” asks for “${expected}”`, () => {
    assert.equal(soFar(typed), expected);
  });
}

test("places are read as they are written", () => {
  // Row 3 at 0 and 46; row 3 + 2025 at 7.
  assert.deepEqual([...readPlaces("&%#Q$PP$$*")], [[3, [0, 46]], [2028, [7]]]);
});

test("what was found is marked in the words of the text, one stretch where two overlap", () => {
  const text = "The old boat, the old quay.";
  const marked = stretches(letters.words(text), toWays('"the old" "old boat" qu*', letters));
  assert.deepEqual(marked.map(({ start, end }) => text.slice(start, end)), ["The old boat", "the old", "quay"]);
});

test("a snippet is cut between words, and ends where the text ends", () => {
  const text = `${"tide table ".repeat(20)}the lamp is lit ${"quiet pier ".repeat(20)}`;
  const at = text.indexOf("lamp");
  const parts = snippet(text, [{ start: at, end: at + 4 }]);
  assert.deepEqual(parts.filter((one) => one.found), [{ text: "lamp", found: true }]);
  const shown = parts.map((one) => one.text).join("");
  assert.ok(shown.startsWith("… ta") || shown.startsWith("… ti"), shown);
  assert.ok(/(?:quiet|pier) …$/u.test(shown), shown);
  assert.equal(snippet("the lamp", [{ start: 4, end: 8 }]).map((one) => one.text).join(""), "the lamp");
});

test("an address opens at the words between those beside them", () => {
  const text = "A lamp,\nthe half-lit lamp, and a boat.";
  const at = text.indexOf("half");
  const address = atWords(text, { start: at, end: at + 8 });
  assert.equal(address, ":~:text=A%20lamp%2C%20the-,half%2Dlit,-lamp%2C%20and%20a%20boat.");
  assert.equal(atWords(text, undefined), "");
  assert.equal(atWords("lamp", { start: 0, end: 4 }), ":~:text=lamp");
  assert.deepEqual(words("lamp"), ["lamp"]);
});
