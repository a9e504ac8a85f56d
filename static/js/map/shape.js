// Read what roles/map/packing.py writes: every position level by level, the direct reports of one beside each other.

const HEAD = 11;
const BYTES = 4;
export const VACANT = 1;
export const ASSISTANT = 2;

export class StaleMap extends Error {}

export async function loadShape(address) {
  const response = await fetch(address);
  if (response.status === 409) throw new StaleMap();
  if (!response.ok || response.redirected) throw new Error(`status ${response.status}`);
  return new Shape(await response.arrayBuffer());
}

export class Shape {
  constructor(buffer) {
    [
      this.count, this.heads, this.managers, this.width, this.height,
      this.boxWidth, this.boxHeight, this.rowGap, this.stackGap, this.columnGap, this.spine,
    ] = new Uint32Array(buffer, 0, HEAD);
    this.bytes = new Uint8Array(buffer, HEAD * BYTES);
    this.at = 0;
    this.span = this.column(this.count);
    this.findManagers();
    this.x = this.placed(this.column(this.count));
    this.y = this.placed(this.column(this.count));
    this.key = summed(this.column(this.count));
    this.readBlocks();
    [this.flags, this.department, this.level, this.location] = [0, 1, 2, 3].map(() => this.take(this.count));
    delete this.bytes;
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  column(length) {
    const [low, second, third, high] = [0, 1, 2, 3].map(() => this.take(length));
    const numbers = new Int32Array(length);
    for (let i = 0; i < length; i += 1) numbers[i] = low[i] | (second[i] << 8) | (third[i] << 16) | (high[i] << 24);
    return numbers;
  }

  // Of each position its manager, -1 for heads; of each manager the first direct report.
  findManagers() {
    const { count, span } = this;
    this.manager = new Int32Array(count).fill(-1);
    this.first = new Int32Array(count);
    let next = this.heads;
    for (let i = 0; i < count; i += 1) {
      this.first[i] = next;
      if (span[i]) this.manager.fill(i, next, (next += span[i]));
    }
  }

  // Each number is the way from the manager's box, which comes before.
  placed(ways) {
    for (let i = 0; i < ways.length; i += 1) ways[i] = plain(ways[i]) + (i < this.heads ? 0 : ways[this.manager[i]]);
    return ways;
  }

  // The rectangle of each branch; of one without reports, that is the box.
  readBlocks() {
    const { count, span, x, y } = this;
    const [left, top, right, bottom, trunk] = [0, 1, 2, 3, 4].map(() => this.column(this.managers));
    [this.left, this.top] = [x.slice(), y.slice()];
    this.right = x.map((each) => each + this.boxWidth);
    this.bottom = y.map((each) => each + this.boxHeight);
    this.trunk = new Int32Array(count).fill(-1);
    for (let i = 0, at = 0; i < count; i += 1) {
      if (!span[i]) continue;
      this.left[i] = x[i] - left[at];
      this.top[i] = y[i] - top[at];
      this.right[i] = x[i] + right[at];
      this.bottom[i] = y[i] + bottom[at];
      if (trunk[at]) this.trunk[i] = this.left[i] + trunk[at] - 1;
      at += 1;
    }
  }

  // The first and the last place behind those who report to the same manager.
  peersOf(place) {
    const manager = this.manager[place];
    return manager < 0 ? [0, this.heads] : [this.first[manager], this.first[manager] + this.span[manager]];
  }

  placeOf(key) {
    const place = this.key.indexOf(key);
    return place < 0 ? null : place;
  }

  middleOf(place) {
    return [this.x[place] + this.boxWidth / 2, this.y[place] + this.boxHeight / 2];
  }

  // The box at a point of the drawing, or none.
  boxAt(x, y) {
    let [from, to] = [0, this.heads];
    for (;;) {
      const branch = this.branchAt(x, y, from, to);
      if (branch < 0) return null;
      if (this.isOnBox(branch, x, y)) return branch;
      [from, to] = [this.first[branch], this.first[branch] + this.span[branch]];
    }
  }

  branchAt(x, y, from, to) {
    for (let i = from; i < to; i += 1) {
      if (x >= this.left[i] && x < this.right[i] && y >= this.top[i] && y < this.bottom[i]) return i;
    }
    return -1;
  }

  isOnBox(place, x, y) {
    const [left, top] = [this.x[place], this.y[place]];
    return x >= left && x < left + this.boxWidth && y >= top && y < top + this.boxHeight;
  }
}

function plain(number) {
  return (number >>> 1) ^ -(number & 1);
}

function summed(differences) {
  let sum = 0;
  return differences.map((each) => (sum += plain(each)));
}
