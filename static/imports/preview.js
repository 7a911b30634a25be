"use strict";

// A row is decided or mended without leaving the page: the answer is the whole preview with its new counts. Until it is
// there nothing else can be pressed; what was typed elsewhere stays, and the hand goes on at the next trouble.
let waiting = null;

function preview() {
  return document.getElementById("preview");
}

function cards() {
  return [...document.querySelectorAll("#preview .row-card")];
}

function typed(form) {
  const inputs = [...document.querySelectorAll("#preview [data-fix] input[id]")];
  return inputs.filter((input) => input.value !== input.defaultValue && input.form !== form);
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target;
  if (!form.matches("#preview form[method='post']")) return;
  waiting = {
    id: document.activeElement.id,
    place: Math.max(cards().indexOf(form.closest(".row-card")), 0),
    texts: new Map(typed(form).map((input) => [input.id, input.value])),
  };
  preview().inert = true;
});

document.addEventListener("htmx:afterRequest", () => {
  if (preview()) preview().inert = false;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!waiting) return;
  const { id, place, texts } = waiting;
  waiting = null;
  for (const [name, text] of texts) {
    const input = document.getElementById(name);
    if (input) input.value = text;
  }
  const same = id && document.getElementById(id);
  const card = cards()[Math.min(place, cards().length - 1)];
  const next = same || (card && (card.querySelector("[data-trouble]") || card.querySelector("button")));
  if (next) next.focus({ preventScroll: Boolean(same) });
});
