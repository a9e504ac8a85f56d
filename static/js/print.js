/* Show the button that prints the page, which without scripts could do nothing; the fonts must have arrived first. */

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await document.fonts.ready;
    window.print();
  });
}
