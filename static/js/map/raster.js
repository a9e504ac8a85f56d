// A picture of plain rectangles, pixel by pixel: the fastest way to draw a hundred thousand of them.

const DASH = 6;
const WIDE = 24; // from here on, the browser's own filling is faster than a loop

export class Raster {
  constructor(context) {
    this.context = context;
    this.resize(1, 1);
  }

  resize(width, height) {
    [this.width, this.height] = [width, height];
    this.image = new ImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.within(0, 0, width, height);
  }

  // From here on, nothing is drawn but within this rectangle.
  within(left, top, right, bottom) {
    [this.left, this.top, this.right, this.bottom] = [left, top, right, bottom];
  }

  // Move all pixels; at two edges there is something wrong afterwards.
  shift(x, y) {
    const by = y * this.width + x;
    this.pixels.copyWithin(Math.max(by, 0), Math.max(-by, 0), this.pixels.length - Math.max(by, 0));
  }

  fill(left, top, right, bottom, colour) {
    const { width, pixels } = this;
    if (left < this.left) left = this.left;
    if (top < this.top) top = this.top;
    if (right > this.right) right = this.right;
    if (bottom > this.bottom) bottom = this.bottom;
    const across = right - left;
    for (let row = top * width + left; top < bottom; top += 1, row += width) {
      if (across > WIDE) pixels.fill(colour, row, row + across);
      else for (let at = row; at < row + across; at += 1) pixels[at] = colour;
    }
  }

  // A border inside a rectangle.
  frame(left, top, right, bottom, colour) {
    this.fill(left, top, right, top + 1, colour);
    this.fill(left, bottom - 1, right, bottom, colour);
    this.fill(left, top, left + 1, bottom, colour);
    this.fill(right - 1, top, right, bottom, colour);
  }

  // Make a dashed border of it, but for the left side, where a card has its strip.
  breakFrame(left, top, right, bottom, paper) {
    for (let x = left + DASH; x < right; x += 2 * DASH) {
      this.fill(x, top, Math.min(x + DASH, right), top + 1, paper);
      this.fill(x, bottom - 1, Math.min(x + DASH, right), bottom, paper);
    }
    for (let y = top + DASH; y < bottom; y += 2 * DASH) {
      this.fill(right - 1, y, right, Math.min(y + DASH, bottom), paper);
    }
  }

  show() {
    this.context.putImageData(this.image, 0, 0);
  }
}
