// The way from the map to the chart: what a position is called there is asked for, then the chart opens at it.

export class Opening {
  constructor(map) {
    this.map = map;
  }

  // What a card says, also one that is not shown; where it can't be fetched, that is said instead.
  async cardOf(key) {
    const { note, cards } = this.map;
    note.textContent = "";
    try {
      return cards.get(key) ?? (await cards.fetch([key])).cards[0];
    } catch {
      note.textContent = note.dataset.mapNote;
      return null;
    }
  }

  // Go to the chart at a position, once its code is known.
  async open(place, isApart = false) {
    if (place === null) return;
    const { map } = this;
    const card = await this.cardOf(map.shape.key[place]);
    if (!card) return;
    map.selected = place;
    map.place.say("at", card.code);
    map.place.keep();
    const { chart, colour } = map.root.dataset;
    const same = colour === map.picker.options[0].value ? {} : { colour };
    const address = `${chart}?${new URLSearchParams({ at: card.code, ...same })}`;
    if (isApart) window.open(address, "_blank", "noopener");
    else window.location.assign(address);
  }
}
