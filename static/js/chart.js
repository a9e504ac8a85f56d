/* The chart's page: the drawing is moved about, opened and closed, and walked by keyboard, without a new page.

   Without this module every link leads to a page of its own, and the frame scrolls. */

import { placeIn } from "./chart/addresses.js";
import { areaOf, Boxes } from "./chart/boxes.js";
import { listenToDrags, listenToFingers, listenToWheel } from "./chart/gestures.js";
import { Keys } from "./chart/keys.js";
import { Overview } from "./chart/overview.js";
import { State } from "./chart/state.js";
import { View } from "./chart/view.js";
import { suggestIn } from "./suggest.js";

function look(view, boxes, keys, how) {
  const { width, height } = view.size;
  if (how === "in") view.step(1);
  else if (how === "out") view.step(-1);
  else if (how === "fit") view.fit({ x: 0, y: 0, width, height });
  else if (how === "branch") view.fit(areaOf(boxes.branch(boxes.of(keys.current))));
}

function showButtons(within) {
  for (const buttons of within.querySelectorAll(".chart-view")) buttons.hidden = false;
}

function start(chart, svg) {
  const frame = svg.closest(".chart-frame");
  const view = new View(frame, svg);
  const boxes = new Boxes(svg);
  const state = new State(chart, view, boxes);
  showButtons(chart);
  const place = placeIn(location);
  if (place && view.isSeen) view.show(place);
  else state.begin();
  listenToDrags(view);
  listenToWheel(view);
  listenToFingers(view);
  const keys = new Keys(chart, view, boxes);
  chart.addEventListener("look", ({ detail }) => look(view, boxes, keys, detail));
  chart.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-view]");
    if (button) look(view, boxes, keys, button.dataset.view);
  });
  chart.addEventListener("replaced", ({ target }) => {
    showButtons(target);
    suggestIn(target);
  });
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  whenIdle(() => new Overview(chart, view, boxes));
}

const chart = document.getElementById("chart");
const svg = chart?.querySelector("svg.chart");
if (svg) start(chart, svg);
