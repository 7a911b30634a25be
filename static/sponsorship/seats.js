"use strict";

// The seats of a launch by keyboard: Enter goes on to the next field and sends nothing by mistake.
document.addEventListener("keydown", (event) => {
  const table = event.target.closest("[data-seats]");
  if (!table || event.key !== "Enter" || !event.target.matches("input, select")) return;
  event.preventDefault();
  const fields = [...table.querySelectorAll("input:not([type=hidden]), select")];
  fields[fields.indexOf(event.target) + 1]?.focus();
});
