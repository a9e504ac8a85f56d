// The canvas: boxes and lines from the raster, the text of cards and the ring of the selected box on top of them.

import { Cards } from "./cards.js";
import { Painter } from "./paint.js";
import { Raster } from "./raster.js";

const RING = 3;
const SMALLEST_RING = 12;
const ON_PAPER = 2; // pixels a unit of the page

export class Scene {
  constructor(map) {
    Object.assign(this, { map, shape: map.shape, view: map.view, canvas: map.canvas });
    this.context = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    this.raster = new Raster(this.context);
    this.painter = new Painter(this.shape, this.raster);
    this.cards = new Cards(map.root, { onArrival: () => map.arrive(), onStale: () => map.renewal.renew() });
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    document.fonts.addEventListener("loadingdone", () => this.drawSoon());
    window.addEventListener("beforeprint", () => this.print(true));
    window.addEventListener("afterprint", () => this.print(false));
  }

  resize(ratio = window.devicePixelRatio) {
    const { clientWidth, clientHeight } = this.canvas;
    const [width, height] = [clientWidth, clientHeight].map((each) => Math.max(1, Math.round(each * ratio)));
    Object.assign(this.canvas, { width, height });
    this.raster.resize(width, height);
    this.view.resize(clientWidth, clientHeight, ratio);
    this.draw();
  }

  drawSoon() {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    if (this.frame) cancelAnimationFrame(this.frame);
    this.frame = null;
    const { map, view, painter } = this;
    painter.paint(view, map.colours, map.kinds, map.selected);
    this.raster.show();
    if (view.isReadable) this.drawCards();
    if (map.selected !== null) this.drawRing();
  }

  drawCards() {
    const { shape, context, map } = this;
    const { scale, left, top } = this.view.pixels;
    const missing = [];
    for (const place of this.painter.cards) {
      const card = this.cards.get(shape.key[place]);
      if (card === undefined) missing.push(shape.key[place]);
      if (!card) continue;
      context.setTransform(scale, 0, 0, scale, shape.x[place] * scale + left, shape.y[place] * scale + top);
      this.cards.draw(context, card, map.colours);
    }
    context.resetTransform();
    if (missing.length) this.cards.want(missing);
  }

  drawRing() {
    const { shape, context, map } = this;
    const { scale, left, top } = this.view.pixels;
    const [wide, tall] = [shape.boxWidth, shape.boxHeight].map((each) => Math.max(each * scale + 2 * RING, SMALLEST_RING));
    const [x, y] = shape.middleOf(map.selected);
    context.strokeStyle = map.colours.focus;
    context.lineWidth = RING * this.view.ratio;
    context.strokeRect(x * scale + left - wide / 2, y * scale + top - tall / 2, wide, tall);
  }

  // On paper everything is sharper, and light.
  print(isOnPaper) {
    this.map.root.classList.toggle("on-paper", isOnPaper);
    this.map.colours.read(this.map.root.dataset.colour);
    this.resize(isOnPaper ? ON_PAPER : window.devicePixelRatio);
  }
}
