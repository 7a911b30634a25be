"use strict";

// One click saves once. The button keeps its name and value: the server may ask which one was pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  delete form.dataset.changed;
  for (const button of form.querySelectorAll("button:not([type='button'])")) {
    button.classList.add("sending");
    button.setAttribute("aria-disabled", "true");
  }
});

// Back from the next page: the form may be sent again
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll(".sending")) {
      button.classList.remove("sending");
      button.removeAttribute("aria-disabled");
    }
  }
});

// What was typed is not lost by a slip: the browser asks before leaving a changed form
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "1";
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-guard][data-changed]")) event.preventDefault();
});

// Files: a browser's own button speaks the browser's language, ours the page's
for (const input of document.querySelectorAll("input[type='file'][data-choose]")) {
  const line = document.createElement("span");
  const button = document.createElement("span");
  const chosen = document.createElement("span");
  const show = () => {
    const told = [...input.files].map((file) => `${file.name} · ${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KB`);
    chosen.textContent = told.join("; ") || input.dataset.none;
  };
  line.className = "file-line";
  line.setAttribute("aria-hidden", "true");
  button.className = "btn";
  button.textContent = input.dataset.choose;
  chosen.className = "file-chosen";
  line.append(button, chosen);
  line.addEventListener("click", () => input.click());
  input.classList.add("file-own");
  input.after(line);
  input.addEventListener("change", show);
  show();
}

// Money: thousands appear while typing; "1tr5" and other words stay as typed
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches("[data-money]") || !/^[\d.\s]*$/.test(input.value)) return;
  const fromEnd = input.value.length - input.selectionEnd;
  input.value = input.value.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, ".");
  const caret = Math.max(0, input.value.length - fromEnd);
  input.setSelectionRange(caret, caret);
});

// Days: 1/2/15, 01022015 and 1-2-2015 become 01/02/2015 when the field is left
document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!input.matches("[data-day]")) return;
  const parts =
    input.value.trim().match(/^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/) ||
    input.value.trim().match(/^(\d{2})(\d{2})(\d{4})$/);
  if (!parts) return;
  const year = parts[3].length === 2 ? "20" + parts[3] : parts[3];
  input.value = `${parts[1].padStart(2, "0")}/${parts[2].padStart(2, "0")}/${year}`;
});

// Filters: an address without empty parts reads better and can be sent to a colleague
document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("form[data-skip-empty]")) return;
  const asked = event.detail.formData;
  for (const [key, value] of [...asked.entries()]) {
    if (value === "") asked.delete(key);
  }
  const clear = event.target.querySelector("[data-clear-filters]");
  if (clear) clear.hidden = [...asked.keys()].every((key) => key === "sort");
});

// After a refused form: the first wrong field is ready to be corrected
document.addEventListener("DOMContentLoaded", () => {
  const wrong = document.querySelector("[aria-invalid='true']");
  if (wrong) wrong.focus({ preventScroll: false });
});
