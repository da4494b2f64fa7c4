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
  let taken: (() => void)[] = [];
  let done = "";

  const onward = (source: Element): void => {
    const items = source.closest(".items");
    const back = items ? goOn(items) : null;
    if (back) taken.push(back);
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-done]") : null;
    if (button) done = button.dataset["done"] ?? "";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const item = form instanceof HTMLFormElement && form.hasAttribute("hx-post") ? form.closest<HTMLElement>(".items > .item") : null;
    if (!item) return;
    item.inert = true; // decided on: a key that is pressed again must not decide again
    onward(item);
  });
  document.addEventListener("htmx:before:request", (event) => onward(event.detail.ctx.sourceElement));
  document.addEventListener("htmx:after:swap", () => {
    taken = [];
    const item = [...document.querySelectorAll<HTMLElement>(".items > .item")].find(isShown);
    if (item && (document.activeElement === null || document.activeElement === document.body)) goTo(item);
    const at = document.querySelector(".items-at")?.textContent.trim() ?? "";
    tell([done, at].filter(Boolean).join(". "));
    done = "";
  });
  document.addEventListener("htmx:error", () => {
    for (const item of document.querySelectorAll<HTMLElement>(".items > .item")) item.inert = false;
    for (const back of taken.reverse()) back();
    taken = [];
    tell(document.getElementById("told")?.dataset["failed"] ?? "");
  });
}

/** Let htmx know of elements that the script made. */
export function process(element: Element): void {
  htmx.process(element);
}
