// The map as a whole: what is selected, what is seen, and where a press or a key leads.

import { Colours } from "./colours.js";
import { Keys } from "./keys.js";
import { kindsOf } from "./kinds.js";
import { Moving } from "./moving.js";
import { Opening } from "./opening.js";
import { Place } from "./place.js";
import { Renewal } from "./renewal.js";
import { Scene } from "./scene.js";
import { Tip } from "./tip.js";
import { View } from "./view.js";

const NEAR = 1; // the scale at which one arrives

export class WholeMap {
  constructor(root, shape, picker, legend) {
    Object.assign(this, { root, shape, picker, legend, selected: null });
    this.canvas = root.querySelector("canvas");
    this.told = root.querySelector("[data-map-told]");
    this.note = root.querySelector("[data-map-note]");
    this.renewal = new Renewal(this);
    this.view = new View(shape, () => this.change());
    this.place = new Place(this.view, legend.pressed, () => ({ at: this.shape.key[this.selected] }));
    this.colours = new Colours(root, legend.pressed);
    this.scene = new Scene(this);
    this.cards = this.scene.cards;
    this.tip = new Tip(this);
    this.opening = new Opening(this);
    new Keys(this);
    new Moving(this.canvas, this.view, (...press) => this.press(...press));
    this.listen();
    legend.pressOnly(this.place.only);
    this.recolour();
    this.begin();
  }

  listen() {
    this.legend.onChange = () => {
      this.recolour();
      this.place.keepSoon();
    };
    this.canvas.addEventListener("focus", () => this.selected === null || this.tell());
    window.addEventListener("popstate", (event) => this.return(event.state));
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => this.recolour());
    }
  }

  // Where the address says, else around the position that it names, else the whole.
  begin() {
    this.selected = this.shape.placeOf(Number(this.root.dataset.at));
    this.scene.resize();
    if (this.selected === null || this.place.isWhole || this.place.named) this.show();
    else this.view.set(...this.shape.middleOf(this.selected), NEAR);
    if (this.selected !== null) this.tell();
    this.renewal.resume();
  }

  // What the address says.
  show() {
    const { named } = this.place;
    if (named) this.view.set(named.x, named.y, named.zoom);
    else this.view.showWhole();
  }

  // Back or forward within the page.
  return(state) {
    this.place.forget();
    const { colour = this.picker.options[0].value } = this.place;
    this.selected = this.shape.placeOf(state?.at);
    if (colour !== this.root.dataset.colour) this.colourBy(colour);
    this.legend.pressOnly(this.place.only);
    this.recolour();
    this.show();
  }

  change() {
    this.tip.hide();
    this.renewal.putOff();
    this.place.keepSoon();
    this.scene.drawSoon();
  }

  recolour() {
    const { colour, steps } = this.root.dataset;
    this.colours.read(colour);
    this.kinds = kindsOf(this.shape, colour, steps.split(",").map(Number));
    this.scene.drawSoon();
  }

  // Other colours are a step that Back leads to.
  choose(colour) {
    this.place.leave();
    this.colourBy(colour);
    this.recolour();
    this.place.say("colour", colour);
    this.place.keep();
  }

  colourBy(name) {
    if (![...this.picker.options].some((option) => option.value === name)) return;
    this.root.dataset.colour = this.picker.value = name;
    this.legend.show(name);
    this.cards.forget();
  }

  // Select a box, come to where it is seen, and read it out.
  select(place) {
    this.selected = place;
    if (this.view.holds(place)) this.change();
    else this.view.showBox(place);
    this.tell();
  }

  // Read out the selected box; what is not known of it comes a little later.
  tell() {
    const key = this.shape.key[this.selected];
    const card = this.cards.get(key);
    this.isToTell = card === undefined;
    if (this.isToTell) this.cards.want([key]);
    if (!card) return;
    this.told.textContent = card.name;
    this.place.say("at", card.code);
  }

  // Cards have come.
  arrive() {
    if (this.isToTell && this.selected !== null) this.tell();
    this.tip.show();
    this.scene.drawSoon();
  }

  // By keys one comes closer to the selected box, as long as it is seen.
  zoomBy(factor) {
    const { view, selected } = this;
    if (selected === null || !view.holds(selected)) view.zoomBy(factor);
    else view.zoomAt(...view.pixelOf(...this.shape.middleOf(selected)), factor);
  }

  // A press on a card opens the chart there, with Ctrl or the middle button in a tab of its own; where cards are too small to be read, it comes closer.
  press(x, y, isApart) {
    const point = this.view.pointAt(x, y);
    const place = this.shape.boxAt(...point);
    if (place !== null && this.view.isReadable) this.opening.open(place, isApart);
    else if (isApart) return;
    else if (place !== null) this.flyTo(place);
    else if (!this.view.isReadable) this.comeTo(...point);
  }

  flyTo(place) {
    this.comeTo(...this.shape.middleOf(place));
    this.selected = place;
    this.tell();
  }

  comeTo(x, y) {
    this.place.leave();
    this.view.flyTo(x, y, NEAR);
  }
}
