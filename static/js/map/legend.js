// The legend's entries become buttons: pressed ones stay bright on the map, all others fade.

export class Legend {
  constructor(root, colours, onChange) {
    Object.assign(this, { root, colours, onChange });
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
    if (isPressed) this.colours.pressed.add(number);
    else this.colours.pressed.delete(number);
    this.onChange();
  }

  // Show the legend of other colours, with nothing pressed.
  show(name) {
    this.colours.pressed.clear();
    for (const button of this.root.querySelectorAll(".map-entry")) button.setAttribute("aria-pressed", "false");
    for (const each of this.root.querySelectorAll("[data-legend]")) each.hidden = each.dataset.legend !== name;
  }
}
