/* Make the drawing and the list say what the server answered: what says the same stays, and moves. */

const SVG = "http://www.w3.org/2000/svg";

function parsed(holder, texts) {
  holder.innerHTML = texts.join("");
  return [...holder.children];
}

/* Put elements in order before whatever stands there; who stands right is not touched. */
function put(within, element, spot) {
  if (element !== spot) within.insertBefore(element, spot);
  return element.nextElementSibling;
}

function byKey(elements) {
  return new Map([...elements].map((element) => [element.dataset.key, element]));
}

function removeOthers(old, drawn) {
  const kept = new Set(drawn.map(({ key }) => key));
  for (const [key, element] of old) if (!kept.has(key)) element.remove();
}

const hasChanged = (old) => ({ key, print }) => old.get(key)?.dataset.print !== print;

/* What opens a branch leads elsewhere once another one was opened, though it says the same. */
function lead(element, address) {
  const link = element.querySelector(".opens");
  if (link && link.getAttribute("href") !== address) link.setAttribute("href", address);
}

/* Keep, move, replace, insert and remove boxes; returns those that are new. */
export function placeBoxes(group, drawn) {
  const old = byKey(group.children);
  removeOthers(old, drawn);
  const made = parsed(document.createElementNS(SVG, "g"), drawn.filter(hasChanged(old)).map(({ svg }) => svg));
  const fresh = byKey(made);
  for (const [key, element] of fresh) old.get(key)?.replaceWith(element);
  let spot = group.firstElementChild;
  for (const { key, x, y, opens } of drawn) {
    const element = fresh.get(key) ?? old.get(key);
    lead(element, opens);
    const transform = `translate(${x} ${y})`;
    if (element.getAttribute("transform") !== transform) element.setAttribute("transform", transform);
    spot = put(group, element, spot);
  }
  return made;
}

function listBelow(item) {
  return item.querySelector(":scope > ul") ?? item.appendChild(document.createElement("ul"));
}

function newItem(key) {
  const item = document.createElement("li");
  item.dataset.key = key;
  return item;
}

/* The same for the list, where each row stands below its manager's. */
export function placeRows(list, drawn) {
  const items = byKey(list.querySelectorAll("li"));
  removeOthers(items, drawn);
  const changed = drawn.filter(hasChanged(items));
  const rows = parsed(document.createElement("div"), changed.map(({ row }) => row));
  changed.forEach(({ key, print }, index) => {
    const item = items.get(key) ?? newItem(key);
    items.set(key, item);
    item.dataset.print = print;
    item.querySelector(":scope > div")?.remove();
    item.prepend(rows[index]);
  });
  const spots = new Map();
  for (const { key, manager, opens } of drawn) {
    lead(items.get(key).querySelector(":scope > div"), opens);
    const within = items.has(manager) ? listBelow(items.get(manager)) : list;
    const spot = spots.has(within) ? spots.get(within) : within.firstElementChild;
    spots.set(within, put(within, items.get(key), spot));
  }
  for (const below of list.querySelectorAll("ul")) if (!below.firstElementChild) below.remove();
}

/* The size of the drawing, its name, and the lines, which are drawn below all boxes. */
export function redraw(svg, { width, height, middle, direction, title, lines }) {
  const attributes = {
    width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": title,
    "data-middle": middle, "data-direction": direction,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.querySelector(".lines").innerHTML = lines;
}

/* A region that says the same is left alone. */
export function replaceRegions(regions) {
  for (const [name, html] of Object.entries(regions)) {
    const region = document.querySelector(`[data-region="${CSS.escape(name)}"]`);
    if (!region) continue;
    const fresh = region.cloneNode(false);
    fresh.innerHTML = html;
    if (fresh.isEqualNode(region)) continue;
    region.replaceChildren(...fresh.childNodes);
    region.dispatchEvent(new Event("replaced", { bubbles: true }));
  }
}
