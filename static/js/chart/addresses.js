/* What an address says: which chart, and which part of the drawing one looks at. */

export const shownIn = ({ pathname, search }) => pathname + search;

/* Whether an address is one of a chart's page. */
export function leadsToChart(chart, address) {
  const { origin, pathname } = new URL(address, location);
  return origin === location.origin && pathname.startsWith(chart.dataset.chart) && pathname.endsWith("/");
}

/* Where the drawing of a chart's page is asked for. */
export function dataOf(chart, address) {
  const { pathname, search } = new URL(address, location);
  return chart.dataset.drawing + pathname.slice(chart.dataset.chart.length) + search;
}

/* The same chart with a position in its midst. */
export function addressAt(shown, code) {
  const address = new URL(shown, location);
  address.searchParams.set("at", code);
  for (const name of ["only", "path"]) address.searchParams.delete(name);
  return shownIn(address);
}

/* The address that a form asks for. */
export function addressOf(form, submitter) {
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form, submitter));
  return shownIn(address);
}

/* The part of the drawing that a fragment names, nothing where it names none. */
export function placeIn({ hash }) {
  const values = new URLSearchParams(hash.slice(1));
  const [zoom, x, y] = ["zoom", "x", "y"].map((name) => Number.parseFloat(values.get(name)));
  return [zoom, x, y].every(Number.isFinite) ? { zoom, x, y } : null;
}

export function writtenPlace({ zoom, x, y }) {
  return `#zoom=${Number(zoom.toPrecision(3))}&x=${Math.round(x)}&y=${Math.round(y)}`;
}
