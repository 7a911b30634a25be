"use strict";

// A button with data-copy puts the text of that field or paragraph on the clipboard and says so, to ears as well.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  const label = button.querySelector("[data-copied]");
  const before = label.dataset.before ?? label.textContent;
  label.dataset.before = before;
  label.setAttribute("role", "status");
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.replace(/\s+/g, " ").trim());
  } catch {
    // Without https the browser offers no clipboard: the text stands selected, Ctrl+C takes it.
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    if (!document.execCommand("copy")) return;
    button.focus();
  }
  label.textContent = label.dataset.copied;
  setTimeout(() => (label.textContent = before), 4000);
});
