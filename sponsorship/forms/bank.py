"""A bank's file, and what a person decides of one of its lines."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.reading import MAX_BYTES
from organisation.fields import TidyForm
from organisation.formkit import MoneyField, dress
from organisation.listing import FilterForm
from sponsorship import finding
from sponsorship.exceptions import Refused
from sponsorship.forms.batches import UnitField
from sponsorship.models import BankStatement
from sponsorship.models.bank import LineState


class StatementForm(TidyForm, forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The bank's file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=gettext_lazy(
            "As downloaded from the bank: Excel (.xlsx, .xls) or CSV, at most 20 MB. Nothing is booked yet."
        ),
    )
    unit = UnitField(label=gettext_lazy("Whose account it is"))
    widths = {"file": "full"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.offer(user)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            most = filesizeformat(MAX_BYTES)
            raise ValidationError(_("The file is larger than %(most)s. Choose a shorter period.") % {"most": most})
        return file


class BankFilters(FilterForm):
    state = forms.ChoiceField(label=gettext_lazy("State"))
    statement = forms.ModelChoiceField(label=gettext_lazy("Statement"), queryset=BankStatement.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [("", _("to be booked")), *LineState.choices[1:], ("all", _("all lines"))]
        statement: Any = self.fields["statement"]
        statement.queryset = BankStatement.objects.visible_to(user).order_by("-id")
        statement.empty_label = _("All")

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        chosen = self.understood
        if statement := chosen.get("statement"):
            rows = rows.filter(statement=statement)
        state = chosen.get("state", LineState.OPEN)
        return rows if state == "all" else rows.filter(state=state)


class PartsForm(TidyForm, forms.Form):
    """A line over its candidates: an amount beside each, and one more pledge that is typed."""

    other = forms.CharField(
        label=gettext_lazy("Another pledge: code, child or donor"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"data-find-pledge": "", "autocomplete": "off", "spellcheck": "false"}),
    )
    other_vnd = MoneyField(label=gettext_lazy("Amount of money"), required=False, min_value=1)
    allow_surplus = forms.BooleanField(label=gettext_lazy("Book what is too much as a surplus"), required=False)

    def __init__(self, *args: Any, candidates: list[Any], open_vnd: int, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates, self.open_vnd, self.user = candidates, open_vnd, user
        self.parts: list[tuple[Any, int]] = []
        for number, each in enumerate(candidates):
            likely = number == 0 and each.confidence > 0
            field = MoneyField(label=each.pledge.code, required=False, min_value=1)
            field.initial = open_vnd if likely else None
            dress(field)
            self.fields[f"part-{each.pledge.pk}"] = field

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(each, self[f"part-{each.pledge.pk}"]) for each in self.candidates]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parts = [(each.pledge, cleaned.get(f"part-{each.pledge.pk}")) for each in self.candidates]
        self.parts = [(pledge, amount) for pledge, amount in parts if amount]
        if cleaned.get("other"):
            self._add_other(cleaned)
        if not self.parts and not self.errors:
            self.add_error(None, _("Write beside a pledge how much of the line is for it."))
        return cleaned

    def _add_other(self, cleaned: dict[str, Any]) -> None:
        [(pledge, why)] = finding.resolve(self.user, [cleaned["other"]])
        if pledge is None:
            self.add_error("other", why)
            return
        rest = self.open_vnd - sum(amount for _pledge, amount in self.parts)
        amount = cleaned.get("other_vnd") or rest
        if amount <= 0:
            self.add_error("other_vnd", _("Nothing of the line is left for this pledge."))
        elif pledge.pk in {known.pk for known, _amount in self.parts}:
            self.add_error("other", _("This pledge stands above already."))
        else:
            self.parts.append((pledge, amount))

    def refuse(self, error: Refused) -> None:
        self.add_error(None, str(error))


class AsideForm(TidyForm, forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What this money is"),
        max_length=200,
        help_text=gettext_lazy("For example: interest, money for another fund, sent by mistake."),
    )
