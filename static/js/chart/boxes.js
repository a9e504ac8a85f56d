/* The boxes of the drawing as values, in the order in which they are read. */

const keyOf = (element) => element.dataset.key;

function valueOf(element) {
  const [x, y] = element.getAttribute("transform").match(/-?\d+/g).map(Number);
  const card = element.querySelector(".card");
  const { key, manager, open } = element.dataset;
  return {
    element, key, manager, x, y, open,
    width: Number(card.getAttribute("width")), height: Number(card.getAttribute("height")),
  };
}

/* The smallest area that holds them all. */
export function areaOf(boxes) {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

export class Boxes {
  constructor(svg) {
    this.svg = svg;
    this.group = svg.querySelector(".boxes");
  }

  /* Read once for each drawing, and only if somebody asks. */
  get all() {
    this.known ??= new Map([...this.group.children].map((element) => [keyOf(element), valueOf(element)]));
    return this.known;
  }

  forget() {
    this.known = null;
  }

  of(element) {
    const box = element?.closest("svg.chart .box");
    return box && this.all.get(keyOf(box));
  }

  get at() {
    return this.of(this.group.querySelector(":scope > .at"));
  }

  get first() {
    return this.of(this.group.firstElementChild);
  }

  manager(box) {
    return this.all.get(box.manager);
  }

  reports(box) {
    return [...this.all.values()].filter((each) => each.manager === box.key);
  }

  peers(box) {
    return [...this.all.values()].filter((each) => each.manager === box.manager);
  }

  /* The box with all that are drawn below it: a manager is always read before. */
  branch(box) {
    const within = new Set([box.key]);
    const below = [...this.all.values()].filter((each) => within.has(each.manager) && within.add(each.key));
    return [box, ...below];
  }

  /* The box that is nearest to a point, of those that fit. */
  nearest({ x, y }, fits) {
    const away = (box) => Math.hypot(middleOf(box).x - x, middleOf(box).y - y);
    const fitting = [...this.all.values()].filter(fits);
    return fitting.reduce((best, box) => (best && away(best) <= away(box) ? best : box), undefined);
  }
}
