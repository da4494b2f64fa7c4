// The keys of the desk. Which there are, the server says: a row of the dialog for each, in the reader's language.
//
// A key clicks what carries it (`data-key="a"`), unless a part of the page has said what else it does there.

import { isShown, isWriting } from "./page.ts";
import { keyOf } from "./press.ts";

/** Returns what a key would do here and now, null where it does nothing. */
type Ask = () => (() => void) | null;

const own = new Map<string, Ask>();

/** Say what a key does on this page, before what carries it is clicked. */
export function bind(key: string, ask: Ask): void {
  own.set(key, ask);
}

/** Return what a key would do here and now, null where it does nothing. */
export function actionOf(key: string): (() => void) | null {
  const action = own.get(key)?.();
  if (action) return action;
  const carrier = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].find(isShown);
  return carrier ? () => press(carrier) : null;
}

/** Click what carries a key; what that unfolds is ready to be written into. */
function press(carrier: HTMLElement): void {
  carrier.click();
  const unfolded = carrier.matches("summary") ? carrier.closest("details[open]") : null;
  unfolded?.querySelector<HTMLElement>("input:not([type=hidden]), textarea")?.focus();
}

/** Listen to keys, unless the person has turned them off. */
export function listen(): void {
  bind("/", () => {
    const field = document.querySelector<HTMLInputElement>("main input[type=search]") ?? document.querySelector<HTMLInputElement>("#find");
    return field ? () => field.select() : null;
  });
  bind("?", () => showAll);
  document.querySelector("a[data-all-keys]")?.addEventListener("click", (event) => {
    event.preventDefault();
    showAll();
  });
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset["keys"] === "off" || event.defaultPrevented || isWriting(event.target)) return;
    const key = keyOf(event);
    const open = document.querySelector("dialog[open]");
    if (key === null || !isKnown(key) || (open && key !== "?")) return;
    const action = actionOf(key);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function isKnown(key: string): boolean {
  return document.querySelector(`#keys [data-row="${CSS.escape(key)}"]`) !== null;
}

/** Show the keys that do something here, or hide them again. */
function showAll(): void {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  document.querySelector<HTMLDetailsElement>(".more[open]")?.removeAttribute("open");
  for (const row of dialog.querySelectorAll<HTMLElement>("[data-row]")) {
    row.hidden = actionOf(row.dataset["row"] ?? "") === null;
  }
  dialog.showModal();
}
