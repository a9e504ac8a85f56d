/* Begin the chart of an import at its head, which stands in the middle of a wide one. */

const chart = document.querySelector(".outcome");
const drawing = chart?.querySelector("svg[data-middle]");

if (drawing) {
  chart.scrollLeft = Number(drawing.dataset.middle) - chart.clientWidth / 2;
}
