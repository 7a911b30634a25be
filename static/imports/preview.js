"use strict";

// After a row was decided or mended without leaving the page: the hand goes on where it was, or to the next trouble
let place = 0;

function troubles() {
  return [...document.querySelectorAll("#preview [data-fix] [aria-invalid='true']")];
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.target.closest(".row-card");
  const cards = [...document.querySelectorAll("#preview .row-card")];
  place = card ? cards.indexOf(card) : 0;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "preview" || document.activeElement !== document.body) return;
  const cards = [...document.querySelectorAll("#preview .row-card")];
  const card = cards[Math.min(place, cards.length - 1)];
  const next = (card && card.querySelector("[aria-invalid='true'], button")) || troubles()[0];
  if (next) next.focus({ preventScroll: false });
});
