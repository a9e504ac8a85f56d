// Which entry of the legend each position belongs to, for each way to colour them.

import { VACANT } from "./shape.js";

const STEPS = [1, 4, 8, 15, 30]; // as in roles/map/tallying.py

export function kindsOf(shape, colour) {
  if (colour === "vacancy") return shape.flags.map((each) => each & VACANT);
  if (colour === "span") return Uint8Array.from(shape.span, stepOf);
  return shape[colour];
}

function stepOf(span) {
  let step = 0;
  while (span >= STEPS[step]) step += 1;
  return step;
}
