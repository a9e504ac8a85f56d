// Begin a chart that is wider than its frame at its head.

for (const frame of document.querySelectorAll(".chart-frame")) {
  const drawing = frame.querySelector("svg.chart");
  if (drawing) frame.scrollLeft = Number(drawing.dataset.middle) - frame.clientWidth / 2;
}
