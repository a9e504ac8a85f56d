/* The drawing as a tree for the keyboard and for screen readers: one tab stop, arrows that follow what is drawn.

   See the ARIA Authoring Practices, "Tree View": a level's positions are peers, wherever the direction puts them. */

const WAYS = {
  down: { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after" },
  right: { ArrowLeft: "up", ArrowRight: "down", ArrowUp: "before", ArrowDown: "after" },
};
const OTHER_KEYS = { Home: "first", End: "last", " ": "turn" };
const ZOOM_KEYS = { "+": "in", "=": "in", "-": "out", "0": "fit" };
const HELP = "chart-keys-text";

/* What a treeitem says of its place, from what the box knows. */
function dress(box) {
  const { level, place = "", open } = box.dataset;
  const [position, size] = place.split("/");
  const attributes = {
    role: "treeitem", tabindex: "-1",
    "aria-level": level, "aria-posinset": position, "aria-setsize": size, "aria-expanded": open,
  };
  const seat = box.querySelector(".seat");
  for (const [name, value] of Object.entries(attributes)) if (value) seat.setAttribute(name, value);
  const foot = box.querySelector(".opens");
  foot?.setAttribute("tabindex", "-1");
  foot?.setAttribute("aria-hidden", "true");
}

export class Keys {
  constructor(chart, view, boxes) {
    Object.assign(this, { chart, view, boxes, svg: view.svg });
    this.svg.setAttribute("role", "tree");
    if (document.getElementById(HELP)) this.svg.setAttribute("aria-describedby", HELP);
    view.frame.removeAttribute("tabindex");
    this.dress([...boxes.group.children]);
    chart.addEventListener("drawn", ({ detail }) => this.dress(detail));
    // Chromium lets an SVG element that listens to "focusin" itself have the focus.
    view.frame.addEventListener("focusin", ({ target }) => this.enter(target));
    view.frame.addEventListener("keydown", (event) => this.key(event));
  }

  /* Make treeitems of new boxes; one of all can be reached by Tab. */
  dress(fresh) {
    fresh.forEach(dress);
    if (this.current?.isConnected) return;
    const key = this.current?.closest(".box").dataset.key;
    const box = this.boxes.group.querySelector(key ? `:scope > [data-key="${CSS.escape(key)}"]` : ":scope > .at");
    this.turnTo((box ?? this.boxes.group.firstElementChild)?.querySelector(".seat"));
  }

  turnTo(seat) {
    this.current?.setAttribute("tabindex", "-1");
    this.current = seat;
    seat?.setAttribute("tabindex", "0");
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
