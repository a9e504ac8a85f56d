// Colours come from the stylesheet and the legend, and are what the reader's system makes of them.

const DIMMED = 0.85;

export class Colours {
  constructor(root, pressed) {
    Object.assign(this, { root, pressed, canvas: root.querySelector("canvas") });
  }

  // Read everything anew: another theme, another legend, another entry pressed.
  read(name) {
    const style = getComputedStyle(this.canvas);
    this.paper = channels(style.backgroundColor);
    this.ink = style.color;
    this.soft = style.textDecorationColor;
    this.focus = style.outlineColor;
    this.line = channels(style.borderTopColor);
    this.accent = channels(style.caretColor);
    this.entries = new Map();
    this.stamp = (this.stamp ?? 0) + 1;
    for (const entry of this.root.querySelectorAll(`[data-legend="${name}"] [data-number]`)) {
      const colour = channels(getComputedStyle(entry.querySelector("rect")).fill);
      this.entries.set(Number(entry.dataset.number), this.dimmed(entry, colour));
    }
  }

  dimmed(entry, colour) {
    const isDimmed = this.pressed.size && !this.pressed.has(entry.dataset.text);
    return isDimmed ? mixed(colour, this.paper, DIMMED) : colour;
  }

  // The colours by number, each mixed with so much paper.
  table(paper = 0) {
    const table = new Uint32Array(256).fill(packed(mixed(this.line, this.paper, paper)));
    for (const [number, colour] of this.entries) table[number] = packed(mixed(colour, this.paper, paper));
    return table;
  }

  lines(strength) {
    return packed(mixed(this.paper, this.line, strength));
  }
}

// The four numbers of a computed colour; what can be seen through is taken as paper by whoever asks.
function channels(colour) {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  return (colour.startsWith("color(") ? numbers.map((each) => each * 255) : numbers).slice(0, 3).map(Math.round);
}

function mixed(colour, other, part) {
  return colour.map((each, at) => Math.round(each + (other[at] - each) * part));
}

export function packed([red, green, blue]) {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
