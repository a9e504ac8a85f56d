// What the cards say: fetched for those that are shown, a few at a time, and drawn over their boxes.

const WAIT = 60;
const PAUSE = 3000; // after a failure
const MOST_KEPT = 3000;
const FONTS = {
  title: "600 14px", holder: "14px", vacancy: "italic 14px", department: "12px", counts: "12px",
};

export class Cards {
  constructor(root, { onArrival, onStale }) {
    this.data = root.dataset;
    this.family = getComputedStyle(root).fontFamily;
    Object.assign(this, { onArrival, onStale });
    this.forget();
  }

  // With other colours, the cards say something else.
  forget() {
    this.asked?.abort();
    this.known = new Map();
    this.wanted = [];
    this.isAsking = false;
  }

  get(key) {
    return this.known.get(key);
  }

  // Fetch soon what is not known of these; the first ones first.
  want(keys) {
    this.wanted = keys.filter((key) => !this.known.has(key));
    if (!this.wanted.length || this.isAsking) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const keys = this.wanted.splice(0, Number(this.data.mostCards));
    if (!keys.length || this.isAsking) return;
    this.isAsking = true;
    this.asked = new AbortController();
    try {
      this.take(keys, await this.fetch(keys, this.asked.signal));
    } catch (error) {
      if (error.name === "AbortError") return;
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    this.isAsking = false;
    this.onArrival();
    if (this.wanted.length) this.want(this.wanted);
  }

  async fetch(keys, signal) {
    const query = new URLSearchParams({ keys: keys.join(","), colour: this.data.colour });
    const response = await fetch(`${this.data.cards}?${query}`, { signal, headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) throw new Error(`status ${response.status}`);
    return response.json();
  }

  take(keys, { edition, cards }) {
    if (edition !== this.data.edition) this.onStale();
    for (const key of this.known.keys()) {
      if (this.known.size + keys.length <= MOST_KEPT) break;
      this.known.delete(key);
    }
    keys.forEach((key) => this.known.set(key, null));
    cards.forEach((card) => this.known.set(card.key, card));
  }

  // A font that has not arrived yet, for another script, is asked for by drawing; then all is drawn anew.
  draw(context, card, colours) {
    for (const [kind, text, x, y, isRightToLeft] of card.lines) {
      context.font = `${FONTS[kind]} ${this.family}`;
      context.fillStyle = kind === "title" || kind === "holder" ? colours.ink : colours.soft;
      context.direction = isRightToLeft ? "rtl" : "ltr";
      context.textAlign = "left";
      context.fillText(text, x, y);
    }
  }
}
