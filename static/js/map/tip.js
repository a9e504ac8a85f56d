// What the box under a resting mouse is called, where it is too small to be read; keys read it out in any case.

const REST = 150; // milliseconds
const AWAY = 12; // pixels between the pointer and the tip
const BESIDE = 24; // pixels around the tip in which the pointer may be on its way there

export class Tip {
  constructor(map) {
    this.map = map;
    this.element = map.root.querySelector("[data-map-tip]");
    this.place = null;
    map.canvas.addEventListener("pointermove", (event) => this.follow(event));
    map.canvas.addEventListener("pointerleave", (event) => this.leave(event));
    this.element.addEventListener("pointerleave", () => this.hide());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  follow({ pointerType, buttons, offsetX, offsetY }) {
    clearTimeout(this.timer);
    const isHovering = pointerType === "mouse" && !buttons;
    if (isHovering && this.place !== null && this.placeAt(offsetX, offsetY) === this.place) return;
    if (!isHovering || !this.isBeside(offsetX, offsetY)) this.hide();
    if (isHovering) this.timer = setTimeout(() => this.rest(offsetX, offsetY), REST);
  }

  // Onto the tip itself one may go.
  leave({ relatedTarget }) {
    clearTimeout(this.timer);
    if (relatedTarget !== this.element) this.hide();
  }

  isBeside(x, y) {
    const { hidden, offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.element;
    const across = Math.max(offsetLeft - x, x - offsetLeft - offsetWidth);
    const down = Math.max(offsetTop - y, y - offsetTop - offsetHeight);
    return !hidden && Math.max(across, down) <= BESIDE;
  }

  placeAt(x, y) {
    const { view, shape } = this.map;
    return view.isReadable ? null : shape.boxAt(...view.pointAt(x, y));
  }

  rest(x, y) {
    this.hide();
    Object.assign(this, { x, y, place: this.placeAt(x, y) });
    if (this.place !== null) this.show();
  }

  // What is not known yet is asked for, and shown when it has come.
  show() {
    const { cards, shape, canvas } = this.map;
    const card = this.place === null ? null : cards.get(shape.key[this.place]);
    if (card === undefined) cards.want([shape.key[this.place]]);
    if (!card) return;
    const { element, x, y } = this;
    element.textContent = card.name;
    element.hidden = false;
    element.style.left = `${Math.max(0, Math.min(x + AWAY, canvas.clientWidth - element.offsetWidth))}px`;
    const below = y + AWAY + element.offsetHeight <= canvas.clientHeight;
    element.style.top = `${below ? y + AWAY : Math.max(0, y - AWAY - element.offsetHeight)}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.place = null;
    this.element.hidden = true;
  }
}
