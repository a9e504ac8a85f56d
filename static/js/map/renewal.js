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
    this.map.place.keep();
    sessionStorage.setItem(KEY, "yes");
    window.location.reload();
  }

  // The address has all that was seen; what happened is said.
  resume() {
    if (sessionStorage.getItem(KEY) === null) return;
    sessionStorage.removeItem(KEY);
    const { note } = this.map;
    note.textContent = note.dataset.mapRenewed;
  }
}
