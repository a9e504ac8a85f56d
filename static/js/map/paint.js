// Draw boxes and lines into a raster, from the top down: what is out of sight is skipped with its branch.

import { packed } from "./colours.js";
import { drawLines, drawLineToTop } from "./lines.js";
import { VACANT } from "./shape.js";
import { paintSpecks } from "./specks.js";

const SPECK = 2; // a branch of at most so many pixels each way is one spot
const SEEN_LINES = 24; // below a block of at least so many pixels, its lines are drawn
const UNSEEN = 0.2; // a gap of so little of a pixel is none
const TINY = 3; // boxes narrower than so many pixels are drawn without their gaps
const BAND = 8; // the strip in the colour's card, in the drawing's units
const ROUNDED = 2; // so many pixels may boxes and lines reach beyond their branch
const STILL = ["scale", "image", "stamp", "kinds", "selected"]; // what is as it was where the drawing only moved

export class Painter {
  constructor(shape, raster) {
    this.shape = shape;
    this.raster = raster;
    this.waiting = new Int32Array(shape.managers + 1);
    this.cards = [];
    this.rails = new Map();
    // All there will be, from the beginning: what grows later is slow to read.
    this.scale = this.left = this.top = this.wide = this.tall = this.depth = 0;
    this.isReadable = this.softAcross = this.softDown = false;
    this.kinds = new Uint8Array(0);
    this.paper = this.line = this.accent = 0;
    this.solid = this.paleAcross = this.paleDown = new Uint32Array(0);
  }

  // Draw all that is seen; afterwards `cards` are the places of boxes that are big enough for text.
  paint(view, colours, kinds, selected) {
    const { raster, seen: before } = this;
    this.seen = { ...view.pixels, image: raster.image, stamp: colours.stamp, kinds, selected };
    const { scale, left, top } = this.seen;
    Object.assign(this, { scale, left, top, kinds, selected, isReadable: view.isReadable, cards: [] });
    this.prepare(colours);
    const isStill = before && !this.isReadable && STILL.every((name) => before[name] === this.seen[name]);
    const [x, y] = isStill ? [left - before.left, top - before.top] : [raster.width, raster.height];
    if (Math.abs(x) < raster.width && Math.abs(y) < raster.height) this.move(x, y);
    else this.paintWithin(0, 0, raster.width, raster.height);
  }

  // What only moves needs drawing at the edges where it comes into sight.
  move(x, y) {
    const { width, height } = this.raster;
    this.raster.shift(x, y);
    if (x) this.paintWithin(x > 0 ? 0 : width + x, 0, x > 0 ? x : width, height);
    if (y) this.paintWithin(0, y > 0 ? 0 : height + y, width, y > 0 ? y : height);
  }

  paintWithin(...rectangle) {
    const { raster, shape } = this;
    raster.within(...rectangle);
    raster.fill(...rectangle, this.paper);
    this.paintReports(0, shape.heads);
    while (this.depth > 0) {
      const manager = this.waiting[(this.depth -= 1)];
      if (this.isLarge(manager)) drawLines(this, manager);
      this.paintReports(shape.first[manager], shape.first[manager] + shape.span[manager]);
    }
    if (this.selected !== null) drawLineToTop(this, this.selected);
  }

  // Where a gap is narrower than a pixel, the last pixel of each box is as pale as the gap would make it, if one sees it.
  prepare(colours) {
    const { shape, scale } = this;
    const [across, down] = [shape.columnGap * scale, shape.stackGap * scale];
    this.wide = shape.boxWidth * scale + (across < 1 ? across : 0);
    this.tall = shape.boxHeight * scale + (down < 1 ? down : 0);
    this.depth = 0;
    this.paper = colours.lines(0);
    this.line = colours.lines(Math.min(1, 0.35 + scale * 2));
    this.accent = packed(colours.accent);
    this.solid = colours.table();
    [this.softAcross, this.softDown] = [across, down].map((gap) => gap < 1 && gap > UNSEEN);
    this.paleAcross = colours.table(across);
    this.paleDown = colours.table(down);
  }

  isLarge(manager) {
    const { left, top, right, bottom } = this.shape;
    return Math.max(right[manager] - left[manager], bottom[manager] - top[manager]) * this.scale >= SEEN_LINES;
  }

  paintReports(from, to) {
    if (this.wide < TINY && this.tall < TINY) {
      paintSpecks(this, from, to);
      return;
    }
    const { scale, left, top, wide, tall, raster } = this;
    const { x, y, span } = this.shape;
    const { left: clipLeft, top: clipTop, right, bottom } = raster;
    for (let i = from; i < to; i += 1) {
      if (span[i] && !this.paintBranch(i)) continue;
      const boxX = x[i] * scale + left + 0.5;
      const boxY = y[i] * scale + top + 0.5;
      if (boxX >= right || boxY >= bottom || boxX + wide < clipLeft || boxY + tall < clipTop) continue;
      // Whole numbers alone are handed on: others would each be an object.
      if (this.isReadable) this.paintCard(i, boxX | 0, boxY | 0);
      else this.paintBlock(boxX | 0, boxY | 0, (boxX + wide) | 0, (boxY + tall) | 0, this.kinds[i]);
    }
  }

  // Let a branch wait for its turn if it is seen; one that is a speck is done with.
  paintBranch(place) {
    const { shape, scale, raster } = this;
    const right = shape.right[place] * scale + this.left;
    const bottom = shape.bottom[place] * scale + this.top;
    if (right < raster.left - ROUNDED || bottom < raster.top - ROUNDED) return false;
    const x = shape.left[place] * scale + this.left;
    const y = shape.top[place] * scale + this.top;
    if (x >= raster.right + ROUNDED || y >= raster.bottom + ROUNDED) return false;
    if (right - x <= SPECK && bottom - y <= SPECK) {
      this.paintSpot(place, x, y);
      return false;
    }
    this.waiting[this.depth++] = place;
    return true;
  }

  paintSpot(place, x, y) {
    const [left, top] = [Math.round(x), Math.round(y)];
    this.raster.fill(left, top, left + SPECK, top + SPECK, this.solid[this.kinds[place]]);
  }

  paintBlock(left, top, right, bottom, kind) {
    const { raster } = this;
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
    if (shape.flags[place] & VACANT) raster.breakFrame(left, top, right, bottom, this.paper);
    raster.fill(left + 1, top + 1, left + 1 + Math.round(BAND * scale), bottom - 1, this.solid[this.kinds[place]]);
    this.cards.push(place);
  }
}
