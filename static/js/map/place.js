// Keep in the address what is seen: colours and position in the query, the place in the fragment.

const WAIT = 350; // Safari refuses more than a hundred addresses in half a minute

export class Place {
  // `state` tells what an entry of the history remembers beside its address.
  constructor(view, state) {
    Object.assign(this, { view, state, words: new Map() });
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
    const seen = { zoom: view.scale.toPrecision(4), x: Math.round(view.x), y: Math.round(view.y) };
    const address = new URL(window.location.href);
    for (const [name, value] of this.words) address.searchParams.set(name, value);
    address.hash = view.isWhole ? "whole" : new URLSearchParams(seen);
    this.words.clear();
    window.history.replaceState(this.state(), "", address);
  }

  // What is seen now becomes a step that Back leads to.
  leave() {
    this.keep();
    window.history.pushState(this.state(), "", window.location.href);
  }

  // Have a word in the query when the place is written down.
  say(name, value) {
    this.words.set(name, value);
    this.keepSoon();
  }

  // Back led to another entry, which what was not written down yet does not belong to.
  forget() {
    clearTimeout(this.timer);
    this.words.clear();
  }
}
