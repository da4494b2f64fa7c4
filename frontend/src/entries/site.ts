// The script of the search page of a published site, the only page there that has any.

import { soFar, toWays, type Way } from "../lib/asked.ts";
import { Index, KINDS, stretches, type Kind, type Row } from "../lib/index.ts";
import { loadPart, takeParts } from "../lib/parts.ts";
import { atWords, snippet, type Part } from "../lib/snippet.ts";

const AT_ONCE = 20;
const WAIT = 200;

takeParts();
begin();

function begin(): void {
  const form = document.querySelector<HTMLFormElement>("#ask");
  const field = document.querySelector<HTMLInputElement>("#q");
  const place = document.querySelector<HTMLElement>("#found");
  const status = document.querySelector<HTMLElement>("#told");
  if (!form || !field || !place || !status) return;
  document.querySelector("#without")?.setAttribute("hidden", "");
  form.hidden = false;
  const page = { place, status, phrases: place.dataset };
  let turn = 0;
  let timer = 0;

  const ask = (typed: string): void => {
    window.clearTimeout(timer);
    turn += 1;
    const mine = turn;
    show(page, typed, () => mine === turn).catch(() => {
      if (mine === turn) status.textContent = page.phrases["lost"] ?? "";
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(field.value);
    ask(field.value);
  });
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      keep(field.value);
      ask(soFar(field.value));
    }, WAIT);
  });
  const fromAddress = (): void => {
    field.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    ask(field.value);
  };
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}

/** Keep what was typed in the address, so that who comes back finds it again. */
function keep(typed: string): void {
  history.replaceState(null, "", typed.trim() ? `#${new URLSearchParams({ q: typed }).toString()}` : location.pathname);
}

interface Page {
  readonly place: HTMLElement;
  readonly status: HTMLElement;
  readonly phrases: DOMStringMap;
}

let opened: Promise<Index> | null = null;

/** Look for what was typed and show it, unless something else was typed meanwhile. */
async function show(page: Page, typed: string, isWanted: () => boolean): Promise<void> {
  if (!typed.trim()) {
    page.place.replaceChildren();
    page.status.textContent = "";
    return;
  }
  opened ??= Index.open(loadPart).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  const index = await opened;
  const asked = toWays(typed, index.letters);
  const found = await index.find(asked);
  const groups = KINDS.filter((kind) => found[kind].length > 0).map((kind) => group(page, index, asked, kind, found[kind]));
  const shown = await Promise.all(groups);
  if (!isWanted()) return;
  const count = KINDS.reduce((sum, kind) => sum + found[kind].length, 0);
  page.place.replaceChildren(...shown);
  page.status.textContent = count === 0 ? (page.phrases["none"] ?? "") : filled(page.phrases, "hits", count);
}

/** Return the hits of a kind: how many, the first of them, and a button for more. */
async function group(page: Page, index: Index, asked: Way[][], kind: Kind, rows: readonly number[]): Promise<HTMLElement> {
  const list = make("ul", { class: "plain rows" });
  const more = make("button", { type: "button", class: "mild" });
  let shown = 0;
  const goOn = async (): Promise<HTMLElement | undefined> => {
    const some = await index.rows(rows.slice(shown, shown + AT_ONCE));
    const items = some.map((row) => make("li", {}, ...hit(page.phrases, index, asked, row)));
    list.append(...items);
    shown += some.length;
    const left = Math.min(rows.length - shown, AT_ONCE);
    more.textContent = filled(page.phrases, "more", left);
    more.hidden = left === 0;
    return items[0];
  };
  await goOn();
  more.addEventListener("click", () => {
    goOn().then(
      (first) => first?.querySelector("a")?.focus(),
      () => (page.status.textContent = page.phrases["lost"] ?? ""),
    );
  });
  const heading = make("h2", {}, page.phrases[kind] ?? "", " ", make("span", { class: "quiet" }, told(rows.length)));
  return make("section", {}, heading, list, more);
}

function hit(phrases: DOMStringMap, index: Index, asked: Way[][], row: Row): (Node | string)[] {
  const found = stretches(index.letters.words(row.text), asked);
  const words = snippet(row.text, found).map(part);
  const [id = "", more = "", decided] = row.told;
  const document = make("span", { class: "quiet" }, make("bdi", {}, row.title));
  if (row.kind === "names") {
    const name = more === row.text ? [] : [" ", make("span", { class: "quiet" }, make("bdi", {}, String(more)))];
    return [make("a", { class: "hit", href: pageOf("names", id), dir: "auto" }, ...words), ...name];
  }
  if (row.kind === "passages") {
    const href = `${pageOf("documents", row.doc)}#${String(id)}${atWords(row.text, found[0])}`;
    return [make("a", { class: "hit", href, dir: "auto" }, ...words), " ", document];
  }
  const who = make("b", { dir: "auto" }, String(more));
  const href = `${pageOf("documents", row.doc)}#${String(id)}`;
  const claim = make("a", { class: "fine", href: pageOf("claims", id) }, phrases["claim"] ?? "");
  const proposed = decided === true ? [] : [" ", make("span", { class: "pill" }, phrases["proposed"] ?? "")];
  return [who, " ", make("a", { class: "hit", href, dir: "auto" }, ...words), " ", document, " ", claim, ...proposed];
}

function part(one: Part): Node | string {
  return one.found ? make("b", {}, one.text) : one.text;
}

/** The page of a record: `file_of` in `desk/site/writing.py`. */
function pageOf(kind: string, id: string | boolean): string {
  return `${kind}/${String(id).replace(/[^A-Za-z0-9._-]/gu, "_")}.html`;
}

function told(count: number): string {
  return count.toLocaleString("en");
}

/** A phrase that counts, with its number put in. */
function filled(phrases: DOMStringMap, key: string, count: number): string {
  return (phrases[count === 1 ? `${key}One` : `${key}Many`] ?? "").replace("{n}", told(count));
}

function make(tag: string, attributes: Readonly<Record<string, string>>, ...inside: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}
