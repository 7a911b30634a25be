"use strict";

// Menu on small screens
document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-toggle='menu']");
  const menu = document.getElementById("menu");
  if (toggle) {
    const open = menu.classList.toggle("open");
    toggle.setAttribute("aria-expanded", open);
    if (open) menu.querySelector("a").focus();
  } else if (menu && menu.classList.contains("open") && !event.target.closest("#menu")) {
    closeMenu();
  }
  for (const details of document.querySelectorAll("details[data-closes][open]")) {
    if (!details.contains(event.target)) details.open = false;
  }
});

function closeMenu() {
  const menu = document.getElementById("menu");
  menu.classList.remove("open");
  document.querySelector("[data-toggle='menu']").setAttribute("aria-expanded", "false");
}

// Keyboard: / goes to the search, Escape closes what is open
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById("global-search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "Escape") {
    const menu = document.getElementById("menu");
    if (menu && menu.classList.contains("open")) {
      closeMenu();
      document.querySelector("[data-toggle='menu']").focus();
    }
    for (const details of document.querySelectorAll("details[data-closes][open]")) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".alert").remove();
});

// When the server fails in the middle of a search, say so instead of standing still
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, () => (document.getElementById("unreachable").hidden = false));
}
document.addEventListener("htmx:afterOnLoad", () => (document.getElementById("unreachable").hidden = true));

// Signed out meanwhile: the answer is another page, which must not land inside this one
document.addEventListener("htmx:beforeSwap", (event) => {
  const answered = new URL(event.detail.xhr.responseURL || location.href, location.href);
  if (answered.pathname.includes("/login/")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// How long something is still kept, as on the server's page, brought up to date twice a minute.
(() => {
  const language = document.documentElement.lang || "vi";
  const said = (number, unit) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number);
  const left = (minutes) => {
    const days = Math.floor(minutes / 1440), hours = Math.floor((minutes % 1440) / 60);
    if (days) return hours ? `${said(days, "day")}, ${said(hours, "hour")}` : said(days, "day");
    if (hours) return minutes % 60 ? `${said(hours, "hour")}, ${said(minutes % 60, "minute")}` : said(hours, "hour");
    return said(minutes, "minute");
  };
  const tick = () => {
    for (const each of document.querySelectorAll("[data-until]")) {
      const minutes = Math.floor((new Date(each.dataset.until) - Date.now()) / 60000);
      each.textContent = minutes < 0 ? each.dataset.over : each.dataset.left.replace("{left}", left(minutes));
    }
  };
  setInterval(tick, 30000);
})();

// A table wider than its card scrolls: by the arrow keys too
const scrolls = new ResizeObserver((entries) => {
  for (const card of new Set(entries.map((entry) => entry.target.closest(".table-card")))) {
    if (card.scrollWidth > card.clientWidth) card.tabIndex = 0;
    else card.removeAttribute("tabindex");
  }
});
function watchTables() {
  for (const part of document.querySelectorAll(".table-card, .table-card > table")) scrolls.observe(part);
}
document.addEventListener("htmx:afterSettle", watchTables);
watchTables();
