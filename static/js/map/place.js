// Keep in the address what is seen: colours and position in the query, the place in the fragment.

const WAIT = 250;

export class Place {
  // `state` tells what an entry of the history remembers beside its address.
  constructor(view, state) {
    Object.assign(this, { view, state });
  }

  get isWhole() {
    return window.location.hash === "#whole";
  }

  // The place that the address names, or none.
  get named() {
    const words = new URLSearchParams(window.location.hash.slice(1));
    const [zoom, x, y] = ["zoom", "x", "y"].map((name) => Number.parseFloat(words.get(name)));
    return [zoom, x, y].every(Number.isFinite) && zoom > 0 ? { zoom, x, y } : null;
  }

  get colour() {
    return new URLSearchParams(window.location.search).get("colour") ?? undefined;
  }

  // Write it down, a moment after the last movement.
  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), WAIT);
  }

  keep() {
    clearTimeout(this.timer);
    const { view } = this;
    const words = { zoom: view.scale.toPrecision(4), x: Math.round(view.x), y: Math.round(view.y) };
    const address = new URL(window.location.href);
    address.hash = view.isWhole ? "whole" : new URLSearchParams(words);
    window.history.replaceState(this.state(), "", address);
  }

  // What is seen now becomes a step that Back leads to.
  leave() {
    this.keep();
    window.history.pushState(this.state(), "", window.location.href);
  }

  say(name, value) {
    const address = new URL(window.location.href);
    address.searchParams.set(name, value);
    window.history.replaceState(this.state(), "", address);
  }
}
