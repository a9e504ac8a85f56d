// Which part of the drawing is seen, and how large: a point of the drawing in the middle, and pixels a unit.

export const READABLE = 0.55; // from here on, text on cards can be read
const CLOSEST = 2;
const FARTHEST = 0.7; // of the scale at which the whole drawing fits
const EDGE = 24;
const ROOM = 8; // that a box needs around it to be seen well
const FLIGHT = 350; // milliseconds

export class View {
  constructor(shape, onChange) {
    this.shape = shape;
    this.onChange = onChange;
    this.width = this.height = this.ratio = 1;
    this.x = shape.width / 2;
    this.y = shape.height / 2;
    this.scale = 1;
    this.isWhole = true;
  }

  resize(width, height, ratio) {
    const isWhole = this.isWhole;
    [this.width, this.height, this.ratio] = [width, height, ratio];
    if (isWhole) this.showWhole();
    else this.set(this.x, this.y, this.scale);
  }

  get fitting() {
    const { shape, width, height } = this;
    return Math.min((width - EDGE) / shape.width, (height - EDGE) / shape.height, 1);
  }

  // Device pixels a unit, and where the drawing's corner stands, in whole ones.
  get pixels() {
    const scale = this.scale * this.ratio;
    const left = Math.round((this.width * this.ratio) / 2 - this.x * scale);
    const top = Math.round((this.height * this.ratio) / 2 - this.y * scale);
    return { scale, left, top };
  }

  get isReadable() {
    return this.scale >= READABLE;
  }

  set(x, y, scale) {
    const { shape } = this;
    this.isWhole = false;
    this.scale = Math.min(CLOSEST, Math.max(this.fitting * FARTHEST, scale));
    // What fits the frame as a whole stands in its middle.
    const fits = this.scale <= this.fitting;
    this.x = fits ? shape.width / 2 : Math.min(shape.width, Math.max(0, x));
    this.y = fits ? shape.height / 2 : Math.min(shape.height, Math.max(0, y));
    this.onChange();
  }

  showWhole() {
    this.stop();
    this.set(this.shape.width / 2, this.shape.height / 2, this.fitting);
    this.isWhole = true;
  }

  moveBy(x, y) {
    this.stop();
    this.set(this.x - x / this.scale, this.y - y / this.scale, this.scale);
  }

  // The point of the drawing under a point of the canvas stays there.
  zoomAt(x, y, factor) {
    this.stop();
    const [pointX, pointY] = this.pointAt(x, y);
    const scale = Math.min(CLOSEST, Math.max(this.fitting * FARTHEST, this.scale * factor));
    this.set(pointX - (x - this.width / 2) / scale, pointY - (y - this.height / 2) / scale, scale);
  }

  zoomBy(factor) {
    this.zoomAt(this.width / 2, this.height / 2, factor);
  }

  pointAt(x, y) {
    return [this.x + (x - this.width / 2) / this.scale, this.y + (y - this.height / 2) / this.scale];
  }

  // Where a point of the drawing is on the canvas.
  pixelOf(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2];
  }

  // Whether a box is seen with some room around it.
  holds(place) {
    const { shape, scale } = this;
    const [x, y] = [(shape.x[place] - this.x) * scale + this.width / 2, (shape.y[place] - this.y) * scale + this.height / 2];
    const [right, bottom] = [x + shape.boxWidth * scale, y + shape.boxHeight * scale];
    return x >= ROOM && y >= ROOM && right <= this.width - ROOM && bottom <= this.height - ROOM;
  }

  showBox(place, scale = this.scale) {
    this.flyTo(...this.shape.middleOf(place), scale);
  }

  // Go somewhere else: step by step, or at once for readers who want nothing to move.
  flyTo(x, y, scale) {
    this.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.set(x, y, scale);
      return;
    }
    const from = { x: this.x, y: this.y, scale: this.scale };
    const begin = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - begin) / FLIGHT));
      this.between(from, { x, y, scale }, 1 - (1 - part) ** 3);
      this.flight = part < 1 ? requestAnimationFrame(step) : null;
    };
    this.flight = requestAnimationFrame(step);
  }

  // Scales grow by factors; seen from the nearer end, the way grows as the scale shrinks.
  between(from, to, part) {
    const scale = from.scale * (to.scale / from.scale) ** part;
    const change = 1 / to.scale - 1 / from.scale;
    const way = Math.abs(change) < 1e-9 ? part : (1 / scale - 1 / from.scale) / change;
    this.set(from.x + (to.x - from.x) * way, from.y + (to.y - from.y) * way, scale);
  }

  stop() {
    if (this.flight) cancelAnimationFrame(this.flight);
    this.flight = null;
  }
}
