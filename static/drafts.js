"use strict";

// What was typed outlives a lost connection, a closed tab and a power cut. It is kept in this browser alone, encrypted
// with a key that only this account's pages bring along: on a shared computer the next person finds nothing to read.
(() => {
  const said = document.getElementById("draft-offer");
  const stored = "draft:", justSent = "draft-sent", longest = 3 * 24 * 3600 * 1000;
  const two = "2-digit", moment = { day: two, month: two, year: "numeric", hour: two, minute: two };
  const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(stored));
  const drop = (names) => names.forEach((name) => localStorage.removeItem(name));
  const sentFrom = sessionStorage.getItem(justSent);
  sessionStorage.removeItem(justSent);
  if (!said || !window.crypto?.subtle) return; // nobody is signed in, or there is no https

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const key = crypto.subtle.importKey("raw", bytes(said.dataset.key), "AES-GCM", false, ["encrypt", "decrypt"]);

  async function keep(form) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), at = Date.now();
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, new TextEncoder().encode(JSON.stringify(now(form))));
    localStorage.setItem(named(form), JSON.stringify({ at, iv: text(iv), sealed: text(sealed) }));
  }

  async function read(name) {
    try {
      const { at, iv, sealed } = JSON.parse(localStorage.getItem(name));
      if (Date.now() - at > longest) throw new Error("old");
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await key, bytes(sealed));
      return { at, values: JSON.parse(new TextDecoder().decode(opened)) };
    } catch {
      drop([name]); // too old, damaged, or somebody else's
      return null;
    }
  }

  // Files, passwords and codes are never kept; of what is hidden only what tells which version was being changed
  const secret = "input[type='password'], [autocomplete='one-time-code']";
  const typed = (form) =>
    [...form.elements].filter((each) => each.name && each.matches("input, textarea, select") &&
      !["file", "submit", "button", "password", "hidden"].includes(each.type));
  const version = (form) => [...form.elements].filter((each) => each.type === "hidden" && /^(version$|initial-)/.test(each.name));
  const posts = (form) => form.getAttribute("method") === "post" && !form.matches("[role='search']"); // a field may be called "method"
  const kept = (form) => posts(form) && !form.matches("[hx-post]") && !form.querySelector(secret) && typed(form).length > 0;
  const forms = [...document.querySelectorAll("main form")].filter(kept);
  const named = (form) => `${stored}${location.pathname}:${form.getAttribute("id") || forms.indexOf(form)}`;
  const state = (each) => (each.type === "checkbox" || each.type === "radio" ? each.checked : each.value);
  const now = (form) => [...typed(form), ...version(form)].map((each) => [each.name, each.value, state(each)]);

  function put(form, saved) {
    const taken = new Set();
    for (const [name, value, then] of saved) {
      const ticked = typeof then === "boolean";
      const place = [...typed(form), ...version(form)].find(
        (each) => each.name === name && !taken.has(each) && (!ticked || each.value === value)
      );
      if (!place) continue;
      taken.add(place);
      if (ticked) place.checked = then;
      else place.value = then;
      place.dispatchEvent(new Event("input", { bubbles: true }));
      place.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function offer(form, draft) {
    const notice = said.content.firstElementChild.cloneNode(true);
    const when = new Intl.DateTimeFormat("vi-VN", moment).format(draft.at);
    const sentence = notice.querySelector("strong");
    sentence.textContent = sentence.textContent.replace("{when}", when);
    notice.addEventListener("click", (event) => {
      const button = event.target.closest("[data-draft]");
      if (!button) return;
      if (button.dataset.draft === "restore") put(form, draft.values);
      else drop([named(form)]);
      notice.remove();
      form.querySelector("input:not([type='hidden']), textarea, select")?.focus();
    });
    form.before(notice);
  }

  async function look() {
    const [arrived] = performance.getEntriesByType("navigation");
    if (sentFrom && arrived?.redirectCount) drop(drafts().filter((name) => name.startsWith(`${stored}${sentFrom}:`)));
    await Promise.all(drafts().map(read));
    if (sentFrom === location.pathname && !arrived?.redirectCount) return; // the answer to it: what was typed stands there
    for (const form of forms) {
      const draft = localStorage.getItem(named(form)) && (await read(named(form)));
      if (draft && draft.values.join("\n") !== now(form).join("\n")) offer(form, draft);
    }
  }

  let waiting;
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!event.isTrusted || !forms.includes(form)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), 400);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !posts(form)) return;
    clearTimeout(waiting);
    if (form.matches("[data-signs-out]")) drop(drafts());
    else if (form.closest("main")) sessionStorage.setItem(justSent, location.pathname);
    if (localStorage.getItem(named(form))) keep(form);
  });
  look();
})();
