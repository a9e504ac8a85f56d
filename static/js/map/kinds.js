// Which entry of the legend each position belongs to, for each way to colour them.

import { VACANT } from "./shape.js";

// `steps` are the numbers of direct reports at which another colour begins.
export function kindsOf(shape, colour, steps) {
  if (colour === "vacancy") return shape.flags.map((each) => each & VACANT);
  if (colour === "span") return Uint8Array.from(shape.span, (span) => steps.filter((step) => span >= step).length);
  return shape[colour];
}
