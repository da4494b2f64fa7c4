import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, type Press } from "../src/lib/press.ts";

function press(given: Partial<Press>): Press {
  return { key: "a", code: "KeyA", ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...given };
}

const READ: [string, Partial<Press>, string | null][] = [
  ["a letter is itself", {}, "a"],
  ["a capital is its letter", { key: "A" }, "a"],
  ["with Ctrl it is the browser's", { ctrlKey: true }, null],
  ["with Meta it is the system's", { metaKey: true }, null],
  ["with Alt it is the menu's", { altKey: true }, null],
  ["a question mark", { key: "?", code: "Slash" }, "?"],
  ["the Arabic question mark is one", { key: "؟", code: "Slash" }, "?"],
  ["on an Arabic keyboard the place counts", { key: "ش", code: "KeyA" }, "a"],
  ["on a Persian keyboard too", { key: "ت", code: "KeyJ" }, "j"],
  ["on a French keyboard the letter counts", { key: "a", code: "KeyQ" }, "a"],
  ["a named key is no letter", { key: "Enter", code: "Enter" }, "enter"],
  ["a decision is not made again while the key is down", { key: "a", repeat: true }, null],
  ["going on goes on while the key is down", { key: "j", code: "KeyJ", repeat: true }, "j"],
];

for (const [rule, given, expected] of READ) {
  test(rule, () => {
    assert.equal(keyOf(press(given)), expected);
  });
}
