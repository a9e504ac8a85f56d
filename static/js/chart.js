/* The chart's page: what it needs at once. The rest (chart/page.js) comes as soon as somebody moves, presses or touches.

   Without this module every link leads to a page of its own, and the frame scrolls. */

const SIGNS_OF_USE = ["pointermove", "pointerdown", "keydown", "touchstart", "wheel", "focusin"];
const KEYS_OF_TREE = /^(Arrow\w+|Home|End|[ +=0-])$/;
const HELP = "chart-keys-text";
const ROOM = 24;

const chart = document.getElementById("chart");
const svg = chart?.querySelector("svg.chart");
const frame = svg?.closest(".chart-frame");
let page = null;
let isUsed = false;

/* What a box of the tree says of its place; the feet of boxes are pressed by the keys of the tree.

   Groups between a tree and its items are none to ARIA only if they say so: Chromium makes links of the items else. */
function dress(box) {
  const { level, place, open } = box.dataset;
  const [position, size] = place.split("/");
  const attributes = {
    role: "treeitem", tabindex: "-1",
    "aria-level": level, "aria-posinset": position, "aria-setsize": size, "aria-expanded": open,
    "aria-current": box.classList.contains("at") && "true",
  };
  box.setAttribute("role", "none");
  const [seat, foot] = box.getElementsByTagName("a");
  for (const [name, value] of Object.entries(attributes)) if (value) seat.setAttribute(name, value);
  foot?.setAttribute("tabindex", "-1");
  foot?.setAttribute("aria-hidden", "true");
}

/* In place a row's link opens and closes what stands below it. */
function dressRows() {
  for (const link of chart.querySelectorAll(".chart-list .opens")) link.ariaExpanded = link.dataset.open;
}

/* Make the drawing a tree for the keyboard and for screen readers: one tab stop, where one is or at the head. */
function dressAll() {
  svg.setAttribute("role", "tree");
  svg.setAttribute("aria-describedby", HELP);
  svg.querySelector(".boxes").setAttribute("role", "none");
  frame.removeAttribute("tabindex");
  for (const box of svg.querySelectorAll(".box")) dress(box);
  (svg.querySelector(".at") ?? svg.querySelector(".box")).querySelector("a").setAttribute("tabindex", "0");
  dressRows();
  chart.addEventListener("drawn", ({ detail }) => {
    detail.forEach(dress);
    dressRows();
  });
}

/* Begin at the position one is at, else at the head; on a phone the list is what one looks at. */
function begin() {
  if (!frame.clientWidth) {
    chart.querySelector(".chart-list .at")?.scrollIntoView({ block: "center" });
    return;
  }
  const at = svg.querySelector(".at .card")?.getBoundingClientRect();
  const { middle, direction } = svg.dataset;
  const head = svg.getBoundingClientRect();
  head[direction === "right" ? "y" : "x"] += Number(middle);
  const [x, y] = at ? [at.x + at.width / 2, at.y + at.height / 2] : [head.x, head.y];
  const inner = frame.getBoundingClientRect();
  const seen = Math.min(frame.clientHeight, Math.max(window.innerHeight - inner.y, window.innerHeight / 2));
  frame.scrollBy(x - inner.x - frame.clientWidth / 2, y - inner.y - seen / 2);
  if (at) bringIntoWindow(svg.querySelector(".at .card").getBoundingClientRect());
}

/* The frame may reach below the window, and the end of the drawing can't be scrolled up in it. */
function bringIntoWindow({ top, bottom }) {
  const isElsewhere = location.hash && !location.hash.startsWith("#zoom=");
  if (!isElsewhere) window.scrollBy(0, Math.max(0, Math.min(bottom + ROOM - window.innerHeight, top - ROOM)));
}

/* Who comes back from the page of a position stands where it was opened; the browser looks where the address says. */
function restoreFocus() {
  const seat = history.state?.left && document.activeElement === document.body && chart.querySelector(history.state.left);
  if (!seat) return;
  seat.focus();
  requestAnimationFrame(() => seat.scrollIntoView({ block: "nearest", inline: "nearest" }));
}

function use() {
  page ??= import("./chart/page.js").then(({ start }) => start(chart, svg)).finally(() => {
    isUsed = true;
  });
  return page;
}

/* What is done before the rest has come is done as soon as it has. */
function hold(event, repeat) {
  if (isUsed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  use().then(repeat, repeat);
}

function holdAll() {
  chart.addEventListener("click", (event) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (isPlain && event.target.closest("a, [data-view]")) {
      hold(event, () => event.target.dispatchEvent(new MouseEvent("click", event)));
    }
  }, { capture: true });
  chart.addEventListener("submit", (event) => {
    if (event.target.method === "get") hold(event, () => event.target.requestSubmit(event.submitter));
  }, { capture: true });
  chart.addEventListener("chosen", (event) => {
    hold(event, () => event.target.dispatchEvent(new CustomEvent("chosen", event)));
  }, { capture: true });
  frame.addEventListener("keydown", (event) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.altKey);
    if (isPlain && KEYS_OF_TREE.test(event.key)) {
      hold(event, () => event.target.dispatchEvent(new KeyboardEvent("keydown", event)));
    }
  }, { capture: true });
  // A press that lasts until then begins a drag of the drawing, not one of the link below it.
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("pointerdown", (event) => {
    const repeat = () => event.target.dispatchEvent(new PointerEvent("pointerdown", event));
    if (!isUsed) use().then(() => frame.matches(":active") && repeat());
  });
  frame.addEventListener("wheel", (event) => event.ctrlKey && hold(event, () => {}), { capture: true, passive: false });
}

if (svg) {
  dressAll();
  begin();
  holdAll();
  if (location.hash.startsWith("#zoom=")) use();
  window.addEventListener("pageshow", restoreFocus);
  // A page that came back from the history may be led on through it before anything is used.
  const { pathname, search } = location;
  window.addEventListener("popstate", () => {
    if (!isUsed && pathname + search !== location.pathname + location.search) location.reload();
  });
  for (const sign of SIGNS_OF_USE) addEventListener(sign, use, { once: true, passive: true, capture: true });
}
