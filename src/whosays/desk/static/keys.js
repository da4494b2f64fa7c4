// Keys of the desk: one registry. A page works without it.
"use strict";
const presses = {
  "/": () => document.getElementById("find")?.focus(),
  j: () => go(1),
  k: () => go(-1),
  o: () => click("o"),
  a: () => click("a"),
  r: () => click("r"),
  z: () => click("z"),
  s: () => click("s"),
  d: () => click("d"),
  u: () => click("u"),
};
function click(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (target instanceof HTMLElement) target.click();
}
function go(step) {
  const own = document.querySelector('[data-key="j"]');
  if (own instanceof HTMLElement) {
    if (step > 0) own.click();
    return;
  }
  const ids = [...new Set([...document.querySelectorAll("mark[data-claim]")].map((mark) => mark.getAttribute("data-claim")))];
  if (!ids.length) return;
  const here = ids.indexOf(new URLSearchParams(location.search).get("claim"));
  const next = ids[Math.min(Math.max(here + step, 0), ids.length - 1)];
  location.search = `?claim=${next}`;
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
  const press = presses[event.key.toLowerCase()];
  if (press) {
    event.preventDefault();
    press();
  }
});
const active = document.querySelector("mark.active");
if (active && !location.hash) active.scrollIntoView({ block: "center" });
