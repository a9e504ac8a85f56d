/* Follow what leads from chart to chart without a new page: ask for the drawing, and change what has changed. */

import { addressAt, addressOf, dataOf, leadsToChart, placeIn, shownIn, writtenPlace } from "./addresses.js";
import { middleOf } from "./boxes.js";
import { noteLeft, rememberFocus } from "./focus.js";
import { placeBoxes, placeRows, redraw } from "./reconcile.js";

const PAUSE = 300;
const HARDLY_READ = 0.5;

/* What is answered; of a refusal nothing. */
async function ask(address, signal) {
  const response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  return response.ok ? response.text() : "";
}

function makeStatus() {
  const status = document.createElement("div");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  return status;
}

const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

export class State {
  constructor(chart, view, boxes) {
    Object.assign(this, { chart, view, boxes, shown: shownIn(location), pause: 0, turns: [] });
    this.suffix = document.title.slice(view.svg.getAttribute("aria-label").length);
    this.status = chart.appendChild(makeStatus());
    [this.progress, this.failure] = chart.querySelectorAll(".chart-progress, .chart-failure");
    this.listen();
  }

  listen() {
    this.chart.addEventListener("click", (event) => this.click(event));
    this.chart.addEventListener("submit", (event) => this.submit(event));
    this.chart.addEventListener("chosen", (event) => this.choose(event));
    window.addEventListener("popstate", () => this.goBack());
    window.addEventListener("pagehide", () => this.drop());
    for (const kind of ["pointerdown", "wheel", "keydown", "touchstart"]) {
      this.chart.addEventListener(kind, () => this.keepPlaces(), { once: true, passive: true, capture: true });
    }
  }

  click(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || !isPlain(event) || link.hasAttribute("target")) return;
    const address = link.getAttribute("href");
    if (link.matches(".seat")) {
      clearTimeout(this.pause);
      noteLeft(link);
    }
    if (address.startsWith("#") || !leadsToChart(this.chart, address)) return;
    event.preventDefault();
    const acted = link.closest("[data-key]");
    if (link.matches(".opens")) this.turn(acted);
    else this.go(address, { acted });
  }

  /* Open or close a branch, once all that was asked for before is drawn: each link is as old as its drawing. */
  turn({ dataset: { key }, localName }) {
    this.turns.push({ key, was: this.boxes.all.get(key).open, place: `${localName}[data-key="${CSS.escape(key)}"]` });
    if (!this.asked) this.turnNext();
  }

  turnNext() {
    const isDue = ({ key, was }) => this.boxes.all.get(key)?.open === was;
    let next = this.turns.shift();
    while (next && !isDue(next)) next = this.turns.shift();
    const acted = next && this.chart.querySelector(next.place);
    if (acted) this.go(acted.querySelector(".opens").getAttribute("href"), { acted, isTurn: true });
  }

  submit(event) {
    const form = event.target;
    if (form.method !== "get" || !leadsToChart(this.chart, form.action)) return;
    event.preventDefault();
    const sought = form.elements.find?.value.trim();
    if (sought && sought === this.chosen?.text) this.find(this.chosen.code);
    else if (sought !== "") this.go(addressOf(form, event.submitter));
  }

  choose(event) {
    if (event.target.id !== "chart-find") return;
    event.preventDefault();
    const { title, holder, code } = event.detail;
    this.chosen = { code, text: [title, holder].filter(Boolean).join(" · ") };
    event.target.value = this.chosen.text;
    this.find(code);
  }

  find(code) {
    this.go(addressAt(this.shown, code), { centres: true });
  }

  goBack() {
    const place = placeIn(location);
    this.drop();
    if (shownIn(location) !== this.shown) this.go(shownIn(location), { place, isBack: true });
    else if (place && this.view.isSeen) this.view.show(place);
  }

  /* Whatever was asked for and has not come is not drawn any more. */
  drop() {
    this.asked?.abort();
    this.turns = [];
    this.wait(null);
  }

  wait(asked) {
    this.asked = asked;
    if (asked) this.chart.setAttribute("aria-busy", "true");
    else this.chart.removeAttribute("aria-busy");
    this.progress.hidden = !asked;
  }

  /* Show what an address says; a refusal, and whatever else is no drawing, the browser shows itself. */
  async go(address, intent = {}) {
    if (!intent.isTurn) this.drop();
    const asked = new AbortController();
    this.wait(asked);
    const answer = await ask(dataOf(this.chart, address), asked.signal).catch(() => null);
    if (asked.signal.aborted) return;
    this.wait(null);
    this.failure.hidden = answer !== null;
    if (answer === null) return this.fail(address);
    try {
      this.draw(JSON.parse(answer), intent);
      this.turnNext();
    } catch {
      if (intent.isBack) location.reload();
      else location.assign(address);
    }
  }

  /* No answer came: keep the drawing and say so; the link is the browser's to follow. */
  fail(address) {
    this.turns = [];
    this.failure.querySelector("a").href = address;
    this.status.textContent = this.failure.textContent.trim();
  }

  draw(drawing, intent) {
    if (!intent.isBack) this.writePlace();
    const restoreFocus = rememberFocus(this.chart);
    const restorePlace = this.rememberPlace(drawing, intent);
    const isFound = drawing.at && drawing.at !== this.boxes.at?.key;
    redraw(this.view.svg, drawing);
    const fresh = placeBoxes(this.boxes.group, drawing.boxes);
    placeRows(this.chart.querySelector(".chart-list"), drawing.boxes);
    this.replaceRegions(drawing.regions);
    this.boxes.forget();
    this.view.resize();
    this.chart.dispatchEvent(new CustomEvent("drawn", { detail: fresh }));
    restorePlace();
    restoreFocus();
    this.enter(drawing.address, intent);
    document.title = drawing.title + this.suffix;
    this.status.textContent = isFound ? `${drawing.found}. ${drawing.status}` : drawing.status;
  }

  /* Put the address into the history, with what is looked at. */
  enter(address, { isBack }) {
    const isNew = !isBack && address !== this.shown;
    if (isNew) history.pushState(null, "", address + (this.view.isSeen ? writtenPlace(this.view.place) : ""));
    this.shown = shownIn(location);
  }

  /* A region that says the same is left alone. */
  replaceRegions(regions) {
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

  /* Note what is looked at; the function that is returned looks there again. */
  rememberPlace(drawing, { place, acted, centres, isBack }) {
    const { view, boxes } = this;
    if (place) return () => view.isSeen && view.show(place);
    const isFound = drawing.at && !acted && (centres || drawing.at !== boxes.at?.key);
    if (isFound || isBack || drawing.direction !== view.svg.dataset.direction) return () => this.begin();
    const kept = new Set(drawing.boxes.map(({ key }) => key));
    const still = acted ?? (view.isSeen && boxes.nearest(view.place, ({ key }) => kept.has(key))?.element);
    return still ? this.holding(still) : () => this.begin();
  }

  /* Whatever replaces a box or a row shall stand where it stood on the screen. */
  holding(element) {
    const name = `${element.matches("li") ? "li" : ".box"}[data-key="${CSS.escape(element.dataset.key)}"]`;
    const before = element.getBoundingClientRect();
    return () => {
      const now = this.chart.querySelector(name);
      const moved = (edge) => now.getBoundingClientRect()[edge] - before[edge];
      if (now?.matches(".box")) this.view.frame.scrollBy(moved("left"), moved("top"));
      if (now) window.scrollBy(0, moved("top"));
    };
  }

  /* Look at the position one is at, else at the head. */
  begin() {
    const { view, boxes: { at } } = this;
    const { direction, middle } = view.svg.dataset;
    if (!view.isSeen) {
      this.chart.querySelector(".chart-list .at")?.scrollIntoView({ block: "center" });
    } else if (at) {
      view.show({ ...middleOf(at), zoom: view.zoom < HARDLY_READ ? 1 : view.zoom });
      view.reveal(at);
    } else {
      view.show({ x: 0, y: 0, [direction === "right" ? "y" : "x"]: Number(middle) });
    }
  }

  /* From the first touch on, the fragment says what is looked at. */
  keepPlaces() {
    if (this.pause) return;
    const keep = () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.writePlace(), PAUSE);
    };
    keep();
    this.view.frame.addEventListener("scroll", keep, { passive: true });
    this.view.frame.addEventListener("zoomed", keep);
  }

  writePlace() {
    if (!this.view.isSeen || this.view.gesture || shownIn(location) !== this.shown) return;
    const place = writtenPlace(this.view.place);
    if (place !== location.hash) history.replaceState(history.state, "", place);
  }
}
