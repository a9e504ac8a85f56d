// Draw boxes of few pixels: a hundred thousand of them a frame when all is seen, so this is written out, loop by loop.

export function paintSpecks(painter, from, to) {
  const { scale, left, top, wide, tall, solid, kinds } = painter;
  const { x, y, span } = painter.shape;
  const { pixels, width, left: clipLeft, top: clipTop, right, bottom } = painter.raster;
  for (let i = from; i < to; i += 1) {
    if (span[i] && !painter.paintBranch(i)) continue;
    const boxX = x[i] * scale + left + 0.5;
    const boxY = y[i] * scale + top + 0.5;
    const colour = solid[kinds[i]];
    const endX = Math.min(right, Math.max((boxX | 0) + 1, (boxX + wide) | 0));
    const endY = Math.min(bottom, Math.max((boxY | 0) + 1, (boxY + tall) | 0));
    for (let row = Math.max(boxY | 0, clipTop); row < endY; row += 1) {
      for (let at = Math.max(boxX | 0, clipLeft); at < endX; at += 1) pixels[row * width + at] = colour;
    }
  }
}
