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
    button.addEventListener("click", () => this.press(button, entry.dataset.number));
    entry.append(button);
  }

  press(button, number) {
    const isPressed = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isPressed));
    if (isPressed) this.pressed.add(number);
    else this.pressed.delete(number);
    this.onChange();
  }

  // Press what was pressed before; what no position has any longer is left out.
  pressAll(numbers) {
    for (const entry of this.root.querySelectorAll("[data-legend]:not([hidden]) li")) {
      if (numbers.includes(entry.dataset.number)) this.press(entry.querySelector("button"), entry.dataset.number);
    }
  }

  // Show the legend of other colours, with nothing pressed.
  show(name) {
    this.pressed.clear();
    for (const button of this.root.querySelectorAll(".map-entry")) button.setAttribute("aria-pressed", "false");
    for (const each of this.root.querySelectorAll("[data-legend]")) each.hidden = each.dataset.legend !== name;
  }
}
