/* Suggestions under every <input data-suggest="address">, in an element of class combobox, as the ARIA Authoring
   Practices describe it.

   Choosing opens the page of the suggestion; with data-suggest-fill it fills the field with its code instead.
   Before either the field says "chosen", with the suggestion as detail: who prevents it does something else.
   Without this module the field is a plain one whose form leads to a page of hits. */

const WAIT = 150;
let count = 0;

class Combobox {
  constructor(input) {
    this.input = input;
    this.shown = [];
    this.active = -1;
    this.describe();
    this.listen();
  }

  // What is shown below the field is made when it is first used: a page that opens is laid out once.
  makeRoom() {
    if (this.list) return;
    this.list = this.makeList();
    this.status = this.makeStatus();
    this.input.closest(".combobox").append(this.list, this.status);
    this.input.setAttribute("aria-controls", this.list.id);
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  makeList() {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = `suggestions-${(count += 1)}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.nameOfField());
    list.hidden = true;
    return list;
  }

  makeStatus() {
    const status = document.createElement("div");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    return status;
  }

  get isOpen() {
    return this.list?.hidden === false;
  }

  nameOfField() {
    return this.input.labels[0]?.textContent.trim() || this.input.getAttribute("aria-label") || "";
  }

  describe() {
    const attributes = {
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-haspopup": "listbox",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asked?.abort();
    const query = this.input.value.trim();
    if (!query) return this.close();
    this.makeRoom();
    this.asked = new AbortController();
    const address = `${this.input.dataset.suggest}?${new URLSearchParams({ q: query })}`;
    try {
      const response = await fetch(address, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (response.ok && !response.redirected) this.show(await response.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ suggestions, status }) {
    this.shown = suggestions;
    this.list.replaceChildren(...suggestions.map((each, at) => this.option(each, at)));
    this.activate(-1);
    const open = suggestions.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.status.textContent = document.activeElement === this.input ? status : "";
  }

  option(suggestion, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.setAttribute("role", "option");
    const title = document.createElement("bdi");
    title.textContent = suggestion.title;
    const more = document.createElement("small");
    const texts = [suggestion.holder, suggestion.department, suggestion.code].filter(Boolean);
    more.append(...texts.flatMap((text, index) => {
      const name = document.createElement("bdi");
      name.textContent = text;
      return index ? [" · ", name] : [name];
    }));
    option.append(title, more);
    return option;
  }

  activate(at) {
    this.active = at;
    [...this.list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === at));
      if (index === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  key(event) {
    if (event.isComposing) return;
    const open = this.isOpen;
    const last = this.shown.length - 1;
    if (event.key === "ArrowDown" && !open) this.ask();
    else if (event.key === "ArrowDown") this.activate(this.active < last ? this.active + 1 : 0);
    else if (event.key === "ArrowUp" && open) this.activate(this.active > 0 ? this.active - 1 : last);
    else if (event.key === "Enter" && open && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape" && open) this.close();
    else return;
    event.preventDefault();
  }

  choose(at) {
    const suggestion = this.shown[at];
    this.close();
    const chosen = new CustomEvent("chosen", { bubbles: true, cancelable: true, detail: suggestion });
    if (!this.input.dispatchEvent(chosen)) return;
    if ("suggestFill" in this.input.dataset) {
      this.input.value = suggestion.code;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      window.location.assign(suggestion.url);
    }
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    if (!this.list) return;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
    this.activate(-1);
  }
}

/* Give suggestions to every field in what was put into the page. */
export function suggestIn(within) {
  within.querySelectorAll("input[data-suggest]").forEach((input) => new Combobox(input));
}

suggestIn(document);
