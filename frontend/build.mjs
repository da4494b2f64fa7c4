// Build the script of the desk: each file of src/entries becomes one file in src/whosays/desk/static/script.
//
// The same sources give the same bytes: no time, no path of this machine, versions pinned by package-lock.json. `built.json`
// keeps a hash of the sources, so that a change of sources without a build is noticed where there is no npm.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "..", "src", "whosays", "desk", "static", "script");

/** Yield the files that the built script is made of, in one order everywhere. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((one) => (one.isDirectory() ? sources(join(folder, one.name)) : [join(folder, one.name)]))
    .sort();
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const counted = [...sources(join(here, "src")), ...["build.mjs", "package-lock.json", "tsconfig.json"].map((name) => join(here, name))];
// A line a file, "HASH  NAME", as sha256sum writes it; tests/desk/test_built.py does the same.
const lines = counted.map((file) => `${sha256(readFileSync(file))}  ${relative(here, file).replaceAll("\\", "/")}\n`);

const result = await build({
  absWorkingDir: here,
  entryPoints: sources(join(here, "src", "entries")).map((file) => relative(here, file)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* whosays: NOTICE tells whose work this is; built from frontend/ */" },
  write: false,
  logLevel: "warning",
});

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const files = {};
for (const file of result.outputFiles.sort((a, b) => (a.path < b.path ? -1 : 1))) {
  const name = relative(out, file.path);
  writeFileSync(join(out, name), file.contents);
  files[name] = { sha256: sha256(file.contents), size: file.contents.length };
  console.log(`${name}  ${file.contents.length} bytes`);
}
const told = { sources: sha256(lines.sort().join("")), files };
writeFileSync(join(out, "built.json"), `${JSON.stringify(told, null, 2)}\n`);
