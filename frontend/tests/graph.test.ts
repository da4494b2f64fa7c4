import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, readNetwork, sizeOf, wordsBehind } from "../src/lib/graph.ts";

const SPOT = { id: "ent-1", name: "Quay Choir", look: "name", times: 2 };
const OTHER = { ...SPOT, id: "ent-2" };

test("what the server told is taken for a network, and what leads nowhere is left out", () => {
  const tie = { a: "ent-1", b: "ent-2", look: "relation", times: 1 };
  const told = { spots: [SPOT, OTHER, { id: 3 }], ties: [tie, { ...tie, b: "ent-9" }, { ...tie, b: "ent-1" }, null] };
  assert.deepEqual(readNetwork(told), { spots: [SPOT, OTHER], ties: [tie] });
});

test("what is no network is none", () => {
  for (const told of [null, 1, "x", {}, { spots: 1, ties: [] }, { spots: [] }]) assert.equal(readNetwork(told), null);
});

test("names begin at places of their own, the same each time", () => {
  const places = Array.from({ length: 500 }, (_, number) => begin(number));
  assert.deepEqual(places, Array.from({ length: 500 }, (_, number) => begin(number)));
  assert.equal(new Set(places.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size, 500);
});

test("a point grows with its ties, up to a size", () => {
  assert.ok(sizeOf(1) < sizeOf(10));
  assert.equal(sizeOf(1e9), 14);
  assert.ok(sizeOf(-1) > 0);
});

test("the words behind a tie have an address, whatever the ids are", () => {
  assert.equal(wordsBehind("ent-1", "lst-2"), "/network/edge?a=ent-1&b=lst-2");
  assert.equal(wordsBehind("a&b", "c"), "/network/edge?a=a%26b&b=c");
});
