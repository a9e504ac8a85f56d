// Move and zoom by mouse, wheel, touch and pen; a press that does not move is a click.

const CLICK = 6; // pixels that a finger may slip
const WHEEL = 0.0018;
const LINE = 16;

export class Moving {
  constructor(canvas, view, onPress) {
    Object.assign(this, { canvas, view, onPress });
    this.pointers = new Map();
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("auxclick", (event) => event.button === 1 && onPress(event.offsetX, event.offsetY, true));
    canvas.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId));
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  down(event) {
    if (event.button) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (this.pointers.size === 1) this.slipped = 0;
    this.view.stop();
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const old = this.middle();
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    const now = this.middle();
    this.slipped += Math.abs(event.offsetX - before[0]) + Math.abs(event.offsetY - before[1]);
    if (this.slipped <= CLICK) return;
    this.canvas.classList.add("moving");
    this.view.moveBy(now.x - old.x, now.y - old.y);
    if (old.spread) this.view.zoomAt(now.x, now.y, now.spread / old.spread);
  }

  // The point between all fingers, and how far they are from it.
  middle() {
    const points = [...this.pointers.values()];
    const [x, y] = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
    return { x, y, spread: Math.hypot(points[0][0] - x, points[0][1] - y) };
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
    this.canvas.classList.remove("moving");
    if (this.slipped <= CLICK) this.onPress(event.offsetX, event.offsetY, event.ctrlKey || event.metaKey);
  }

  // The wheel zooms where the pointer is; with shift, or tilted, it moves sideways.
  wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    if (event.shiftKey || Math.abs(x) > Math.abs(y)) this.view.moveBy(-(x || y), 0);
    else this.view.zoomAt(event.offsetX, event.offsetY, Math.exp(-y * WHEEL * (event.ctrlKey ? 4 : 1)));
  }
}
