/* Keep the focus where it is while what has it is replaced. */

const SCOPES = ".box, li[data-key] > div, [data-region]";
const OPERABLE = "a[href], button, input, select, summary";

/* A selector of what surrounds an element, and of whatever comes in its place. */
function nameAround(element) {
  const scope = element.closest(SCOPES);
  const { key, region } = scope.dataset;
  if (region) return `[data-region="${CSS.escape(region)}"]`;
  if (key) return `.box[data-key="${CSS.escape(key)}"]`;
  return `li[data-key="${CSS.escape(scope.parentElement.dataset.key)}"] > div`;
}

/* Note what has the focus; the function that is returned gives it to what has come in its place. */
export function rememberFocus(chart) {
  const focused = document.activeElement;
  const scope = chart.contains(focused) && focused.closest(SCOPES);
  if (!scope) return () => {};
  const name = nameAround(focused);
  const index = [...scope.querySelectorAll(OPERABLE)].indexOf(focused);
  return () => {
    if (focused.isConnected) return;
    const places = document.querySelector(name)?.querySelectorAll(OPERABLE) ?? [];
    (places[index] ?? places[0])?.focus({ preventScroll: true });
  };
}

/* Who comes back shall find the box or the row that was left, in the list if it was there. */
export function noteLeft(seat) {
  history.replaceState({ left: `${nameAround(seat)} > .seat` }, "", seat.closest("#list") ? "#list" : location.hash);
}
