"use strict";

// <input data-find-pledge>: while one types, the pledges that may be meant are offered; without this script the server
// understands the code or the name when the form is sent. The address is asked by POST: no name stands in an address.
(() => {
  const address = document.querySelector("[data-find-pledge-url]")?.dataset.findPledgeUrl;
  if (!address) return;
  let list = null;
  let owner = null;
  let at = -1;
  let timer = 0;
  let asked = 0;

  const close = () => {
    if (list) list.remove();
    if (owner) {
      owner.setAttribute("aria-expanded", "false");
      owner.removeAttribute("aria-activedescendant");
    }
    list = null;
    at = -1;
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
    owner.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const choose = (item) => {
    owner.value = item.dataset.text;
    owner.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const show = (input, found) => {
    close();
    owner = input;
    list = document.createElement("ul");
    list.className = "combobox-list";
    list.id = "found-pledges";
    list.setAttribute("role", "listbox");
    found.forEach((each, i) => {
      const item = document.createElement("li");
      item.id = `found-pledge-${i}`;
      item.setAttribute("role", "option");
      item.dataset.text = each.text;
      item.textContent = each.text;
      const note = document.createElement("span");
      note.className = "cell-sub";
      note.textContent = `${each.note} · ${each.state}`;
      item.append(note);
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(item);
      });
      list.append(item);
    });
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "combobox-none";
      none.textContent = "—";
      list.append(none);
    }
    (input.closest(".find-pledge") || input.parentElement).append(list);
    input.setAttribute("aria-expanded", "true");
    if (found.length) mark(0);
  };
  const ask = async (input) => {
    const q = input.value.trim();
    if (q.length < 2 || q.includes(" · ")) return close();
    const mine = ++asked;
    const body = new FormData();
    body.append("q", q);
    body.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!response.ok || mine !== asked || document.activeElement !== input) return;
    show(input, (await response.json()).found);
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-find-pledge]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(event.target), 200);
  });
  // In the capture phase: before a table takes Enter for “next cell”.
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== owner) return;
    const count = list.querySelectorAll("[role=option]").length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      mark((at + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(list.children[at]);
    } else if (event.key === "Tab" && at >= 0) {
      choose(list.children[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  }, true);
  document.addEventListener("focusout", (event) => {
    if (event.target === owner) close();
  });
  // Somebody typed before this script came over a slow line.
  const typing = document.activeElement;
  if (typing?.matches("[data-find-pledge]") && typing.value !== typing.defaultValue) ask(typing);
})();
