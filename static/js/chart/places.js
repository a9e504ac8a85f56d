/* What is looked at: keep it while the chart changes around it, and write it into the fragment. */

import { writtenPlace } from "./addresses.js";
import { middleOf } from "./boxes.js";

const PAUSE = 300;
const HARDLY_READ = 0.5;
const SIGNS_OF_USE = ["pointerdown", "wheel", "keydown", "touchstart"];

export class Places {
  /* The last one tells whether the address still says what is shown. */
  constructor(chart, view, boxes, isShown) {
    Object.assign(this, { chart, view, boxes, isShown, pause: 0 });
    for (const kind of SIGNS_OF_USE) {
      chart.addEventListener(kind, () => this.keep(), { once: true, passive: true, capture: true });
    }
  }

  /* Note what is looked at; the function that is returned looks there again. */
  remember(drawing, { place, acted, centres, isBack }) {
    const { view, boxes } = this;
    if (place) return () => view.isSeen && view.show(place);
    const isFound = drawing.at && !acted && (centres || drawing.at !== boxes.at?.key);
    if (isFound || isBack || drawing.direction !== view.svg.dataset.direction) return () => this.begin();
    const kept = new Set(drawing.boxes.map(({ key }) => key));
    const still = acted ?? (view.isSeen && boxes.nearest(view.place, ({ key }) => kept.has(key))?.element);
    return still ? this.holding(still) : () => this.begin();
  }

  /* Whatever replaces a box or a row shall stand where it stood on the screen. */
  holding(element) {
    const name = `${element.matches("li") ? "li" : ".box"}[data-key="${CSS.escape(element.dataset.key)}"]`;
    const before = element.getBoundingClientRect();
    return () => {
      const now = this.chart.querySelector(name);
      const moved = (edge) => now.getBoundingClientRect()[edge] - before[edge];
      if (now?.matches(".box")) this.view.frame.scrollBy(moved("left"), moved("top"));
      if (now) window.scrollBy(0, moved("top"));
    };
  }

  /* Look at the position one is at, else at the head. */
  begin() {
    const { view, boxes: { at } } = this;
    const { direction, middle } = view.svg.dataset;
    if (!view.isSeen) {
      this.chart.querySelector(".chart-list .at")?.scrollIntoView({ block: "center" });
    } else if (at) {
      view.show({ ...middleOf(at), zoom: view.zoom < HARDLY_READ ? 1 : view.zoom });
      view.reveal(at);
    } else {
      view.show({ x: 0, y: 0, [direction === "right" ? "y" : "x"]: Number(middle) });
    }
  }

  /* From the first touch on, the fragment says what is looked at. */
  keep() {
    if (this.pause) return;
    const writeSoon = () => {
      this.stop();
      this.pause = setTimeout(() => this.write(), PAUSE);
    };
    writeSoon();
    this.view.frame.addEventListener("scroll", writeSoon, { passive: true });
    this.view.frame.addEventListener("zoomed", writeSoon);
  }

  stop() {
    clearTimeout(this.pause);
  }

  write() {
    if (!this.view.isSeen || this.view.gesture || !this.isShown()) return;
    const place = writtenPlace(this.view.place);
    if (place !== location.hash) history.replaceState(history.state, "", place);
  }
}
