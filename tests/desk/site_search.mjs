// Answers questions to the search of a published site, a line of JSON each, so that Python can be held against it.
//
//     node site_search.mjs FRONTEND SITE
//
// {"words": TEXT} gives the words of a text with their places in code points, {"ways": TYPED} what is looked for, {"find": TYPED}
// what is found: of each kind the ids, with the words.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [frontend, site] = process.argv.slice(2);
const { build } = createRequire(join(frontend, "package.json"))("esbuild");
const contents = ["asked", "index", "points"].map((name) => `export * from "./src/lib/${name}.ts";`).join("\n");
const made = await build({ stdin: { contents, resolveDir: frontend }, bundle: true, format: "esm", write: false });
const lib = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);

const load = async (name) => {
  let held;
  new Function("whosays", readFileSync(join(site, "search", `${name}.js`), "utf8"))((_, told) => (held = told));
  return held;
};
const index = await lib.Index.open(load);

async function answer(asked) {
  if ("words" in asked) {
    const at = (units) => lib.codePoints(asked.words, units);
    return index.letters.words(asked.words).map(({ word, start, end }) => [word, at(start), at(end)]);
  }
  if ("ways" in asked) return lib.toWays(asked.ways, index.letters);
  const ways = lib.toWays(asked.find, index.letters);
  const found = await index.find(ways);
  const told = {};
  for (const kind of lib.KINDS) {
    told[kind] = (await index.rows(found[kind])).map((row) => {
      const words = lib.stretches(index.letters.words(row.text), ways).map(({ start, end }) => row.text.slice(start, end));
      return [row.told[0], words];
    });
  }
  return told;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
