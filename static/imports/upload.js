"use strict";

// Drag and drop onto the card; the file field itself works without this
const drop = document.querySelector("[data-drop]");
const input = drop && drop.querySelector("input[type='file']");

function showChosen() {
  const chosen = drop.querySelector("[data-chosen]");
  const file = input.files[0];
  chosen.hidden = !file;
  chosen.textContent = file ? `${file.name} · ${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KB` : "";
}

if (input) {
  input.addEventListener("change", showChosen);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    showChosen();
  });
}
