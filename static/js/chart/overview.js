/* A small map in the corner of a large drawing's frame: where one is, and a way to move. */

const WIDEST = 200;
const TALLEST = 140;
const MUCH_LARGER = 3;
const NARROWEST = 32;
const SMALLEST_MARK = 1.5;

export class Overview {
  constructor(chart, view, boxes) {
    Object.assign(this, { view, boxes });
    const redraw = () => this.redraw();
    chart.addEventListener("drawn", redraw);
    view.frame.addEventListener("zoomed", redraw);
    view.frame.addEventListener("scroll", () => this.moveSoon(), { passive: true });
    view.frame.addEventListener("focusin", ({ target }) => this.giveWay(target));
    window.addEventListener("resize", redraw);
    for (const change of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(change).addEventListener("change", redraw);
    }
    redraw();
  }

  get isNeeded() {
    const { inner, size, zoom } = this.view;
    return inner.width > 0 && size.width * size.height * zoom ** 2 > MUCH_LARGER * inner.width * inner.height;
  }

  make() {
    this.element = document.createElement("div");
    this.element.className = "chart-overview no-print";
    this.element.setAttribute("aria-hidden", "true");
    this.canvas = document.createElement("canvas");
    this.seen = document.createElement("div");
    this.seen.className = "seen";
    this.element.append(this.canvas, this.seen);
    this.view.frame.after(this.element);
    this.element.addEventListener("pointerdown", (event) => this.take(event));
    this.element.addEventListener("pointermove", (event) => event.buttons & 1 && this.go(event));
  }

  redraw() {
    if (this.element) this.element.hidden = !this.isNeeded;
    if (!this.isNeeded) return;
    if (!this.element) this.make();
    const { width, height } = this.view.size;
    const scale = Math.min(WIDEST / width, TALLEST / height);
    this.size = { width: Math.max(NARROWEST, width * scale), height: Math.max(NARROWEST, height * scale) };
    this.scale = { x: this.size.width / width, y: this.size.height / height };
    this.paint(Math.ceil(this.size.width), Math.ceil(this.size.height));
    this.move();
  }

  paint(width, height) {
    const sharp = window.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * sharp, height: height * sharp });
    Object.assign(this.element.style, { width: `${width}px`, height: `${height}px` });
    const { color, outlineColor } = getComputedStyle(this.canvas);
    const pen = this.canvas.getContext("2d");
    pen.scale(sharp, sharp);
    const all = [...this.boxes.all.values()];
    const [marked, plain] = [all.filter((box) => this.isMarked(box)), all.filter((box) => !this.isMarked(box))];
    for (const [colour, group] of [[color, plain], [outlineColor, marked]]) {
      pen.fillStyle = colour;
      for (const box of group) this.mark(pen, box);
    }
  }

  isMarked({ element }) {
    return /\b(on-line|on-path|at)\b/.test(element.getAttribute("class"));
  }

  mark(pen, { x, y, width, height }) {
    const { scale } = this;
    const length = (side) => Math.max(SMALLEST_MARK, side);
    pen.fillRect(x * scale.x, y * scale.y, length(width * scale.x), length(height * scale.y));
  }

  moveSoon() {
    if (!this.element || this.element.hidden || this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.move();
    });
  }

  /* Frame what the frame shows; nothing is drawn anew. */
  move() {
    const { corner, inner, zoom } = this.view;
    const { scale, size } = this;
    const [left, top] = [Math.max(0, -corner.left * scale.x / zoom), Math.max(0, -corner.top * scale.y / zoom)];
    const width = Math.min(inner.width * scale.x / zoom, size.width - left);
    const height = Math.min(inner.height * scale.y / zoom, size.height - top);
    Object.assign(this.seen.style, {
      transform: `translate(${left}px, ${top}px)`, width: `${width}px`, height: `${height}px`,
    });
  }

  /* What has the focus is not hidden behind the map. */
  giveWay(focused) {
    if (!this.element || this.element.hidden) return;
    this.element.classList.remove("aside");
    const [own, other] = [this.element.getBoundingClientRect(), focused.getBoundingClientRect()];
    const meets = own.left < other.right && other.left < own.right && own.top < other.bottom && other.top < own.bottom;
    this.element.classList.toggle("aside", meets);
  }

  take(event) {
    if (event.button) return;
    event.preventDefault();
    this.element.setPointerCapture(event.pointerId);
    this.go(event);
  }

  go({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    this.view.show({ x: (clientX - left) / this.scale.x, y: (clientY - top) / this.scale.y });
  }
}
