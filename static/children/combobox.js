"use strict";

// A long <select data-combobox> becomes a field in which one types; without this script it stays a select.
const withoutMarks = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

function enhance(select) {
  if (select.options.length < 9 || select.disabled) return;
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const id = select.id;
  box.className = "combobox";
  input.className = "form-control";
  input.type = "text";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.id = id;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", id + "-list");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  input.placeholder = select.options[0].text;
  list.id = id + "-list";
  list.className = "combobox-list";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  select.id = id + "-select";
  select.hidden = true;
  select.before(box);
  box.append(input, list, select);

  let shown = [];
  let at = -1;
  const chosenText = () => (select.value ? select.selectedOptions[0].text : "");
  const reset = () => {
    input.value = chosenText();
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
    const item = list.children[at];
    if (item && item.id) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  };
  const open = (text) => {
    const words = withoutMarks(text).split(/\s+/).filter(Boolean);
    shown = [...select.options].filter((o) => o.value && words.every((word) => withoutMarks(o.text).includes(word)));
    list.replaceChildren(
      ...shown.map((option, i) => {
        const item = document.createElement("li");
        item.id = `${id}-option-${i}`;
        item.setAttribute("role", "option");
        item.textContent = option.text;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(option);
        });
        return item;
      }),
    );
    if (!shown.length) {
      const none = document.createElement("li");
      none.className = "combobox-none";
      none.textContent = "—";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(text && shown.length ? 0 : -1);
  };
  const choose = (option) => {
    const before = select.value;
    select.value = option ? option.value : "";
    reset();
    close();
    if (select.value !== before) {
      select.dispatchEvent(new Event("change", { bubbles: true }));
      select.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  reset();
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => open(""));
  input.addEventListener("input", (event) => {
    event.stopPropagation(); // half a name is no choice yet
    open(input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open("");
      else if (shown.length) mark((at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      choose(shown[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      reset();
      close();
    }
  });
  input.addEventListener("blur", () => {
    if (!input.value.trim()) choose(null);
    else if (!list.hidden && at >= 0 && input.value !== chosenText()) choose(shown[at]);
    reset();
    close();
  });
  select.addEventListener("change", reset);
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("select[data-combobox]").forEach(enhance));

// A former commune proposes the one it went into; what the clerk chose stays
document.addEventListener("change", (event) => {
  if (event.target.name !== "former_commune") return;
  const present = event.target.form.elements.commune;
  const option = event.target.selectedOptions[0];
  const into = ((option && option.dataset.successors) || "").split(" ").filter(Boolean);
  if (!present || (present.value && !present.dataset.proposed)) return;
  if (into.length === 1) {
    present.value = into[0];
    present.dataset.proposed = "1";
    present.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// LÝ BẢO ANH → Lý Bảo Anh, when the field is left
document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!input.matches || !input.matches("[data-person-name]")) return;
  const name = input.value.normalize("NFC").trim().replace(/\s+/g, " ");
  const oneCase = name === name.toLocaleUpperCase("vi") || name === name.toLocaleLowerCase("vi");
  input.value = oneCase
    ? name
        .toLocaleLowerCase("vi")
        .replace(/(^|[\s-])(\S)/g, (_all, before, letter) => before + letter.toLocaleUpperCase("vi"))
    : name;
});

// 23022017 → 23/02/2017; 2-2017 → 02/2017
document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!input.matches || !input.matches("[data-birth]")) return;
  const text = input.value.trim();
  const day = text.match(/^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4})$/) || text.match(/^(\d{2})(\d{2})(\d{4})$/);
  const month = text.match(/^(\d{1,2})[/\-.](\d{4})$/);
  if (day) input.value = `${day[1].padStart(2, "0")}/${day[2].padStart(2, "0")}/${day[3]}`;
  else if (month) input.value = `${month[1].padStart(2, "0")}/${month[2]}`;
});
