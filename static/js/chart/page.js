/* All that the chart's page does once somebody uses it. */

import { suggestIn } from "../suggest.js";
import { placeIn } from "./addresses.js";
import { areaOf, Boxes } from "./boxes.js";
import { listenToDrags, listenToFingers, listenToWheel } from "./gestures.js";
import { Keys } from "./keys.js";
import { Overview } from "./overview.js";
import { State } from "./state.js";
import { View } from "./view.js";

function look(view, boxes, keys, how) {
  const { width, height } = view.size;
  if (how === "in") view.step(1);
  else if (how === "out") view.step(-1);
  else if (how === "fit") view.fit({ x: 0, y: 0, width, height });
  else if (how === "branch") view.fit(areaOf(boxes.branch(boxes.of(keys.current))));
}

export function start(chart, svg) {
  const view = new View(svg.closest(".chart-frame"), svg);
  const boxes = new Boxes(svg);
  const keys = new Keys(chart, view, boxes);
  const place = placeIn(location);
  if (place && view.isSeen) view.show(place);
  new State(chart, view, boxes);
  listenToDrags(view);
  listenToWheel(view);
  listenToFingers(view);
  new Overview(chart, view, boxes);
  chart.addEventListener("look", ({ detail }) => look(view, boxes, keys, detail));
  chart.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-view]");
    if (button) look(view, boxes, keys, button.dataset.view);
  });
  chart.addEventListener("replaced", ({ target }) => suggestIn(target));
}
