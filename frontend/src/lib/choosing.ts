// Words that are selected in the text of a document can be marked as a claim or a name: a bar beside them leads to the form.

import { type Place, placeIn, type Run, together } from "./points.ts";

const MOST = 1500; // code points sent along in an address; for more, the offsets have to do

/** Listen to selections, where the page has the text of a document. */
export function offerMarks(): void {
  const text = document.querySelector<HTMLElement>("claim-margin");
  const bar = document.getElementById("choose");
  if (!text || !bar) return;
  let waiting = 0;
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // else the selection is gone before the click
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => show(bar, text), 120);
  });
}

/** Return where the selected words stand in the document; null where none are selected. */
export function chosenIn(text: HTMLElement): Place | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...text.querySelectorAll<HTMLElement>("[data-start]")].filter((piece) => range.intersectsNode(piece));
  const places = pieces.map((piece) => placeIn(Number(piece.dataset["start"]), runsOf(piece, range)));
  return together(places.filter((place) => place !== null && place.words.trim() !== "").map((place) => place as Place));
}

/** Return the texts of a piece, each with the part of it that a range covers. */
function runsOf(piece: HTMLElement, range: Range): Run[] {
  const runs: Run[] = [];
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    const isIn = range.intersectsNode(node);
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : text.length;
    runs.push(isIn ? { text, from, to: Math.max(from, to) } : { text, from: 0, to: 0 });
  }
  return runs;
}

function show(bar: HTMLElement, text: HTMLElement): void {
  const place = chosenIn(text);
  if (!place) {
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  for (const link of bar.querySelectorAll<HTMLAnchorElement>("a[data-mark]")) {
    const address = new URL(link.href);
    const wanted = { kind: link.dataset["mark"] ?? "claim", start: `${place.start}`, end: `${place.end}`, exact: place.words };
    address.search = new URLSearchParams(wanted).toString();
    if (place.words.length > MOST) address.searchParams.delete("exact");
    link.href = address.href;
  }
  bar.hidden = false;
  const rects = window.getSelection()?.getRangeAt(0).getClientRects();
  const last = rects?.[rects.length - 1];
  if (!last) return;
  const host = text.getBoundingClientRect();
  const most = host.width - bar.offsetWidth - 8;
  bar.style.top = `${last.bottom - host.top + 6}px`;
  bar.style.left = `${Math.max(8, Math.min(last.left - host.left, most))}px`;
}
