// Keep in the address what is seen: colours and position in the query, the place in the fragment.

const WAIT = 250;

export class Place {
  constructor(view) {
    this.view = view;
  }

  // The place that the address names, or none.
  get named() {
    const words = new URLSearchParams(window.location.hash.slice(1));
    const [zoom, x, y] = ["zoom", "x", "y"].map((name) => Number.parseFloat(words.get(name)));
    return [zoom, x, y].every(Number.isFinite) && zoom > 0 ? { zoom, x, y } : null;
  }

  // Write it down, a moment after the last movement.
  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), WAIT);
  }

  keep() {
    const { view } = this;
    const words = { zoom: view.scale.toPrecision(4), x: Math.round(view.x), y: Math.round(view.y) };
    const address = new URL(window.location.href);
    address.hash = view.isWhole ? "" : new URLSearchParams(words);
    if (address.href !== window.location.href) window.history.replaceState(null, "", address);
  }

  // What is seen now becomes a step that Back leads to.
  leave() {
    clearTimeout(this.timer);
    this.keep();
    window.history.pushState(null, "", window.location.href);
  }

  ask(name) {
    return new URLSearchParams(window.location.search).get(name);
  }

  say(name, value) {
    const address = new URL(window.location.href);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    window.history.replaceState(null, "", address);
  }
}
