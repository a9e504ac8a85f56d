// The legend's entries become buttons: pressed ones stay bright on the map, all others fade.

export class Legend {
  constructor(root) {
    this.root = root;
    this.pressed = new Set();
    this.onChange = () => {};
    for (const entry of root.querySelectorAll("[data-legend] li")) this.makeButton(entry);
  }

  makeButton(entry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map-entry";
    button.setAttribute("aria-pressed", "false");
    button.append(...entry.childNodes);
    button.addEventListener("click", () => this.press(entry.dataset.text));
    entry.append(button);
  }

  press(text) {
    if (!this.pressed.delete(text)) this.pressed.add(text);
    this.refresh();
    this.onChange();
  }

  // Have these pressed and no others; what no position has any longer is left out.
  pressOnly(texts) {
    this.pressed.clear();
    for (const entry of this.root.querySelectorAll("[data-legend]:not([hidden]) li")) {
      if (texts.includes(entry.dataset.text)) this.pressed.add(entry.dataset.text);
    }
    this.refresh();
  }

  // Show the legend of other colours, with nothing pressed.
  show(name) {
    for (const each of this.root.querySelectorAll("[data-legend]")) each.hidden = each.dataset.legend !== name;
    this.pressOnly([]);
  }

  refresh() {
    for (const entry of this.root.querySelectorAll("[data-legend] li")) {
      entry.firstElementChild.setAttribute("aria-pressed", String(this.pressed.has(entry.dataset.text)));
    }
  }
}
