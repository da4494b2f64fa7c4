// What changes a page without leaving it: htmx sends forms and lays the answer over the page.
//
// Review shows the next item at once: the server has sent it along, hidden. The answer then says what is true.

import htmx from "htmx.org";
import { goTo, isShown, tell } from "./page.ts";

/** Show what comes after an item, and return how to take that back; null where nothing was sent along. */
function goOn(items: Element): (() => void) | null {
  const [item, ahead] = items.querySelectorAll<HTMLElement>(":scope > .item");
  if (!item || !ahead || item.hidden || !ahead.hidden) return null;
  item.hidden = true;
  ahead.hidden = false;
  goTo(ahead);
  return () => {
    ahead.hidden = true;
    item.hidden = false;
    goTo(item);
  };
}

/** Listen to what htmx does. */
export function followSwaps(): void {
  let takeBack: (() => void) | null = null;
  let done = "";

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-done]") : null;
    if (button) done = button.dataset["done"] ?? "";
  });
  document.addEventListener("htmx:before:request", (event) => {
    const items = event.detail.ctx.sourceElement.closest(".items");
    takeBack = items ? goOn(items) : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    takeBack = null;
    const item = [...document.querySelectorAll<HTMLElement>(".items > .item")].find(isShown);
    if (item && (document.activeElement === null || document.activeElement === document.body)) goTo(item);
    const at = document.querySelector(".items-at")?.textContent.trim() ?? "";
    tell([done, at].filter(Boolean).join(". "));
    done = "";
  });
  document.addEventListener("htmx:error", () => {
    takeBack?.();
    takeBack = null;
    tell(document.getElementById("told")?.dataset["failed"] ?? "");
  });
}

/** Let htmx know of elements that the script made. */
export function process(element: Element): void {
  htmx.process(element);
}
