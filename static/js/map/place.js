// Keep in the address what is seen: colours and position in the query, the place and pressed entries in the fragment.

const WAIT = 350; // Safari refuses more than a hundred addresses in half a minute

export class Place {
  // `state` tells what an entry of the history remembers beside its address.
  constructor(view, pressed, state) {
    Object.assign(this, { view, pressed, state, words: new Map() });
  }

  get fragment() {
    return new URLSearchParams(window.location.hash.slice(1));
  }

  get isWhole() {
    return this.fragment.has("whole");
  }

  // The entries of the legend that stay bright.
  get only() {
    return this.fragment.getAll("only");
  }

  // The place that the address names, or none.
  get named() {
    const { fragment } = this;
    const [zoom, x, y] = ["zoom", "x", "y"].map((name) => Number.parseFloat(fragment.get(name)));
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
    const only = [...this.pressed].map((text) => `only=${encodeURIComponent(text)}`);
    address.hash = [view.isWhole ? "whole" : new URLSearchParams(seen), ...only].join("&");
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
