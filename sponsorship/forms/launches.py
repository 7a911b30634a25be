"""A launch: what is said of it and the terms of all its pledges; then who sits where and gets whom."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import capitalised
from children.models import Child
from donors.models import Donor
from organisation.access import units_where
from organisation.formkit import DayField, MoneyField
from organisation.roles import Permission
from sponsorship.forms.batches import UnitField
from sponsorship.forms.terms import PledgeForm
from sponsorship.models import Launch, LaunchSeat
from sponsorship.models.launch import SEATS_AT_MOST
from sponsorship.models.states import EndRule, Per
from sponsorship.terms import LONGEST_YEARS

NAMES_LISTED = 5
CODE = re.compile(r"\b(?:TE|ND)\d+", re.IGNORECASE)


class LaunchForm(PledgeForm):
    """The terms are typed as those of a pledge are; they are checked with each child when all is accepted."""

    active_months = None  # type: ignore[assignment]  # takes the field of PledgeForm away
    pays_every = None  # type: ignore[assignment]  # as above: a launch's pledges are paid each month
    unit = UnitField(label=gettext_lazy("Unit"))
    day = DayField(label=gettext_lazy("Day of the launch"))
    until = forms.TimeField(
        label=gettext_lazy("Until what time"),
        initial=dt.time(22),
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "22:00", "maxlength": 5}),
        help_text=gettext_lazy("So long the children are kept; after that they are free for others by themselves."),
    )
    expected = forms.IntegerField(
        label=gettext_lazy("Guests expected"),
        min_value=0,
        max_value=SEATS_AT_MOST,
        required=False,
        help_text=gettext_lazy("Seats without a name: who sits there is written in that evening. May stay empty."),
    )

    WHICH = (
        gettext_lazy("The launch"),
        ["campaign", "title", "unit", "day", "until", "expected", "keeps_siblings"],
    )
    TERMS = (
        gettext_lazy("What each donor gives, unless the line says otherwise"),
        ["rate_vnd", "per", "starts_on", "end_rule", "ends_on", "months_count", "end_grade", "connecting_unit"],
    )
    fieldsets = [WHICH, TERMS]
    widths = PledgeForm.widths | {
        "day": "third", "until": "third", "expected": "third", "keeps_siblings": "full", "rate_vnd": "half",
        "per": "half",
    }  # fmt: skip

    class Meta:
        model = Launch
        fields = [
            "campaign", "title", "keeps_siblings", "rate_vnd", "per", "starts_on", "end_rule", "ends_on",
            "months_count", "end_grade", "connecting_unit",
        ]  # fmt: skip
        labels = PledgeForm.Meta.labels | {
            "title": gettext_lazy("What it is called"),
            "campaign": gettext_lazy("Campaign round or event"),
            "keeps_siblings": gettext_lazy("Brothers and sisters go to one donor"),
        }
        help_texts = {
            "title": gettext_lazy("As it stands on the invitation."),
            "keeps_siblings": gettext_lazy("Without the tick each child is matched for itself."),
            "end_grade": PledgeForm.Meta.help_texts["end_grade"],
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        launch = kwargs.get("instance")
        today = timezone.localdate()
        initial: dict[str, Any] = {"day": today, "starts_on": today.replace(day=1), "months_count": 12}
        initial |= {"end_rule": EndRule.MONTHS, "per": Per.MONTH, "rate_vnd": 500_000}
        if launch:
            ends = timezone.localtime(launch.ends_at)
            initial = {"day": ends.date(), "until": ends.time()}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, user=user, **kwargs)
        if launch:
            del self.fields["unit"], self.fields["expected"]
        else:
            unit: Any = self.fields["unit"]
            unit.offer(user)
            unit.queryset = units_where(user, Permission.MATCH).open().order_by("path")
            self.fields["day"].initial = today

    def clean_day(self) -> dt.date:
        day = self.cleaned_data["day"]
        before = timezone.localtime(self.instance.ends_at).date() if self.instance.pk else None
        if day < timezone.localdate() and day != before:
            raise ValidationError(_("This day is over already."))
        if day.year > timezone.localdate().year + 2:
            raise ValidationError(_("This day cannot be right: look at the year."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        """Fields of Launch."""
        typed = self.cleaned_data
        ends_at = timezone.make_aware(dt.datetime.combine(typed["day"], typed["until"]))
        return {name: typed[name] for name in self.Meta.fields} | {"ends_at": ends_at}


def child_text(child: Child | None) -> str:
    return f"{child.code} {child.full_name}" if child else ""


def donor_text(donor: Donor | None) -> str:
    return f"{donor.code} {donor}" if donor else ""


class SeatForm(forms.Form):
    """One line: who sits there, which child, and terms of their own. Donor and child are typed by code or name."""

    donor = forms.CharField(label=gettext_lazy("Donor"), required=False, max_length=240)
    child = forms.CharField(label=gettext_lazy("Child"), required=False, max_length=160)
    rate_vnd = MoneyField(label=gettext_lazy("Amount each time"), min_value=1, required=False)
    per = forms.ChoiceField(label=gettext_lazy("Given each"), required=False)
    months_count = forms.IntegerField(
        label=gettext_lazy("Number of months"), min_value=1, max_value=12 * LONGEST_YEARS, required=False
    )
    is_new = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, seat: LaunchSeat, launch: Launch, children: dict[str, Child], user: Any) -> None:
        self.seat, self.launch, self.children, self.user = seat, launch, children, user
        self.unknown = ""  # a name that no donor bears
        self.reserve: Child | None = None
        is_away = getattr(seat, "is_away", False)  # then a code is all that is told of the child
        child = seat.child.code if seat.child and is_away else child_text(seat.child)
        texts = {"donor": donor_text(seat.donor), "child": child}
        terms = {name: getattr(seat, name) for name in ("rate_vnd", "per", "months_count")}
        super().__init__(data, prefix=f"seat-{seat.pk}", initial=texts | terms, use_required_attribute=False)
        per: Any = self.fields["per"]
        per.choices = [("", _("as for all")), *capitalised(Per.choices)]
        for name, field in self.fields.items():
            css = {"per": "form-select", "is_new": "form-check-input"}.get(name, "form-control")
            field.widget.attrs |= {"class": css, "aria-label": str(field.label or "")}
        lists = {"donor": "found-donors", "child": "reserved-children"}
        for name, listed in lists.items():
            self.fields[name].widget.attrs |= {"list": listed, "autocomplete": "off", "spellcheck": "false"}
        self.fields["donor"].widget.attrs["placeholder"] = _("guest: name or code")
        self.fields["child"].widget.attrs["placeholder"] = _("name or code")
        self.fields["rate_vnd"].widget.attrs["placeholder"] = f"{launch.rate_vnd:,}".replace(",", ".")
        self.fields["months_count"].widget.attrs["placeholder"] = _("months")

    def clean_donor(self) -> Donor | str | None:
        """A text in place of a donor is the name of a new one."""
        typed = " ".join(self.cleaned_data["donor"].split())
        if typed == self.initial["donor"]:
            return self.seat.donor
        if not typed:
            return None
        found = list(_by_code_or_name(Donor.objects.visible_to(self.user), typed)[: NAMES_LISTED + 1])
        same = [donor for donor in found if donor.name.casefold() == typed.casefold()]
        found = same if len(same) == 1 else found
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(donor_text(donor) for donor in found[:NAMES_LISTED])
            raise ValidationError(_("Several are called so: %(names)s. Write the code."), params={"names": names})
        if self.data.get(self.add_prefix("is_new")):
            return typed
        self.unknown = typed
        raise ValidationError(_("No donor of this name or code is known."))

    def clean_child(self) -> Child | None:
        typed = " ".join(self.cleaned_data["child"].split())
        if typed == self.initial["child"]:
            return self.seat.child
        if not typed:
            return None
        code = CODE.match(typed)
        here = self.children.get(code[0].upper()) if code else _only(self.children, typed)
        if here:
            return here
        units = units_where(self.user, Permission.MATCH)
        waiting = Child.objects.filter(managing_unit__in=units).looking().with_free_place()
        found = list(_by_code_or_name(waiting, typed)[: NAMES_LISTED + 1])
        if len(found) == 1:
            self.reserve = found[0]
            return found[0]
        if found:
            names = "; ".join(child_text(child) for child in found[:NAMES_LISTED])
            raise ValidationError(_("Several are called so: %(names)s. Write the code."), params={"names": names})
        raise ValidationError(_("No waiting child of this name or code is free."))

    def changed_seat(self) -> LaunchSeat:
        """The seat as it was typed. A child chosen here stays when all is proposed anew."""
        typed, seat = self.cleaned_data, self.seat
        for name in ("rate_vnd", "per", "months_count"):
            setattr(seat, name, typed[name])
        if not isinstance(typed["donor"], str):
            seat.donor = typed["donor"]
        if typed["child"] != seat.child:
            seat.child, seat.is_fixed = typed["child"], typed["child"] is not None
        return seat


def _by_code_or_name(records: Any, typed: str) -> Any:
    code = CODE.match(typed)
    return records.filter(code=code[0].upper()) if code else records.search(typed)


def _only(children: dict[str, Child], typed: str) -> Child | None:
    """The one child of this name among those reserved."""
    same = [child for child in children.values() if child.full_name.casefold() == typed.casefold()]
    return same[0] if len(same) == 1 else None


class SeatTable:
    """The lines of one page, and the version they were shown with."""

    def __init__(self, data: Any, *, launch: Launch, seats: list[LaunchSeat], children: list[Child], user: Any) -> None:
        by_code = {child.code: child for child in children}
        self.forms = [SeatForm(data, seat=seat, launch=launch, children=by_code, user=user) for seat in seats]
        self.error = ""
        posted = data.get("version", "") if data else ""
        self.version = int(posted) if posted.isdecimal() and len(posted) < 9 else launch.version

    def is_valid(self) -> bool:
        valid = all([form.is_valid() for form in self.forms])
        return self._no_child_twice() and valid

    def changes(self) -> dict[str, Any]:
        """What save_seats takes."""
        donors = {form.seat.pk: form.cleaned_data["donor"] for form in self.forms}
        return {
            "seats": [form.changed_seat() for form in self.forms],
            "new_donors": {seat: donor for seat, donor in donors.items() if isinstance(donor, str)},
            "reserve": {form.seat.pk: form.reserve for form in self.forms if form.reserve},
        }

    def refuse(self, lines: dict[int, str]) -> None:
        for form in self.forms:
            if form.seat.position in lines:
                form.add_error("child", lines[form.seat.position])

    def _no_child_twice(self) -> bool:
        first: dict[int, SeatForm] = {}
        clean = True
        for form in self.forms:
            child = getattr(form, "cleaned_data", {}).get("child")
            if not child or "child" not in form.changed_data:
                continue
            if child.pk in first:
                form.add_error("child", _("This child was put in two seats."))
                clean = False
            first[child.pk] = form
        return clean
