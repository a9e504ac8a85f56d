// A picture of plain rectangles, pixel by pixel: the fastest way to draw a hundred thousand of them.

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
  }

  clear(colour) {
    this.pixels.fill(colour);
  }

  fill(left, top, right, bottom, colour) {
    const { width, height, pixels } = this;
    if (left < 0) left = 0;
    if (top < 0) top = 0;
    if (right > width) right = width;
    if (bottom > height) bottom = height;
    const across = right - left;
    for (let row = top * width + left; top < bottom; top += 1, row += width) {
      if (across > WIDE) pixels.fill(colour, row, row + across);
      else for (let at = row; at < row + across; at += 1) pixels[at] = colour;
    }
  }

  // A border of some pixels inside a rectangle; a dashed one is open every few pixels.
  frame(left, top, right, bottom, colour, thick = 1) {
    this.fill(left, top, right, top + thick, colour);
    this.fill(left, bottom - thick, right, bottom, colour);
    this.fill(left, top, left + thick, bottom, colour);
    this.fill(right - thick, top, right, bottom, colour);
  }

  show() {
    this.context.putImageData(this.image, 0, 0);
  }
}
