// The lines from a manager down to the direct reports: a stem, a rail above each row of branches, spines beside stacks.

import { ASSISTANT } from "./shape.js";

const MOST_KEPT = 4000;

// From far, what is shorter than a pixel is left out.
export function drawLines(painter, manager) {
  const pen = new Pen(painter, painter.line, 1);
  const { shape, scale } = painter;
  const rails = knownRails(painter, manager);
  for (const rail of rails) pen.across(rail.from, rail.to, rail.y);
  if (rails.length > 1) pen.down(shape.trunk[manager], rails[0].y, rails.at(-1).y);
  if (shape.spine * scale < 1) return;
  drawStem(pen, shape, manager, rails);
  for (const rail of rails) {
    for (const [x, end] of rail.drops) pen.down(x, rail.y, end);
    for (const [x, y] of rail.ticks) pen.across(x, x + shape.spine, y);
  }
}

function knownRails({ shape, rails }, manager) {
  if (rails.size > MOST_KEPT) rails.clear();
  if (!rails.has(manager)) rails.set(manager, railsOf(shape, manager));
  return rails.get(manager);
}

function drawStem(pen, shape, manager, rails) {
  const middle = shape.x[manager] + shape.boxWidth / 2;
  const end = shape.y[manager] + shape.boxHeight;
  let last = rails.length ? rails[0].y : end;
  for (let i = shape.first[manager]; i < shape.first[manager] + shape.span[manager]; i += 1) {
    if (!isAssistant(shape, i)) continue;
    const y = shape.y[i] + shape.boxHeight / 2;
    last = Math.max(last, y);
    pen.across(middle, shape.x[i] < middle ? shape.x[i] + shape.boxWidth : shape.x[i], y);
  }
  pen.down(middle, end, last);
}

// Each row of branches with where its rail begins and ends, what hangs from it, and the ticks to boxes in stacks.
function railsOf(shape, manager) {
  const rails = new Map();
  let [rail, spine] = [null, null]; // those of the column that is being gone through
  for (let i = shape.first[manager]; i < shape.first[manager] + shape.span[manager]; i += 1) {
    if (isAssistant(shape, i)) continue;
    if (shape.span[i]) {
      const x = shape.x[i] + shape.boxWidth / 2;
      attach(railAt(rails, shape.top[i] - shape.rowGap / 2), x).drops.push([x, shape.top[i]]);
      continue;
    }
    const [x, y] = [shape.x[i] - shape.spine, shape.y[i] + shape.boxHeight / 2];
    if (spine?.[0] !== x) {
      rail = attach(railAt(rails, shape.y[i] - shape.rowGap / 2), x);
      rail.drops.push((spine = [x, y]));
    }
    spine[1] = y;
    rail.ticks.push([x, y]);
  }
  const found = [...rails.values()].sort((one, other) => one.y - other.y);
  const trunk = shape.trunk[manager];
  if (found.length) attach(found[0], shape.x[manager] + shape.boxWidth / 2);
  if (trunk >= 0) found.forEach((rail) => attach(rail, trunk));
  return found;
}

function railAt(rails, y) {
  if (!rails.has(y)) rails.set(y, { y, from: Infinity, to: -Infinity, drops: [], ticks: [] });
  return rails.get(y);
}

function attach(rail, x) {
  rail.from = Math.min(rail.from, x);
  rail.to = Math.max(rail.to, x);
  return rail;
}

function isAssistant(shape, place) {
  return !shape.span[place] && shape.flags[place] & ASSISTANT;
}

// Draws lines of a thickness in pixels between points of the drawing.
export class Pen {
  constructor({ raster, scale, left, top }, colour, thick) {
    Object.assign(this, { raster, scale, left, top, colour, thick });
  }

  across(from, to, y) {
    const [start, end] = from < to ? [from, to] : [to, from];
    const row = Math.round(y * this.scale + this.top);
    this.raster.fill(
      Math.round(start * this.scale + this.left), row,
      Math.round(end * this.scale + this.left) + this.thick, row + this.thick, this.colour,
    );
  }

  down(x, from, to) {
    const column = Math.round(x * this.scale + this.left);
    this.raster.fill(
      column, Math.round(from * this.scale + this.top),
      column + this.thick, Math.round(to * this.scale + this.top) + this.thick, this.colour,
    );
  }
}

// The line from a position up to its head, on top of the others.
export function drawLineToTop(painter, place) {
  const { shape } = painter;
  const pen = new Pen(painter, painter.accent, Math.max(2, Math.round(painter.scale * 2)));
  for (let report = place, manager; (manager = shape.manager[report]) >= 0; report = manager) {
    drawWay(painter, pen, report, manager);
  }
}

// One way from a manager to a report: down the stem, along the rail, perhaps by the trunk, down to the box.
function drawWay(painter, pen, report, manager) {
  const { shape } = painter;
  const middle = shape.x[manager] + shape.boxWidth / 2;
  const start = shape.y[manager] + shape.boxHeight;
  if (isAssistant(shape, report)) {
    const y = shape.y[report] + shape.boxHeight / 2;
    pen.down(middle, start, y);
    pen.across(middle, shape.x[report] < middle ? shape.x[report] + shape.boxWidth : shape.x[report], y);
    return;
  }
  const rails = knownRails(painter, manager);
  const isStacked = !shape.span[report];
  const x = isStacked ? shape.x[report] - shape.spine : shape.x[report] + shape.boxWidth / 2;
  const y = isStacked ? shape.y[report] + shape.boxHeight / 2 : shape.top[report];
  const rail = rails.find((each) => each.drops.some(([at, end]) => at === x && end >= y && each.y < y));
  pen.down(middle, start, rails[0].y);
  if (rail !== rails[0]) {
    pen.across(middle, shape.trunk[manager], rails[0].y);
    pen.down(shape.trunk[manager], rails[0].y, rail.y);
  }
  pen.across(rail === rails[0] ? middle : shape.trunk[manager], x, rail.y);
  pen.down(x, rail.y, y);
  if (isStacked) pen.across(x, x + shape.spine, y);
}
