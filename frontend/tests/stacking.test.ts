import assert from "node:assert/strict";
import { test } from "node:test";
import { type Card, stacked, weightOf } from "../src/lib/stacking.ts";

const card = (wanted: number, height = 50): Card => ({ wanted, height });

const withActive = (cards: Card[], active: number): Card[] =>
  cards.map((one, n) => (n === active ? { ...one, weight: weightOf(one.wanted, 0, true) } : one));

const PLACED: [string, Card[], number, number[]][] = [
  ["cards far apart stand beside their words", [card(0), card(100), card(300)], -1, [0, 100, 300]],
  ["cards that would overlap follow each other", [card(0), card(10), card(20)], -1, [0, 60, 120]],
  ["where there is room, they go both ways", [card(200), card(210), card(220)], -1, [150, 210, 270]],
  ["the active one stands beside its words, those before it give way", [card(100), card(110), card(120)], 2, [0, 60, 120]],
  ["where there is no room above, it stands below its words", [card(0), card(10), card(20)], 2, [0, 60, 120]],
  ["those behind it give way downwards", [card(200), card(210), card(220)], 0, [200, 260, 320]],
  ["those far from it stay", [card(0), card(300), card(310)], 1, [0, 300, 360]],
  ["none", [], -1, []],
];
for (const [rule, cards, active, expected] of PLACED) {
  test(rule, () => {
    assert.deepEqual(stacked(withActive(cards, active), 10), expected);
  });
}

test("no card lies over another or above the top, whatever they want", () => {
  let seed = 7;
  const random = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 500; round += 1) {
    const wanted = Array.from({ length: 1 + random(9) }, () => random(400)).sort((a, b) => a - b);
    const cards = wanted.map((one) => card(one, 20 + random(90)));
    const active = random(cards.length + 1) - 1;
    const tops = stacked(withActive(cards, active), 10);
    tops.forEach((top, n) => {
      assert.ok(top >= 0, `above the top: ${JSON.stringify({ cards, active, tops })}`);
      const before = cards[n - 1];
      if (before) assert.ok(top >= (tops[n - 1] ?? 0) + before.height + 10, `overlap: ${JSON.stringify({ cards, active, tops })}`);
    });
    const own = cards[active];
    const above = cards.slice(0, Math.max(active, 0)).reduce((sum, one) => sum + one.height + 10, 0);
    if (own && own.wanted >= above) assert.equal(tops[active], own.wanted);
  }
});

test("those before give way to above the top as far as they may", () => {
  const cards = withActive([card(0), card(0), card(20)], 2);
  assert.deepEqual(stacked(cards, 10, -1000), [-100, -40, 20]);
  assert.deepEqual(stacked(cards, 10, -40), [-40, 20, 80]);
});

test("cards where a person reads stand nearer to their words than those elsewhere", () => {
  const wanted = Array.from({ length: 40 }, (_, n) => 1000 + n * 30);
  const way = (reading: number, n: number) => {
    const cards = wanted.map((one) => ({ ...card(one), weight: weightOf(one, reading, false) }));
    return Math.abs((stacked(cards, 10)[n] ?? 0) - (wanted[n] ?? 0));
  };
  assert.ok(way(1000, 0) < way(2200, 0));
  assert.ok(way(2200, 39) < way(1000, 39));
});
