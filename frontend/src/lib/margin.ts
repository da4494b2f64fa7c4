// <claim-margin>: the text of a document with its cards beside it. Where there is a margin, cards float in it, so that many
// beside a short paragraph do not push the next one down. Without the script they stand in the flow.

import { type Card, stacked, weightOf } from "./stacking.ts";

const GAP = 10;

/** The element around the text and the cards. */
export class ClaimMargin extends HTMLElement {
  private waiting = 0;
  private scrolling = 0;
  private cards: HTMLElement[] = [];
  private measured: Card[] = [];
  private readonly watching = new ResizeObserver(() => this.later());

  connectedCallback(): void {
    this.watching.observe(this);
    this.addEventListener("toggle", () => this.later(), true);
    window.addEventListener("scroll", this.onScroll, { passive: true });
    void document.fonts.ready.then(() => this.later());
    this.place();
  }

  disconnectedCallback(): void {
    this.watching.disconnect();
    window.removeEventListener("scroll", this.onScroll);
  }

  /** Place the cards when the browser next draws, once for all that has changed until then. */
  later(): void {
    window.cancelAnimationFrame(this.waiting);
    this.waiting = window.requestAnimationFrame(() => this.place());
  }

  /** Measure the cards and their words, and place them. */
  place(): void {
    this.cards = [...this.querySelectorAll<HTMLElement>(".beside")];
    const hasMargin = this.hasMargin();
    this.classList.toggle("placed", hasMargin);
    this.style.minBlockSize = "";
    if (!hasMargin) {
      for (const card of this.cards) card.style.inlineSize = card.style.insetBlockStart = "";
      this.measured = [];
      return;
    }
    const width = `${this.querySelector<HTMLElement>(".margin")?.clientWidth ?? 0}px`;
    for (const card of this.cards) card.style.inlineSize = width;
    this.tighten();
    const top = this.getBoundingClientRect().top;
    this.measured = this.cards.map((card) => ({ wanted: this.wordsOf(card).top - top, height: card.offsetHeight }));
    this.stack();
  }

  /** Place the cards as they were measured, those where a person reads next to their words. */
  private stack(): void {
    if (this.measured.length === 0) return;
    const top = this.getBoundingClientRect().top;
    const reading = window.innerHeight * 0.4 - top;
    const weighed = this.measured.map((one, n) => {
      const isActive = this.cards[n]?.classList.contains("active") === true;
      const isSeen = Math.abs(one.wanted - reading) < window.innerHeight;
      return { ...one, weight: weightOf(one.wanted, reading, isActive && isSeen) };
    });
    // Where there are more cards than room in the whole text, those far above may give way to above its top: none sees them.
    const floor = Math.min(0, 3 * Math.min(0, top));
    let bottom = 0;
    stacked(weighed, GAP, floor).forEach((at, n) => {
      const card = this.cards[n];
      if (card) card.style.insetBlockStart = `${at}px`;
      bottom = Math.max(bottom, at + (weighed[n]?.height ?? 0));
    });
    this.style.minBlockSize = `${bottom}px`;
  }

  private readonly onScroll = (): void => {
    window.cancelAnimationFrame(this.scrolling);
    this.scrolling = window.requestAnimationFrame(() => this.stack());
  };

  /** Let cards be short where there are more than fit beside their passage. */
  private tighten(): void {
    const rows = [...this.querySelectorAll<HTMLElement>(".row")].filter((row) => row.querySelector(".beside") !== null);
    for (const row of rows) row.classList.remove("tight");
    const crowded = rows.filter((row) => {
      const heights = [...row.querySelectorAll<HTMLElement>(".beside")].map((card) => card.offsetHeight + GAP);
      return heights.reduce((sum, one) => sum + one, 0) > row.offsetHeight;
    });
    for (const row of crowded) row.classList.add("tight");
  }

  /** Ask whether the cards have a column of their own. */
  private hasMargin(): boolean {
    const row = this.querySelector(".row");
    return row !== null && window.getComputedStyle(row).gridTemplateColumns.split(" ").length > 1;
  }

  private wordsOf(card: HTMLElement): DOMRect {
    const words = this.querySelector(`mark[data-claim="${CSS.escape(card.dataset["card"] ?? "")}"]`);
    const rect = words?.getClientRects()[0];
    return rect ?? card.closest(".row")?.getBoundingClientRect() ?? card.getBoundingClientRect();
  }
}
