"use strict";

// While a long form is being worked on: how far it has come. The form itself is sent as always; this page stays in
// sight until the answer is there, and asks under a token that nobody else knows.
const panel = document.querySelector("[data-progress]");
const ASK_EVERY = 700;

function newToken() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(token) {
  try {
    const answer = await fetch(`${panel.dataset.progress}?token=${token}`, { headers: { Accept: "application/json" } });
    const { percent, text } = await answer.json();
    if (text) {
      panel.querySelector("[data-progress-text]").textContent = text;
      panel.querySelector("[data-progress-bar]").value = percent;
    }
  } catch {
    // the answer to the form itself tells what went wrong
  }
  setTimeout(() => ask(token), ASK_EVERY);
}

document.addEventListener("submit", (event) => {
  if (!panel || event.defaultPrevented) return;
  const token = newToken();
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "progress", value: token });
  event.target.append(field);
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
  setTimeout(() => ask(token), ASK_EVERY);
});

// Back from the next page: the browser may show this one as it was left
window.addEventListener("pageshow", (event) => {
  if (panel && event.persisted) location.reload();
});
