/* The whole company on one canvas. What stands where comes in one piece, what cards say is fetched as they are shown;
   boxes and lines are drawn pixel by pixel, the text of what is near on top of them. */

import { Legend } from "./map/legend.js";
import { loadShape, StaleMap } from "./map/shape.js";
import { WholeMap } from "./map/whole.js";
// What those import in their turn is named here too: the browser asks for all of it at once.
import "./map/cards.js";
import "./map/colours.js";
import "./map/lines.js";
import "./map/opening.js";
import "./map/paint.js";
import "./map/raster.js";
import "./map/scene.js";
import "./map/specks.js";
import "./map/tip.js";
import "./map/view.js";

const STEP = 2;

// All that can be pressed is there from the beginning, and acts once the map is.
async function start(root) {
  const [picker, legend] = [document.querySelector("#map-colour"), new Legend(root)];
  picker.form.querySelector("button").hidden = true;
  try {
    wire(new WholeMap(root, await loadShape(root.dataset.shape), picker, legend));
  } catch (error) {
    if (error instanceof StaleMap) {
      window.location.reload();
      return;
    }
    root.querySelector("[data-map-failed]").hidden = false;
    throw error;
  } finally {
    root.querySelector("[data-map-wait]").hidden = true;
  }
}

function wire(map) {
  const { view, picker } = map;
  const acts = { in: () => view.zoomBy(STEP), out: () => view.zoomBy(1 / STEP), whole: () => view.showWhole() };
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", acts[button.dataset.view]);
  }
  picker.addEventListener("change", () => map.choose(picker.value));
  document.querySelector("[data-map-find]").addEventListener("chosen", (event) => find(map, event));
}

// The position that was chosen among suggestions is shown here, if the map has it.
function find(map, event) {
  const place = map.shape.placeOf(Number(event.detail.key));
  if (place === null) return;
  event.preventDefault();
  map.flyTo(place);
  map.canvas.focus();
}

for (const root of document.querySelectorAll(".map")) start(root);
