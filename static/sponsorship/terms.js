"use strict";

// The form of a pledge shows only what the chosen end and rhythm ask for; without this script all of it is there.
const USED_BY = {
  ends_on: (form) => form.end_rule.value === "date",
  months_count: (form) => form.end_rule.value === "months",
  end_grade: (form) => form.end_rule.value === "grade",
  active_months: (form) => !form.per || form.per.value === "month",
  pays_every: (form) => !form.per || form.per.value === "month",
};

function showWhatIsAsked(form) {
  for (const [name, isUsed] of Object.entries(USED_BY)) {
    const control = form.elements[name];
    const input = control instanceof RadioNodeList ? control[0] : control;
    const field = input && input.closest(".field");
    if (field) field.hidden = !isUsed(form.elements);
  }
}

for (const form of document.querySelectorAll("form.paper-form")) {
  if (!form.elements.end_rule) continue;
  form.addEventListener("input", () => showWhatIsAsked(form));
  showWhatIsAsked(form);
}
