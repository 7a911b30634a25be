"use strict";

// In the hall: one slide at a time, turned with the arrow keys, the space bar or the buttons; without this all stand below one another.
const hall = document.querySelector("[data-hall]");
const slides = [...hall.querySelectorAll(".slide")];
let shown = Math.min(Math.max(Number(location.hash.slice(1)) - 1 || 0, 0), slides.length - 1);

function show(index) {
  shown = Math.min(Math.max(index, 0), slides.length - 1);
  slides.forEach((slide, n) => { slide.hidden = n !== shown; });
  hall.querySelector("[data-slide-number]").textContent = `${shown + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${shown + 1}`);
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
document.addEventListener("keydown", (event) => {
  if (event.target.closest("button, a, input") && event.key === " ") return;
  if (event.key in STEPS) { event.preventDefault(); show(shown + STEPS[event.key]); }
  if (event.key === "Home") show(0);
  if (event.key === "End") show(slides.length - 1);
});
hall.addEventListener("click", (event) => {
  const button = event.target.closest("[data-slide]");
  if (button) show(shown + Number(button.dataset.slide));
});
hall.classList.add("one-at-a-time");
show(shown);
