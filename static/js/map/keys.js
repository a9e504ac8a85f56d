// By keyboard: the arrows follow the drawing from box to box, plus, minus and 0 zoom, Enter opens.

const STEP = 1.5;

export class Keys {
  constructor(map) {
    this.map = map;
    map.canvas.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { map } = this;
    const act = {
      ArrowUp: () => this.go((place, shape) => shape.manager[place]),
      ArrowDown: () => this.go((place, shape) => (shape.span[place] ? shape.first[place] : -1)),
      ArrowLeft: () => this.go((place, shape) => peer(shape, place, -1)),
      ArrowRight: () => this.go((place, shape) => peer(shape, place, 1)),
      Home: () => map.select(0),
      Enter: () => map.opening.open(map.selected),
      "+": () => map.zoomBy(STEP),
      "=": () => map.zoomBy(STEP),
      "-": () => map.zoomBy(1 / STEP),
      "0": () => map.view.showWhole(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // From the selected box to another; where none is selected, to the one in the middle.
  go(next) {
    const { map } = this;
    if (map.selected === null) {
      map.select(map.shape.boxAt(map.view.x, map.view.y) ?? 0);
      return;
    }
    const place = next(map.selected, map.shape);
    if (place >= 0) map.select(place);
    else map.tell();
  }
}

function peer(shape, place, step) {
  const [first, end] = shape.peersOf(place);
  const other = place + step;
  return other >= first && other < end ? other : -1;
}
