/* Ask how far a print is, and say so in place until it is ready; without this module the page loads itself anew. */

const WAIT = 2000;
const job = document.getElementById("job");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
  if (isNoMore(answer)) leave();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("job");
  if (!fresh || fresh.innerHTML === job.innerHTML) return;
  document.title = page.title;
  show(fresh);
}

// Whoever is no longer signed in is led elsewhere, or told so; and a print may be gone.
function isNoMore(answer) {
  return answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500);
}

function leave() {
  delete job.dataset.unfinished;
  location.reload();
}

// The sentence stays where it is and changes its words, so that it is read out; nothing takes the focus.
function show(fresh) {
  const [sentence, ...others] = fresh.children;
  const said = job.firstElementChild;
  if (said.textContent !== sentence.textContent) said.textContent = sentence.textContent;
  while (said.nextSibling) said.nextSibling.remove();
  said.after(...others);
  job.toggleAttribute("data-unfinished", "unfinished" in fresh.dataset);
}

async function watch() {
  // A server that is gone for a moment comes back; "Look again" says what else is wrong.
  if (!document.hidden) await look().catch(() => {});
  if ("unfinished" in job.dataset) setTimeout(watch, WAIT);
}

setTimeout(watch, WAIT);
