// A network too large for a drawing of the server: by WebGL, on this page alone. Without it the drawing of the most tied stays.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import type { NodeHoverDrawingFunction } from "sigma/rendering";

import { begin, readNetwork, sizeOf, wordsBehind, type Network } from "../lib/graph.ts";

const ROUNDS = 120;
const AT_ONCE = 6; // rounds between two frames, so that the page answers meanwhile

interface Colours {
  readonly ink: string;
  readonly field: string;
  readonly rule: string;
  readonly sheet: string;
}

void show();

async function show(): Promise<void> {
  const place = document.querySelector("[data-graph]");
  if (!(place instanceof HTMLElement) || !hasWebGL()) return;
  const answer = await fetch(place.dataset["graph"] ?? "", { headers: { accept: "application/json" } });
  const network = answer.ok ? readNetwork(await answer.json()) : null;
  if (!network || network.spots.length === 0) return;
  document.querySelector("#web")?.setAttribute("hidden", "");
  for (const one of document.querySelectorAll("[data-most]")) one.setAttribute("hidden", "");
  place.hidden = false;
  const graph = makeGraph(network, readColours());
  const shown = draw(graph, place);
  settle(graph, shown, ROUNDS);
}

function hasWebGL(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/** The colours of the page: WebGL reads no variables of CSS. */
function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { ink: colour("ink"), field: colour("field"), rule: colour("rule"), sheet: colour("sheet") };
}

function makeGraph(network: Network, colours: Colours): Graph {
  const graph = new Graph({ multi: true, type: "directed" });
  network.spots.forEach((one, number) => {
    const color = one.look === "list" ? colours.field : colours.ink;
    graph.addNode(one.id, { ...begin(number), label: one.name, size: sizeOf(one.times), color, look: one.look });
  });
  for (const one of network.ties) {
    const size = one.look === "relation" ? 1.6 : 0.6;
    const color = edgeColour(one.look, colours);
    graph.addEdge(one.a, one.b, { size, color, look: one.look, type: one.look === "saysof" ? "arrow" : "line" });
  }
  return graph;
}

/** Rows of a list are many: their ties stay behind the others. */
function edgeColour(look: unknown, colours: Colours): string {
  return look === "standsin" ? colours.rule : colours.field;
}

function draw(graph: Graph, place: HTMLElement): Sigma {
  let colours = readColours();
  const hover: NodeHoverDrawingFunction = (context, node, settings) => {
    const words = typeof node.label === "string" ? node.label : "";
    context.font = `600 ${String(settings.labelSize)}px ${settings.labelFont}`;
    const wide = context.measureText(words).width;
    context.fillStyle = colours.sheet;
    context.fillRect(node.x + node.size, node.y - 11, wide + 12, 22);
    context.fillStyle = colours.ink;
    context.fillText(words, node.x + node.size + 6, node.y + 5);
  };
  const shown = new Sigma(graph, place, {
    labelFont: getComputedStyle(document.body).fontFamily,
    labelSize: 12,
    labelColor: { color: colours.ink },
    labelDensity: 0.6,
    enableEdgeEvents: true,
    zIndex: true,
    defaultDrawNodeHover: hover,
  });
  shown.on("clickNode", ({ node }) => {
    if (!node.startsWith("ent-")) return;
    location.href = `/names/${encodeURIComponent(node)}`;
  });
  shown.on("clickEdge", ({ edge }) => {
    location.href = wordsBehind(graph.source(edge), graph.target(edge));
  });
  followNear(graph, shown, () => colours);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colours = readColours();
    graph.forEachNode((node, { look }) => {
      graph.setNodeAttribute(node, "color", look === "list" ? colours.field : colours.ink);
    });
    graph.forEachEdge((edge, { look }) => {
      graph.setEdgeAttribute(edge, "color", edgeColour(look, colours));
    });
    shown.setSetting("labelColor", { color: colours.ink });
  });
  return shown;
}

/** Show only what is tied to the name that is pointed at. */
function followNear(graph: Graph, shown: Sigma, colours: () => Colours): void {
  let at: string | null = null;
  shown.on("enterNode", ({ node }) => {
    at = node;
    shown.refresh({ skipIndexation: true });
  });
  shown.on("leaveNode", () => {
    at = null;
    shown.refresh({ skipIndexation: true });
  });
  shown.setSetting("nodeReducer", (node, look) => {
    const far = at !== null && node !== at && !graph.areNeighbors(node, at);
    return far ? { ...look, label: "", color: colours().rule, zIndex: 0 } : { ...look, zIndex: 1 };
  });
  shown.setSetting("edgeReducer", (edge, look) => {
    if (at === null) return look;
    return graph.hasExtremity(edge, at) ? { ...look, color: colours().ink, zIndex: 1 } : { ...look, hidden: true };
  });
}

/** Draw together what is tied, a few rounds at a time. The same network settles the same way. */
function settle(graph: Graph, shown: Sigma, left: number): void {
  if (left <= 0) return;
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 500, adjustSizes: false };
  forceAtlas2.assign(graph, { iterations: AT_ONCE, settings });
  shown.refresh();
  requestAnimationFrame(() => {
    settle(graph, shown, left - AT_ONCE);
  });
}
