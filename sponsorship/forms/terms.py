"""The terms of a pledge in the order of the paper: what, how much, how long, through whom."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign
from children.fields import capitalised
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.roles import Permission
from sponsorship import terms
from sponsorship.exceptions import Gone, Refused
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, EndRule, Per, PledgeState, SupportForm
from sponsorship.operations.holds import lock_child
from sponsorship.operations.schedules import END_TERMS, TERMS

CONNECTORS = [UnitKind.PROGRAMME, UnitKind.LABOUR_FEDERATION, UnitKind.COMMUNE_UNION, UnitKind.WOMENS_UNION]
AGREED, PROPOSED = "agreed", "proposed"
YEARS_AHEAD = 30  # the longest pledge starts soon and lasts terms.LONGEST_YEARS


def month_names() -> list[tuple[int, str]]:
    return [(month, _("Month %(n)s") % {"n": month}) for month in range(1, 13)]


def rhythms() -> list[tuple[int, str]]:
    """How many months of a monthly rate are paid at once."""
    named = {1: _("each month"), 9: _("9 months at a time (a school year)"), 12: _("12 months at a time (a year)")}
    return [(n, named.get(n) or _("%(n)s months at a time") % {"n": n}) for n in (1, 2, 3, 4, 6, 9, 12)]


class MonthsField(forms.TypedMultipleChoiceField):
    """The months of the year in which support is given; none chosen = all of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=month_names, coerce=int, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)

    def clean(self, value: Any) -> list[int]:
        return sorted(super().clean(value) or [])


class PledgeForm(TidyForm, forms.ModelForm):
    """What the forms for a new and for an existing pledge share. The operation saves, not the form."""

    active_months = MonthsField(
        label=gettext_lazy("Only in the months"),
        help_text=gettext_lazy("Tick none if it is given all year round; 9 to 5 for a school year."),
    )

    pays_every = forms.TypedChoiceField(
        label=gettext_lazy("Paid"),
        coerce=int,
        choices=rhythms,
        initial=1,
        required=False,
        help_text=gettext_lazy("A monthly amount may be paid for several months at once, at the first of them."),
    )

    WHAT = (gettext_lazy("What is given"), ["form", "form_detail"])
    HOW_MUCH = (gettext_lazy("How much"), ["rate_vnd", "per", "pays_every", "active_months", "stated_total_vnd"])
    HOW_LONG = (
        gettext_lazy("How long"),
        ["starts_on", "end_rule", "ends_on", "months_count", "end_grade"],
    )
    THROUGH = (
        gettext_lazy("Through whom"),
        ["campaign", "connecting_unit", "agreement_number", "agreed_on", "note"],
    )
    fieldsets = [WHAT, HOW_MUCH, HOW_LONG, THROUGH]
    widths = {
        "rate_vnd": "third", "per": "third", "pays_every": "third", "stated_total_vnd": "third",
        "active_months": "full", "starts_on": "third", "end_rule": "third", "ends_on": "third",
        "months_count": "third", "end_grade": "third",
    }  # fmt: skip

    class Meta:
        model = Pledge
        fields = [
            "form", "form_detail", "rate_vnd", "per", "pays_every", "active_months", "stated_total_vnd", "starts_on",
            "end_rule", "ends_on", "months_count", "end_grade", "campaign", "connecting_unit", "agreement_number",
            "agreed_on", "note",
        ]  # fmt: skip
        labels = {
            "form_detail": gettext_lazy("In detail"),
            "rate_vnd": gettext_lazy("Amount each time"),
            "per": gettext_lazy("Given each"),
            "starts_on": gettext_lazy("From day"),
            "end_rule": gettext_lazy("Length of time"),
            "ends_on": gettext_lazy("To day"),
            "months_count": gettext_lazy("Number of months"),
            "end_grade": gettext_lazy("End of grade"),
            "stated_total_vnd": gettext_lazy("Total written on the paper"),
        }
        help_texts = {
            "form_detail": gettext_lazy("For example the number of the savings book, or what is given in kind."),
            "stated_total_vnd": gettext_lazy("Leave empty if the paper gives none."),
            "end_grade": gettext_lazy("A number from 1 to 12; the support ends on 31 May of that school year."),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("form", "per", "end_rule"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = capitalised(field.choices)
        if "rate_vnd" in self.fields:
            self.fields["rate_vnd"].required = False  # help in kind has none; the rule says which
        if "note" in self.fields:
            self.fields["note"].widget.attrs["rows"] = 2
        self._narrow("campaign", Campaign.objects.visible_to(user))
        self._narrow("connecting_unit", connecting_units(user))

    def _narrow(self, name: str, records: Any) -> None:
        if name in self.fields:
            if self.instance.pk and getattr(self.instance, f"{name}_id"):
                records = records | type(records)(records.model).filter(pk=getattr(self.instance, f"{name}_id"))
            field: Any = self.fields[name]
            field.queryset = records.distinct()
            field.empty_label = _("— choose —")
            field.widget.attrs["data-combobox"] = ""

    def validate_constraints(self) -> None:
        """The operations say it better, beside the right field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("starts_on", "ends_on", "agreed_on"):
            self._check_day(name, cleaned.get(name))
        if "pays_every" in self.fields:
            monthly = cleaned.get("per", self.instance.per) == Per.MONTH
            cleaned["pays_every"] = (cleaned.get("pays_every") or 1) if monthly else 1
        if "rate_vnd" in self.fields:
            self._check_rate(cleaned)
        if not self.errors and "end_rule" in self.fields:
            self._check_end(cleaned)
        return cleaned

    def _check_day(self, name: str, day: dt.date | None) -> None:
        latest = timezone.localdate().year + (0 if name == "agreed_on" else YEARS_AHEAD)
        if day and not terms.FIRST_YEAR <= day.year <= latest:
            years = {"first": terms.FIRST_YEAR, "last": latest}
            self.add_error(name, _("This day cannot be right: write a year from %(first)s to %(last)s.") % years)

    def _check_rate(self, cleaned: dict[str, Any]) -> None:
        needs_none = cleaned.get("form") in (SupportForm.IN_KIND, SupportForm.DIRECT_CARE, SupportForm.INSURANCE_CARD)
        if cleaned.get("rate_vnd") is None and needs_none:
            cleaned["rate_vnd"] = 0
        if not cleaned.get("rate_vnd") and not needs_none and "rate_vnd" not in self.errors:
            self.add_error("rate_vnd", _("Write the amount of money."))

    def _check_end(self, cleaned: dict[str, Any]) -> None:
        """What the chosen end does not use is forgotten, so that the record tells one thing."""
        rule = cleaned["end_rule"]
        if rule != EndRule.MONTHS:
            cleaned["months_count"] = None
        if rule != EndRule.GRADE:
            cleaned["end_grade"] = None
        per = cleaned.get("per", self.instance.per)
        if rule == EndRule.DATE and per != Per.ONCE and not cleaned.get("ends_on"):
            self.add_error("ends_on", _("Write the last day."))

    def _check_version(self, posted: int | None) -> None:
        try:
            if isinstance(self.instance, Pledge):  # a launch's form is one of terms too, of no single child
                lock_child(self.instance.child)  # the child's row first, as every operation does
        except Gone as error:
            raise forms.ValidationError(str(error), code="gone") from error
        super()._check_version(posted)

    def refuse(self, error: Refused) -> None:
        """Show why the operation refused, beside the field it names."""
        field = error.details.get("field")
        self.add_error(field if field in self.fields else None, str(error))

    def _post_clean(self) -> None:
        """Leaves the record as it is: the operation sets it, under a lock."""


class TermsForm(PledgeForm):
    """A new pledge. `child` tells which ends are possible."""

    agreed = forms.ChoiceField(
        label=gettext_lazy("Where the matter stands"),
        choices=[
            (AGREED, gettext_lazy("Agreed: the support starts, the child has a donor")),
            (PROPOSED, gettext_lazy("A proposal: it still has to be approved")),
        ],
        widget=forms.RadioSelect,
        initial=AGREED,
    )
    above_target_reason = forms.CharField(
        label=gettext_lazy("Why the child may get more than is aimed at"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where the amount is more than what is missing. Your name stands beside it."),
    )
    fieldsets = [*PledgeForm.fieldsets, (gettext_lazy("Decision"), ["above_target_reason", "agreed"])]
    widths = PledgeForm.widths | {"agreed": "full", "above_target_reason": "full"}

    def __init__(self, *args: Any, child: Any, donor: Any, **kwargs: Any) -> None:
        self.child, self.donor = child, donor
        initial = {"starts_on": timezone.localdate().replace(day=1), "per": Per.MONTH, "end_rule": EndRule.AGE_18}
        if child.birth_date is None:
            initial["end_rule"] = EndRule.MONTHS
        if donor and donor.capacity_vnd:
            initial["rate_vnd"] = donor.capacity_vnd
        if child.missing_yearly_vnd:
            monthly = -(-child.missing_yearly_vnd // 12_000) * 1000
            initial["rate_vnd"] = min(monthly, initial.get("rate_vnd", monthly))
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if child.target_vnd is None:
            del self.fields["above_target_reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known = Pledge.objects.open().filter(child=self.child, donor=self.donor, form=cleaned.get("form"))
        if self.donor and known.exists():
            self.add_error(None, _("This donor has a pledge for this child already."))
        return cleaned

    def terms(self) -> dict[str, Any]:
        """What propose_pledge takes."""
        reason = self.cleaned_data.get("above_target_reason", "")
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"above_target_reason": reason}


class EditForm(PledgeForm):
    """What may still be changed: everything before the pledge is in force, then its end and its papers."""

    def __init__(self, *args: Any, instance: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        fixed = set(TERMS) - set(END_TERMS) if instance.state in IN_FORCE else set()
        if instance.state in (PledgeState.SUSPENDED, PledgeState.ENDED):
            fixed = set(TERMS)
        for name in fixed:
            self.fields.pop(name, None)

    def new_terms(self) -> dict[str, Any]:
        """The terms that were changed here, for change_terms."""
        names = END_TERMS if self.instance.state in IN_FORCE else TERMS
        changed = {name for name in self.changed_data if name in names}
        if changed & set(END_TERMS):
            changed |= set(END_TERMS)
        return {name: self.cleaned_data[name] for name in changed}

    def new_papers(self) -> dict[str, Any]:
        """The other fields that were changed here."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in (*TERMS, self.version_name)}


def connecting_units(user: Any) -> Any:
    """Offices that connect donors and children, within reach of the officer; and every office for the root's own."""
    within = units_where(user, Permission.VIEW_PLEDGES).values("pk")
    return Unit.objects.filter(pk__in=within, kind__in=CONNECTORS).open().order_by("path")


def derived(form: TermsForm) -> tuple[Any, list[tuple[Any, int]]]:
    """(last day, schedule) of terms that are being typed; raises WrongTerms or KeyError while they are incomplete."""
    typed = form.cleaned_data
    last = terms.last_day(
        end_rule=typed["end_rule"],
        starts_on=typed["starts_on"],
        ends_on=typed.get("ends_on"),
        months_count=typed.get("months_count"),
        birth_date=form.child.birth_date,
        birth_date_precision=form.child.birth_date_precision,
        end_grade=typed.get("end_grade"),
        grade=form.child.grade,
        today=timezone.localdate(),
    )
    due = terms.schedule(
        rate_vnd=typed["rate_vnd"],
        per=typed["per"],
        starts_on=typed["starts_on"],
        ends_on=last,
        active_months=typed["active_months"] if typed["per"] == Per.MONTH else (),
        total_vnd=typed.get("stated_total_vnd"),
        pays_every=typed.get("pays_every") or 1,
    )
    return last, due
