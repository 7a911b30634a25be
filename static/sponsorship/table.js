"use strict";

// A table that is filled by keyboard: Enter goes to the next cell and, at the end of the last line, opens a new one; a
// new line takes day and method from the one above; the sum below follows what is typed.
(() => {
  const table = document.querySelector("[data-entry-table]");
  if (!table) return;
  const body = table.tBodies[0];
  const model = document.getElementById("empty-line");
  const total = table.closest("form").elements[`${table.dataset.prefix}-TOTAL_FORMS`];
  const sumOf = document.querySelector("[data-sum]");
  const countOf = document.querySelector("[data-count]");
  const verdict = document.querySelector("[data-verdict]");
  const number = (text) => Number((text || "").replace(/\D/g, "")) || 0;
  const dots = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");
  const controls = (row) => [...row.querySelectorAll("input:not([type=hidden]), select")].filter((each) => !each.disabled);
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);

  const addRow = () => {
    const html = model.innerHTML.replaceAll("__prefix__", total.value);
    body.insertAdjacentHTML("beforeend", html);
    total.value = Number(total.value) + 1;
    body.lastElementChild.querySelector("[data-line-number]").textContent = body.rows.length;
    return body.lastElementChild;
  };
  const fromAbove = (row) => {
    const above = row.previousElementSibling;
    const day = cell(row, "received_on");
    if (!above || !day || day.value) return;
    day.value = cell(above, "received_on").value;
    if (!cell(row, "pledge_text").value) cell(row, "method").value = cell(above, "method").value;
  };
  const count = () => {
    if (!sumOf) return;
    const used = [...body.rows].filter((row) => cell(row, "pledge_text").value.trim() || number(cell(row, "amount_vnd").value));
    const sum = used.reduce((all, row) => all + number(cell(row, "amount_vnd").value), 0);
    const form = table.closest("form").elements;
    sumOf.textContent = `${dots(sum)} đ`;
    countOf.textContent = dots(used.length);
    const same = used.length === number(form.declared_count.value) && sum === number(form.declared_vnd.value);
    verdict.dataset.same = same ? "yes" : "no";
  };

  body.addEventListener("focusin", (event) => fromAbove(event.target.closest("tr")));
  table.closest("form").addEventListener("input", count);
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input, select")) return;
    event.preventDefault(); // Enter books nothing by mistake
    const row = event.target.closest("tr");
    const here = controls(row);
    const next = here[here.indexOf(event.target) + 1];
    if (next && next.type !== "checkbox") next.focus();
    else controls(row.nextElementSibling || addRow())[0].focus();
  });
  document.querySelector("[data-add-line]")?.addEventListener("click", () => controls(addRow())[0].focus());
  count();
})();
