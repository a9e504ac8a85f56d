/* Follow what leads from chart to chart without a new page: ask for the drawing, and change what has changed. */

import { addressAt, addressOf, dataOf, leadsToChart, placeIn, shownIn, writtenPlace } from "./addresses.js";
import { noteLeft, rememberFocus } from "./focus.js";
import { Places } from "./places.js";
import { placeBoxes, placeRows, redraw, replaceRegions } from "./reconcile.js";

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
    Object.assign(this, { chart, view, boxes, shown: shownIn(location), turns: [] });
    this.places = new Places(chart, view, boxes, () => shownIn(location) === this.shown);
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
  }

  click(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || !isPlain(event) || link.hasAttribute("target")) return;
    const address = link.getAttribute("href");
    if (link.matches(".seat")) {
      this.places.stop();
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
    if (!intent.isBack) this.places.write();
    const restoreFocus = rememberFocus(this.chart);
    const restorePlace = this.places.remember(drawing, intent);
    const isFound = drawing.at && drawing.at !== this.boxes.at?.key;
    redraw(this.view.svg, drawing);
    const fresh = placeBoxes(this.boxes.group, drawing.boxes);
    placeRows(this.chart.querySelector(".chart-list"), drawing.boxes);
    replaceRegions(drawing.regions);
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
}
