import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoints, placeIn, together } from "../src/lib/points.ts";

const COUNTED: [string, string, number | undefined, number][] = [
  ["plain letters", "river", undefined, 5],
  ["a sign of two units is one", "🎶 sang", undefined, 6],
  ["signs joined to a family are each one", "👩‍👧", undefined, 3],
  ["marks on Arabic letters are each one", "قالَ السّدّ", undefined, [..."قالَ السّدّ"].length],
  ["a zero-width non-joiner is one", "می‌شود", undefined, 6],
  ["up to the middle of the text", "🎶🎶ab", 5, 3],
  ["within a pair, the pair is not in yet", "🎶🎶", 3, 1],
  ["nothing", "", undefined, 0],
];
for (const [rule, text, units, expected] of COUNTED) {
  test(rule, () => {
    assert.equal(codePoints(text, units), expected);
    if (units === undefined) assert.equal(codePoints(text), Array.from(text).length);
  });
}

const whole = (text: string, from = 0, to = text.length) => ({ text, from, to });

test("words over several runs begin in one and end in another", () => {
  const runs = [whole("The 🎶 ", 4), whole("old "), whole("boat hums", 0, 4), whole(" on", 0, 0)];
  assert.deepEqual(placeIn(100, runs), { start: 104, end: 114, words: "🎶 old boat" });
});

test("what is chosen is what the document has at these code points", () => {
  const text = "قالَ 🎶 السّدّ إنّه مغلق";
  const from = text.indexOf("السّدّ");
  const place = placeIn(7, [whole(text, from, from + "السّدّ".length)]);
  assert.ok(place);
  assert.equal(Array.from(text).slice(place.start - 7, place.end - 7).join(""), "السّدّ");
});

test("nothing chosen is no place", () => {
  assert.equal(placeIn(0, [whole("river", 2, 2)]), null);
  assert.equal(together([]), null);
});

test("pieces are put together from the first to the last", () => {
  assert.deepEqual(together([{ start: 5, end: 9, words: "the old" }, { start: 40, end: 44, words: "boat" }]), {
    start: 5,
    end: 44,
    words: "the old boat",
  });
});
