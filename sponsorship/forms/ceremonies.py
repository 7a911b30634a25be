"""A ceremony: for whom and when, and who got what on the list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Campaign
from children.areas import communes_to_filter_by
from children.fields import AreaField, capitalised
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField, dress
from organisation.roles import Permission
from sponsorship.forms.batches import UnitField
from sponsorship.models import Ceremony, CeremonyLine
from sponsorship.models.states import Method


class CeremonyForm(TidyForm, forms.Form):
    held_on = DayField(label=gettext_lazy("Day of the ceremony"))
    place = forms.CharField(label=gettext_lazy("Place or occasion"), max_length=200)
    given_by = forms.CharField(
        label=gettext_lazy("Handed over by"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Who gives it on behalf of the donors."),
    )
    campaign = forms.ModelChoiceField(
        label=gettext_lazy("Campaign round"), queryset=Campaign.objects.none(), required=False
    )
    with_unpaid = forms.BooleanField(
        label=gettext_lazy("Also children whose donor gives the money there"), required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
    unit = UnitField(label=gettext_lazy("Unit"))
    fieldsets = [
        (gettext_lazy("For whom"), ["campaign", "commune", "unit", "with_unpaid"]),
        (gettext_lazy("The ceremony"), ["held_on", "place", "given_by", "note"]),
    ]
    widths = {"with_unpaid": "full", "held_on": "third", "note": "full"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        every = pgettext_lazy("communes and rounds", "All")
        kwargs["initial"] = {"held_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        campaign: Any = self.fields["campaign"]
        campaign.queryset, campaign.empty_label = Campaign.objects.visible_to(user).order_by("-id"), every
        unit: Any = self.fields["unit"]
        unit.offer(user)
        present, _former = communes_to_filter_by(user, Permission.VIEW_PLEDGES)
        self.fields["commune"] = AreaField(present, label=_("Present commune"), empty_label=every)
        dress(self.fields["commune"])

    @property
    def values(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("held_on", "place", "given_by", "campaign", "commune", "note")
        }

    def refuse(self, error: Exception) -> None:
        self.add_error(None, str(error))


class GivenForm(forms.Form):
    """One line of the list."""

    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), min_value=1)
    method = forms.ChoiceField(label=gettext_lazy("Method"))
    detail = forms.CharField(
        label=gettext_lazy("Number of the savings book, or what the goods are"), max_length=200, required=False
    )
    received_by = forms.CharField(label=gettext_lazy("Received by"), max_length=120, required=False)
    relationship = forms.CharField(label=gettext_lazy("Relationship to the child"), max_length=60, required=False)
    is_absent = forms.BooleanField(label=gettext_lazy("Absent"), required=False)

    def __init__(self, *args: Any, line: CeremonyLine, **kwargs: Any) -> None:
        self.line = line
        kwargs |= {"use_required_attribute": False, "prefix": f"line-{line.pk}"}
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        method.choices = capitalised(Method.choices)
        amount: Any = self.fields["amount_vnd"]
        amount.min_value = 1 if line.pledge.rate_vnd else 0  # what a gift in kind is worth may not be known yet
        for name, field in self.fields.items():
            field.initial = getattr(line, name)
            field.widget.attrs["aria-label"] = str(field.label)
            css = {"is_absent": "form-check-input", "method": "form-select"}.get(name, "form-control")
            field.widget.attrs["class"] = css
        self.fields["relationship"].widget.attrs["placeholder"] = _("relationship")
        self.fields["detail"].widget.attrs["placeholder"] = _("book number, goods")

    def changed_line(self) -> CeremonyLine:
        for name, value in self.cleaned_data.items():
            setattr(self.line, name, value.strip() if isinstance(value, str) else value)
        return self.line


class ListForm:
    """The forms of all lines, and the version they were shown with."""

    def __init__(self, data: Any, *, ceremony: Ceremony, lines: QuerySet) -> None:
        self.forms = [GivenForm(data, line=line) for line in lines]
        self.error = ""
        posted = data.get("version", "") if data else ""
        self.version = int(posted) if posted.isdecimal() and len(posted) < 9 else ceremony.version

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    @property
    def lines(self) -> list[CeremonyLine]:
        return [form.changed_line() for form in self.forms]

    def refuse(self, wrong: dict[int, str]) -> None:
        for form in self.forms:
            if form.line.position in wrong:
                form.add_error("received_by", wrong[form.line.position])
