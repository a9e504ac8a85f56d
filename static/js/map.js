/* The whole company on one canvas. Boxes and lines are drawn pixel by pixel, the text of what is near on top of them;
   what stands where comes in one piece, what cards say is fetched as they are shown. */

import { Cards } from "./map/cards.js";
import { Colours, packed } from "./map/colours.js";
import { Keys } from "./map/keys.js";
import { kindsOf } from "./map/kinds.js";
import { Legend } from "./map/legend.js";
import { drawLineToTop } from "./map/lines.js";
import { Moving } from "./map/moving.js";
import { Painter } from "./map/paint.js";
import { Place } from "./map/place.js";
import { Raster } from "./map/raster.js";
import { loadShape, StaleMap } from "./map/shape.js";
import { READABLE, View } from "./map/view.js";

const RING = 3;
const SMALLEST_RING = 12;

class WholeMap {
  constructor(root, shape) {
    this.root = root;
    this.shape = shape;
    this.selected = null;
    this.canvas = root.querySelector("canvas");
    this.context = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    this.raster = new Raster(this.context);
    this.painter = new Painter(shape, this.raster);
    this.view = new View(shape, () => this.change());
    this.place = new Place(this.view);
    this.colours = new Colours(root);
    this.cards = new Cards(root, { onArrival: () => this.arrive(), onStale: () => window.location.reload() });
    this.legend = new Legend(root, this.colours, () => this.recolour());
    new Keys(this);
    new Moving(this.canvas, this.view, (x, y) => this.press(x, y));
    this.listen();
    this.recolour();
    this.begin();
  }

  listen() {
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    this.canvas.addEventListener("focus", () => this.selected === null || this.tell());
    window.addEventListener("popstate", () => this.return());
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.recolour());
    }
    window.addEventListener("beforeprint", () => this.print(true));
    window.addEventListener("afterprint", () => this.print(false));
    document.fonts.addEventListener("loadingdone", () => this.draw());
  }

  // Where the address says, else around the position that it names, else the whole.
  begin() {
    const key = Number(this.root.dataset.at);
    if (key) this.selected = this.shape.placeOf(key);
    this.resize();
    const { named } = this.place;
    if (named) this.view.set(named.x, named.y, named.zoom);
    else if (this.selected === null) this.view.showWhole();
    else this.view.set(...this.middleOf(this.selected), 1);
    if (this.selected !== null) this.tell();
  }

  middleOf(place) {
    const { shape } = this;
    return [shape.x[place] + shape.boxWidth / 2, shape.y[place] + shape.boxHeight / 2];
  }

  resize(ratio = window.devicePixelRatio) {
    const { clientWidth, clientHeight } = this.canvas;
    [this.canvas.width, this.canvas.height] = [clientWidth, clientHeight].map((each) => Math.max(1, Math.round(each * ratio)));
    this.raster.resize(this.canvas.width, this.canvas.height);
    this.view.resize(clientWidth, clientHeight, ratio);
    this.draw();
  }

  change() {
    this.place.keepSoon();
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  recolour() {
    this.colours.read(this.root.dataset.colour);
    this.kinds = kindsOf(this.shape, this.root.dataset.colour);
    this.change();
  }

  draw() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.painter.paint(this.view, this.colours, this.kinds);
    if (this.selected !== null) drawLineToTop(this.painter, this.selected, packed(this.colours.accent));
    this.raster.show();
    if (this.view.isReadable) this.drawCards();
    if (this.selected !== null) this.drawRing();
  }

  drawCards() {
    const { scale, left, top } = this.view.pixels;
    const missing = [];
    for (const place of this.painter.cards) {
      const card = this.cards.get(this.shape.key[place]);
      if (card === undefined) missing.push(this.shape.key[place]);
      if (!card) continue;
      this.context.setTransform(scale, 0, 0, scale, this.shape.x[place] * scale + left, this.shape.y[place] * scale + top);
      this.cards.draw(this.context, card, this.colours);
    }
    this.context.resetTransform();
    if (missing.length) this.cards.want(missing);
  }

  drawRing() {
    const { scale, left, top } = this.view.pixels;
    const { shape, selected, context } = this;
    const [wide, tall] = [shape.boxWidth, shape.boxHeight].map((each) => Math.max(each * scale + 2 * RING, SMALLEST_RING));
    const [x, y] = this.middleOf(selected);
    context.strokeStyle = this.colours.focus;
    context.lineWidth = RING * this.view.ratio;
    context.strokeRect(x * scale + left - wide / 2, y * scale + top - tall / 2, wide, tall);
  }

  // Select a box, come to where it is seen, and read it out.
  select(place) {
    this.selected = place;
    if (this.view.holds(place)) this.change();
    else this.view.showBox(place);
    this.tell();
  }

  // Read out the selected box; what is not known of it comes a little later.
  tell() {
    const key = this.shape.key[this.selected];
    const card = this.cards.get(key);
    this.isToTell = !card;
    if (!card) {
      this.cards.want([key]);
      return;
    }
    this.root.querySelector("[data-map-told]").textContent = card.name;
    this.place.say("at", card.code);
  }

  arrive() {
    if (this.isToTell && this.selected !== null && this.cards.get(this.shape.key[this.selected])) this.tell();
    this.change();
  }

  // A press on a card opens the chart there; where cards are too small to be read, it comes closer.
  press(x, y) {
    const place = this.shape.boxAt(...this.view.pointAt(x, y));
    if (this.view.isReadable) {
      if (place !== null) this.open(place);
      return;
    }
    if (place !== null) this.flyTo(place);
    else this.comeTo(...this.view.pointAt(x, y));
  }

  flyTo(place) {
    this.place.leave();
    this.selected = place;
    this.view.showBox(place, Math.max(this.view.scale, 2 * READABLE));
    this.tell();
  }

  comeTo(x, y) {
    this.place.leave();
    this.view.flyTo(x, y, 2 * READABLE);
  }

  // Go to the chart at a position, once its code is known.
  async open(place = this.selected) {
    if (place === null) return;
    const key = this.shape.key[place];
    const { cards } = this.cards.get(key) ? { cards: [this.cards.get(key)] } : await this.cards.fetch([key]);
    if (!cards.length) return;
    this.place.keep();
    window.location.assign(`${this.root.dataset.chart}?${new URLSearchParams({ at: cards[0].code })}`);
  }

  colourBy(name) {
    this.root.dataset.colour = name;
    this.place.say("colour", name);
    this.legend.show(name);
    this.cards.forget();
    this.recolour();
  }

  // Back or forward within the page.
  return() {
    const { named } = this.place;
    if (named) this.view.set(named.x, named.y, named.zoom);
    else this.view.showWhole();
  }

  // On paper the drawing is twice as sharp, and light.
  print(isOnPaper) {
    this.root.classList.toggle("on-paper", isOnPaper);
    this.colours.read(this.root.dataset.colour);
    this.resize(isOnPaper ? 2 : window.devicePixelRatio);
  }
}

function wire(map) {
  for (const button of document.querySelectorAll("[data-view]")) {
    const acts = { in: () => map.view.zoomBy(2), out: () => map.view.zoomBy(0.5), whole: () => map.view.showWhole() };
    button.addEventListener("click", acts[button.dataset.view]);
  }
  document.querySelector(".map-view").hidden = false;
  const form = document.querySelector("[data-map-colour]");
  form.querySelector("button").hidden = true;
  form.elements.colour.addEventListener("change", () => map.colourBy(form.elements.colour.value));
  document.querySelector("[data-map-find]").addEventListener("chosen", (event) => {
    const place = map.shape.placeOf(Number(event.detail.key));
    if (place === null) return;
    event.preventDefault();
    map.flyTo(place);
    map.canvas.focus();
  });
}

async function start(root) {
  try {
    wire(new WholeMap(root, await loadShape(root.dataset.shape)));
    root.querySelector("[data-map-wait]").hidden = true;
  } catch (error) {
    if (error instanceof StaleMap) return window.location.reload();
    root.querySelector("[data-map-wait]").hidden = true;
    root.querySelector("[data-map-failed]").hidden = false;
    throw error;
  }
}

for (const root of document.querySelectorAll(".map")) start(root);
