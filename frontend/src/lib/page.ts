// Small questions about the page.

/** Ask whether a person can see and use an element now. */
export function isShown(element: Element): boolean {
  return element.closest("[hidden], [inert], dialog:not([open])") === null && element.checkVisibility();
}

/** Ask whether a key that is pressed here writes something. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Tell something to those who hear the page. */
export function tell(words: string): void {
  const region = document.getElementById("told");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => (region.textContent = words), 50);
}

/** Move the focus to an element that is no control, and into view where it is above or below what is seen. */
export function goTo(element: HTMLElement, block: ScrollLogicalPosition = "start"): void {
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const { top, bottom } = element.getBoundingClientRect();
  const bar = document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  if (top < bar || (bottom > window.innerHeight && top > window.innerHeight / 2)) element.scrollIntoView({ block });
}
