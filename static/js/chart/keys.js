/* Walk the drawing by keyboard: arrows follow what is drawn, as in the tree view of the ARIA Authoring Practices.

   The direct reports of a manager are peers, wherever the direction puts them. */

const WAYS = {
  down: { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after" },
  right: { ArrowLeft: "up", ArrowRight: "down", ArrowUp: "before", ArrowDown: "after" },
};
const OTHER_KEYS = { Home: "first", End: "last", " ": "turn" };
const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", "0": "fit" };

export class Keys {
  constructor(chart, view, boxes) {
    Object.assign(this, { chart, view, boxes, svg: view.svg });
    this.current = this.svg.querySelector(".seat[tabindex='0']");
    this.at = boxes.at?.key;
    chart.addEventListener("drawn", () => this.find());
    // Chromium lets an SVG element that listens to "focusin" itself have the focus.
    view.frame.addEventListener("focusin", ({ target }) => this.enter(target));
    view.frame.addEventListener("keydown", (event) => this.key(event));
    this.enter(document.activeElement);
  }

  /* What is reached by Tab is the position that was found, else what it was; that may have been replaced, or be gone. */
  find() {
    const { at, first, all } = this.boxes;
    const isFound = at && at.key !== this.at;
    this.at = at?.key;
    if (this.current.isConnected && !isFound) return;
    const box = (isFound ? null : all.get(this.current.closest(".box").dataset.key)) ?? at ?? first;
    if (box) this.turnTo(box.element.querySelector(".seat"));
  }

  turnTo(seat) {
    this.current.setAttribute("tabindex", "-1");
    this.current = seat;
    seat.setAttribute("tabindex", "0");
  }

  enter(target) {
    const box = this.boxes.of(target);
    if (!box) return;
    this.turnTo(box.element.querySelector(".seat"));
    if (target.matches(":focus-visible")) this.view.reveal(box);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = this.boxes.of(this.current);
    const way = WAYS[this.svg.dataset.direction][event.key] ?? OTHER_KEYS[event.key];
    const zoom = ZOOM_KEYS[event.key];
    if (!box || !(way ?? zoom)) return;
    event.preventDefault();
    if (zoom) this.chart.dispatchEvent(new CustomEvent("look", { detail: zoom }));
    else this.go(this[way](box));
  }

  go(box) {
    box?.element.querySelector(".seat").focus({ preventScroll: true });
  }

  up(box) {
    return this.boxes.manager(box);
  }

  /* A closed branch is opened first. */
  down(box) {
    return box.open === "false" ? this.turn(box) : this.boxes.reports(box)[0];
  }

  before(box) {
    return this.beside(box, -1);
  }

  after(box) {
    return this.beside(box, 1);
  }

  beside(box, steps) {
    const peers = this.boxes.peers(box);
    return peers[peers.indexOf(box) + steps];
  }

  first() {
    return this.boxes.first;
  }

  last(box) {
    return this.boxes.peers(box).at(-1);
  }

  /* Open or close the branch, as a click on the foot does. */
  turn(box) {
    box.element.querySelector(".opens")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}
