// When somebody has changed the chart, load the map anew as soon as nobody moves it, and go on where one was.

const CALM = 800; // milliseconds without movement
const KEY = "map-renewed";

export class Renewal {
  constructor(map) {
    this.map = map;
    this.timer = 0;
  }

  renew() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), CALM);
  }

  // Movement puts it off.
  putOff() {
    if (this.timer) this.renew();
  }

  load() {
    const { place, legend } = this.map;
    place.keep();
    sessionStorage.setItem(KEY, JSON.stringify([...legend.pressed]));
    window.location.reload();
  }

  // What was pressed is pressed again, and what happened is said.
  resume() {
    const pressed = sessionStorage.getItem(KEY);
    if (pressed === null) return;
    sessionStorage.removeItem(KEY);
    const { legend, note } = this.map;
    legend.pressAll(JSON.parse(pressed));
    note.textContent = note.dataset.mapRenewed;
  }
}
