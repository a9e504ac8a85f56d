/* How one looks at the drawing: how large it is, and which part of it stands in the frame.

   The frame scrolls as the browser does. While a gesture lasts the drawing is stretched by a transform, which is cheap;
   once it rests it is drawn anew, sharply. The attributes of the drawing keep its own size, which is printed. */

import { middleOf } from "./boxes.js";

const SMALLEST = 0.1;
const LARGEST = 3;
const STEP = 1.25;
const ROOM = 24;
const EDGE = 8;
const MANY = 300;
const LEGIBLE = 0.3;

/* How far to scroll until what reaches from start to end stands in the room, its start if it is too long. */
function beyond(start, end, room) {
  if (start < ROOM) return start - ROOM;
  return end > room - ROOM ? Math.min(end - room + ROOM, start - ROOM) : 0;
}

/* Where the drawing's edge may stand: all of the room is used, or all of the drawing is seen. */
function held(start, length, room, spare) {
  return length <= room ? spare * (room - length) : Math.min(0, Math.max(room - length, start));
}

export class View {
  constructor(frame, svg) {
    this.frame = frame;
    this.sheet = svg.parentElement;
    this.svg = svg;
    this.zoom = 1;
    this.gesture = null;
  }

  /* On a phone the list stands for the drawing, which then has no size. */
  get isSeen() {
    return this.frame.clientWidth > 0;
  }

  /* The drawing's own size. */
  get size() {
    return this.svg.viewBox.baseVal;
  }

  /* How small an area must be to be seen as a whole, no larger than life. */
  fitting({ width, height }) {
    const tallest = parseFloat(getComputedStyle(this.frame).maxBlockSize);
    return Math.min(1, (this.inner.width - 2 * EDGE) / width, (tallest - 2 * EDGE) / height);
  }

  /* However large the drawing is, it can be seen as a whole. */
  bounded(zoom) {
    return Math.min(LARGEST, Math.max(Math.min(SMALLEST, this.fitting(this.size)), zoom));
  }

  /* What the frame shows something in, without its border and scrollbars, as the window counts. */
  get inner() {
    const { left, top } = this.frame.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth, clientHeight } = this.frame;
    return { left: left + clientLeft, top: top + clientTop, width: clientWidth, height: clientHeight };
  }

  /* Where the drawing's corner stands, seen from the frame's. */
  get corner() {
    const drawn = this.svg.getBoundingClientRect();
    const { left, top } = this.inner;
    return { left: drawn.left - left, top: drawn.top - top };
  }

  /* What stands in the middle of the frame, in the drawing's own coordinates. */
  get place() {
    const { zoom, size, corner, inner } = this;
    const within = (start, room, length) => Math.min(length, Math.max(0, (room / 2 - start) / zoom));
    return { zoom, x: within(corner.left, inner.width, size.width), y: within(corner.top, inner.height, size.height) };
  }

  show({ x, y, zoom = this.zoom }) {
    this.settle();
    const bounded = this.bounded(zoom);
    const isOther = bounded !== this.zoom;
    this.resize(bounded);
    const { left, top } = this.corner;
    const { width, height } = this.inner;
    this.frame.scrollBy(left + x * this.zoom - width / 2, top + y * this.zoom - height / 2);
    if (isOther) this.frame.dispatchEvent(new Event("zoomed"));
  }

  /* Let a box be seen, with some room around it, by scrolling as little as possible. */
  reveal({ x, y, width, height }) {
    this.settle();
    const { zoom, inner } = this;
    const { left, top } = this.corner;
    const [across, down] = [left + x * zoom, top + y * zoom];
    this.frame.scrollBy(
      beyond(across, across + width * zoom, inner.width), beyond(down, down + height * zoom, inner.height),
    );
    const above = inner.top + this.corner.top + y * zoom;
    window.scrollBy(0, beyond(above, above + height * zoom, window.innerHeight));
  }

  /* Show all of an area. */
  fit(area) {
    this.show({ ...middleOf(area), zoom: this.fitting(area) });
    this.frame.scrollIntoView({ block: "nearest" });
  }

  /* The next larger or smaller size of a fixed row of them, so that life size is met again. */
  step(direction) {
    const rung = Math.log(this.zoom) / Math.log(STEP);
    const next = direction > 0 ? Math.floor(rung + 0.01) + 1 : Math.ceil(rung - 0.01) - 1;
    this.show({ ...this.place, zoom: STEP ** next });
  }

  /* Make the drawing larger by a factor; what is under the point stays there, or follows it by the shift. */
  stretch(factor, point, shift = { x: 0, y: 0 }) {
    this.gesture ??= this.beginGesture();
    const { gesture, inner, size } = this;
    const zoom = this.bounded(gesture.zoom * factor);
    const moved = (edge, at) => at - (at - edge) * (zoom / gesture.zoom);
    const [left, top] = [moved(gesture.left, point.x - inner.left), moved(gesture.top, point.y - inner.top)];
    gesture.left = held(left + shift.x, size.width * zoom, inner.width, 0.5);
    gesture.top = held(top + shift.y, size.height * zoom, inner.height, 0);
    gesture.zoom = zoom;
    const [across, down] = [gesture.left - gesture.from.left, gesture.top - gesture.from.top];
    this.sheet.style.transform = `translate(${across}px, ${down}px) scale(${zoom / this.zoom})`;
  }

  /* Chromium shapes each text anew for each size: where there are many, a gesture goes without. */
  get hasMany() {
    return this.svg.querySelector(".boxes").childElementCount > MANY;
  }

  /* What is stretched is the sheet on which the drawing is. */
  beginGesture() {
    if (this.hasMany) this.svg.classList.add("coarse");
    const [own, sheet] = [this.svg.getBoundingClientRect(), this.sheet.getBoundingClientRect()];
    const { corner } = this;
    Object.assign(this.sheet.style, {
      transformOrigin: `${own.left - sheet.left}px ${own.top - sheet.top}px`,
      willChange: "transform",
    });
    return { zoom: this.zoom, from: corner, ...corner };
  }

  /* End the gesture: draw what it came to. */
  settle() {
    if (!this.gesture) return;
    const { zoom, left, top } = this.gesture;
    this.gesture = null;
    this.resize(zoom);
    Object.assign(this.sheet.style, { transform: "", willChange: "" });
    const { corner } = this;
    this.frame.scrollBy(corner.left - left, corner.top - top);
    this.frame.dispatchEvent(new Event("zoomed"));
  }

  /* Give the drawing its size on the screen; the frame keeps the height it had. */
  resize(zoom = this.zoom) {
    if (zoom === 1 && this.zoom === 1) return;
    this.frame.style.setProperty("--held", `${this.frame.offsetHeight}px`);
    this.zoom = zoom;
    this.svg.classList.add("zoomed");
    this.svg.style.setProperty("--width", `${this.size.width * zoom}px`);
    this.svg.style.setProperty("--height", `${this.size.height * zoom}px`);
    this.svg.classList.toggle("coarse", zoom < LEGIBLE && this.hasMany);
  }
}
