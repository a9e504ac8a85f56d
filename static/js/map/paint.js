// Draw boxes and lines into a raster, from the top down: what is out of sight is skipped with its branch.

import { drawLines } from "./lines.js";
import { VACANT } from "./shape.js";

const SPECK = 2; // a branch of at most so many pixels each way is one spot
const SEEN_LINES = 24; // below a block of at least so many pixels, its lines are drawn
const BAND = 8; // the strip in the colour's card, in the drawing's units
const DASH = 6;

export class Painter {
  constructor(shape, raster) {
    this.shape = shape;
    this.raster = raster;
    this.waiting = new Int32Array(shape.managers + 1);
    this.cards = [];
  }

  // Draw all that is seen; afterwards `cards` are the places of boxes that are big enough for text.
  paint(view, colours, kinds) {
    Object.assign(this, view.pixels, { kinds, isReadable: view.isReadable, cards: [] });
    this.prepare(colours);
    this.raster.clear(this.paper);
    this.paintReports(0, this.shape.heads);
    for (this.depth = this.depth || 0; this.depth > 0; ) {
      const manager = this.waiting[(this.depth -= 1)];
      if (this.isLarge(manager)) drawLines(this, manager);
      const first = this.shape.first[manager];
      this.paintReports(first, first + this.shape.span[manager]);
    }
  }

  // Where a gap is narrower than a pixel, the last pixel of each box is as pale as the gap would make it.
  prepare(colours) {
    const { shape, scale } = this;
    const [across, down] = [shape.gap * scale, shape.stackGap * scale];
    this.wide = shape.boxWidth * scale + (across < 1 ? across : 0);
    this.tall = shape.boxHeight * scale + (down < 1 ? down : 0);
    this.depth = 0;
    this.paper = colours.lines(0);
    this.line = colours.lines(Math.min(1, 0.35 + scale * 2));
    this.solid = colours.table();
    [this.softAcross, this.softDown] = [across < 1, down < 1];
    this.paleAcross = colours.table(across);
    this.paleDown = colours.table(down);
  }

  isLarge(manager) {
    const { shape, scale } = this;
    const [width, height] = [shape.right[manager] - shape.left[manager], shape.bottom[manager] - shape.top[manager]];
    return Math.max(width, height) * scale >= SEEN_LINES;
  }

  // The innermost loop of the map: a hundred thousand times a frame when all is seen.
  paintReports(from, to) {
    const { shape, scale, left, top, waiting } = this;
    const { span } = shape;
    const { width, height } = this.raster;
    for (let i = from; i < to; i += 1) {
      const right = shape.right[i] * scale + left;
      const bottom = shape.bottom[i] * scale + top;
      if (right < 0 || bottom < 0) continue;
      const x = shape.left[i] * scale + left;
      const y = shape.top[i] * scale + top;
      if (x >= width || y >= height) continue;
      if (!span[i]) this.paintBox(i, x, y);
      else if (right - x <= SPECK && bottom - y <= SPECK) this.paintSpot(i, x, y);
      else {
        waiting[this.depth++] = i;
        this.paintBox(i, shape.x[i] * scale + left, shape.y[i] * scale + top);
      }
    }
  }

  paintSpot(place, x, y) {
    const [left, top] = [Math.round(x), Math.round(y)];
    this.raster.fill(left, top, left + SPECK, top + SPECK, this.solid[this.kinds[place]]);
  }

  paintBox(place, x, y) {
    if (this.isReadable) this.paintCard(place, Math.round(x), Math.round(y));
    else this.paintBlock(x, y, this.kinds[place]);
  }

  paintBlock(x, y, kind) {
    const { raster } = this;
    const left = (x + 0.5) | 0;
    const top = (y + 0.5) | 0;
    let right = (x + this.wide + 0.5) | 0;
    let bottom = (y + this.tall + 0.5) | 0;
    if (right <= left) right = left + 1;
    if (bottom <= top) bottom = top + 1;
    if (this.softDown && bottom - top > 1) raster.fill(left, bottom - 1, right, bottom--, this.paleDown[kind]);
    if (this.softAcross && right - left > 1) raster.fill(right - 1, top, right--, bottom, this.paleAcross[kind]);
    raster.fill(left, top, right, bottom, this.solid[kind]);
  }

  paintCard(place, left, top) {
    const { shape, scale, raster } = this;
    const right = Math.round((shape.x[place] + shape.boxWidth) * scale + this.left);
    const bottom = Math.round((shape.y[place] + shape.boxHeight) * scale + this.top);
    if (right < 0 || bottom < 0) return;
    raster.frame(left, top, right, bottom, this.line);
    if (shape.flags[place] & VACANT) this.openFrame(left, top, right, bottom);
    raster.fill(left + 1, top + 1, left + 1 + Math.round(BAND * scale), bottom - 1, this.solid[this.kinds[place]]);
    this.cards.push(place);
  }

  // The frame of a vacant position's card is dashed.
  openFrame(left, top, right, bottom) {
    for (let x = left + DASH; x < right; x += 2 * DASH) {
      this.raster.fill(x, top, Math.min(x + DASH, right), top + 1, this.paper);
      this.raster.fill(x, bottom - 1, Math.min(x + DASH, right), bottom, this.paper);
    }
    for (let y = top + DASH; y < bottom; y += 2 * DASH) {
      this.raster.fill(right - 1, y, right, Math.min(y + DASH, bottom), this.paper);
    }
  }
}
