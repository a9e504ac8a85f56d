/* Print the page by its button, which without scripts is not shown; the fonts must have arrived first. */

for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", async () => {
    await document.fonts.ready;
    window.print();
  });
}
