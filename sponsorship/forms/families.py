"""The terms of the pledges for brothers and sisters, and who of them is meant."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.models import Child
from organisation.formkit import MoneyField
from organisation.templatetags.vietnamese import NOTHING, dmy
from sponsorship.forms.terms import PledgeForm, TermsForm


class FamilyTermsForm(TermsForm):
    """One pledge for each chosen child: the same terms, but for a child with an amount of its own. Who leaves some out
    says why."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("For these children"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The amount below is for each of them, unless a child has one of its own."),
        error_messages={"required": gettext_lazy("Choose at least one child.")},
    )
    separated = forms.CharField(
        label=gettext_lazy("Why not all of them"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Brothers and sisters stay together. If someone decides otherwise, the pledge says why."
        ),
    )
    fieldsets = [
        (gettext_lazy("Brothers and sisters"), ["chosen", "separated"]),
        *PledgeForm.fieldsets,
        (gettext_lazy("Decision"), ["agreed"]),
    ]
    widths = TermsForm.widths | {"chosen": "full", "separated": "full"}

    def __init__(self, *args: Any, family: list[Child], chosen: list[Child], **kwargs: Any) -> None:
        self.family = {str(child.public_id): child for child in family}
        initial = {"chosen": [str(child.public_id) for child in chosen]}
        super().__init__(*args, **{"initial": initial} | kwargs)
        field: Any = self.fields["chosen"]
        field.choices = [(key, _described(child)) for key, child in self.family.items()]
        siblings, what, how_much, *rest = self.fieldsets
        self.fieldsets = [siblings, what, how_much, self._of_their_own(), *rest]

    def add_fields(self) -> None:
        for key, child in self.family.items():
            self.fields[f"rate_{key}"] = MoneyField(label=child.full_name, required=False, min_value=1)

    def _of_their_own(self) -> tuple[str, list[str], str]:
        help_text = _("For example more for a small child. Leave empty where the amount above holds.")
        return _("Another amount for one of them"), [f"rate_{key}" for key in self.family], help_text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        left_out = len(self.family) - len(cleaned.get("chosen", self.family))
        if left_out and not cleaned.get("separated"):
            self.add_error("separated", _("Say why some of them are left out, or choose all."))
        for key in self.family:
            if key not in cleaned.get("chosen", self.family) and cleaned.get(f"rate_{key}"):
                self.add_error(f"rate_{key}", _("Tick this child, or leave the amount empty."))
        return cleaned

    def _check_rate(self, cleaned: dict[str, Any]) -> None:
        """The common amount is asked for where a chosen child has none of its own (not even one that is refused)."""
        if not all(cleaned.get(f"rate_{key}", True) for key in cleaned.get("chosen", self.family)):
            super()._check_rate(cleaned)

    def chosen_children(self) -> list[Child]:
        return [self.family[key] for key in self.cleaned_data["chosen"]]

    def own_rates(self) -> dict[int, int]:
        """The id of a chosen child → its own amount."""
        typed = {child.pk: self.cleaned_data.get(f"rate_{key}") for key, child in self.family.items()}
        return {child.pk: rate for child in self.chosen_children() if (rate := typed[child.pk])}

    def reason_left_out(self) -> str:
        """The sentence for the note of the pledges; nothing when all are chosen."""
        left = [child.full_name for key, child in self.family.items() if key not in self.cleaned_data["chosen"]]
        facts = {"names": ", ".join(left), "reason": self.cleaned_data["separated"]}
        return _("Without the brothers and sisters %(names)s: %(reason)s") % facts if left else ""


def _described(child: Child) -> str:
    facts = {
        "name": child.full_name,
        "code": child.code,
        "born": dmy(child.birth_date) if child.birth_date else NOTHING,
    }
    return _("%(name)s (%(code)s), born %(born)s") % facts
