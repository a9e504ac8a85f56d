// Begin a chart that is wider than its frame at its head, whichever way the page is read.

for (const frame of document.querySelectorAll(".chart-frame")) {
  const drawing = frame.querySelector("svg.chart");
  if (!drawing) continue;
  const head = drawing.getBoundingClientRect().left + Number(drawing.dataset.middle);
  frame.scrollBy(head - frame.getBoundingClientRect().left - frame.clientWidth / 2, 0);
}
