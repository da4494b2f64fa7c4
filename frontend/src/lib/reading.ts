// The reader: one claim at a time is active, in the text and in the margin; keys and clicks go from one to the other.

import { bind } from "./keys.ts";
import { ClaimMargin } from "./margin.ts";
import { goTo } from "./page.ts";
import { process } from "./swaps.ts";

type Side = "words" | "card";

/** Listen to keys and clicks in the reader, where the page is one. */
export function read(): void {
  customElements.define("claim-margin", ClaimMargin);
  const text = document.querySelector<ClaimMargin>("claim-margin");
  if (!text) return;
  const reader = new Reader(text);
  bind("j", () => reader.step(1));
  bind("k", () => reader.step(-1));
  bind("o", () => reader.jump());
  text.addEventListener("click", (event) => reader.click(event));
  document.addEventListener("htmx:after:swap", () => text.later());
  reader.begin();
}

class Reader {
  constructor(private readonly text: ClaimMargin) {}

  /** Show the claim that the address names. */
  begin(): void {
    const id = this.active();
    if (id === null) return;
    this.wordsOf(id)?.scrollIntoView({ block: "center" });
  }

  /** Return how to go to the next claim or the one before, null where there is none. */
  step(by: 1 | -1): (() => void) | null {
    const ids = [...new Set(this.all("mark[data-claim]").map((mark) => mark.dataset["claim"] ?? ""))];
    const active = this.active();
    const next = ids[active === null ? (by > 0 ? 0 : -1) : ids.indexOf(active) + by];
    if (next !== undefined) return () => this.activate(next, "words");
    const turn = document.querySelector<HTMLElement>(`.turn [rel="${by > 0 ? "next" : "prev"}"]`);
    return turn ? () => turn.click() : null;
  }

  /** Return how to go from the words of the active claim to its card, or back. */
  jump(): (() => void) | null {
    const id = this.active();
    if (id === null) return null;
    const isAtCard = this.cardOf(id)?.contains(document.activeElement) === true;
    return () => this.show(id, isAtCard ? "words" : "card");
  }

  click(event: MouseEvent): void {
    const at = event.target;
    if (!(at instanceof Element) || at.closest("a, button, summary, form, input, label")) return;
    if (window.getSelection()?.isCollapsed === false) return;
    const mark = at.closest<HTMLElement>("mark[data-claim]");
    const card = at.closest<HTMLElement>("[data-card]");
    if (mark?.dataset["claim"]) this.activate(mark.dataset["claim"], "card");
    else if (card?.dataset["card"]) this.activate(card.dataset["card"], "words");
  }

  private activate(id: string, side: Side): void {
    for (const old of this.all(".active[data-claim], .active[data-card]")) old.classList.remove("active");
    for (const form of this.all(`.beside:not([data-card="${CSS.escape(id)}"]) > form.decide`)) form.remove(); // one is decided on
    for (const mark of this.all(`mark[data-claim="${CSS.escape(id)}"]`)) mark.classList.add("active");
    const card = this.cardOf(id);
    if (card) {
      card.classList.add("active");
      this.offerDecision(card, id);
    }
    this.text.place();
    const address = new URL(location.href);
    address.searchParams.set("claim", id);
    address.hash = "";
    history.replaceState(history.state, "", address);
    this.show(id, side);
  }

  private show(id: string, side: Side): void {
    const target = side === "card" ? this.cardOf(id) : this.wordsOf(id);
    if (target) goTo(target, "center");
  }

  /** Put the form of a decision into a card, as the server has it for the card that it shows as active. */
  private offerDecision(card: HTMLElement, id: string): void {
    if (card.querySelector("form.decide")) return;
    const kind = card.dataset["status"] === "proposed" ? "proposed" : "decided";
    const pattern = document.querySelector<HTMLTemplateElement>(`template#decide-${kind}`);
    const form = pattern?.content.firstElementChild?.cloneNode(true);
    if (!(form instanceof HTMLFormElement)) return;
    for (const place of form.querySelectorAll<HTMLInputElement>("input[name=record], input[name=back]")) {
      place.value = place.value.replaceAll("CLAIM", id);
    }
    const edit = form.querySelector("a");
    edit?.setAttribute("href", edit.getAttribute("href")?.replaceAll("CLAIM", id) ?? "");
    form.setAttribute("hx-vals", JSON.stringify({ back: `/claims/${id}/beside` }));
    const status = form.querySelector(".status");
    const told = card.querySelector(".status");
    if (status && told) status.textContent = told.textContent;
    card.append(form);
    process(form);
  }

  private active(): string | null {
    return this.text.querySelector<HTMLElement>("mark.active")?.dataset["claim"] ?? null;
  }

  private wordsOf(id: string): HTMLElement | null {
    return this.text.querySelector<HTMLElement>(`mark[data-claim="${CSS.escape(id)}"]`);
  }

  private cardOf(id: string): HTMLElement | null {
    return this.text.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
  }

  private all(selector: string): HTMLElement[] {
    return [...this.text.querySelectorAll<HTMLElement>(selector)];
  }
}
