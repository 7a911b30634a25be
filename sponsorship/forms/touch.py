"""Personal pages, contacts and the words of a reminder."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from children.fields import capitalised
from children.forms.base import PastDayField, plausible_day
from organisation.fields import TidyForm
from organisation.formkit import DayField
from organisation.listing import FilterForm
from sponsorship.models import Contact, ReminderText
from sponsorship.models.touch import LONGEST, Answer
from sponsorship.reminding import PLACES, unknown_places

ALL = gettext_lazy("All")
LATE = {"30": 30, "60": 60, "90": 90, "180": 180}
RECENTLY = 14  # days


class BesideForm(TidyForm):
    """Stands beside what is read: the cursor does not jump into it."""

    def _set_autofocus(self) -> None:
        pass


class LinkForm(BesideForm, forms.Form):
    """`key` makes the same form sent twice one page."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    for_whom = forms.CharField(
        label=gettext_lazy("Who gets the page"),
        max_length=120,
        help_text=gettext_lazy("Who of the donor gets the address. It stands in the greeting of the page."),
    )
    valid_until = DayField(
        label=gettext_lazy("Valid until"), help_text=gettext_lazy("At most a year; it can be renewed.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        until = timezone.localdate() + LONGEST - dt.timedelta(days=1)
        kwargs["initial"] = {"key": uuid.uuid4(), "valid_until": until} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_valid_until(self) -> dt.date:
        day, today = self.cleaned_data["valid_until"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise ValidationError(_("Choose a day from today to a year from now."))
        return day


class ContactForm(BesideForm, forms.ModelForm):
    contacted_on = PastDayField(label=gettext_lazy("Day"), initial=timezone.localdate)
    promised_on = DayField(
        label=gettext_lazy("Promised for"),
        required=False,
        help_text=gettext_lazy("Only when the donor named a day."),
    )

    class Meta:
        model = Contact
        fields = ["contacted_on", "channel", "answer", "promised_on", "note"]
        labels = {
            "channel": gettext_lazy("How"),
            "answer": pgettext_lazy("contact", "Result"),
            "note": gettext_lazy("Note"),
        }

    widths = {"note": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("channel", "answer"):
            field: Any = self.fields[name]
            field.choices = capitalised([choice for choice in field.choices if choice[0]])

    def clean_promised_on(self) -> dt.date | None:
        return plausible_day(self.cleaned_data["promised_on"], future=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        promised, day = cleaned.get("promised_on"), cleaned.get("contacted_on")
        if promised and cleaned.get("answer") != Answer.PROMISED:
            self.add_error("promised_on", _("Leave this empty, or choose the result “will give, on a day”."))
        elif promised and day and promised < day:
            self.add_error("promised_on", _("The promised day comes after the talk."))
        return cleaned


class ReminderTextForm(TidyForm, forms.ModelForm):
    class Meta:
        model = ReminderText
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14, "lang": "vi"})}
        labels = {"text": gettext_lazy("Text of the reminder")}

    widths = {"text": "full"}

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if unknown := unknown_places(text):
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            places = ", ".join(f"{{{place}}}" for place in unknown)
            facts = {"places": places, "known": known}
            raise ValidationError(_("Nothing is known to stand for %(places)s. Use %(known)s."), params=facts)
        return text


class ReminderFilters(FilterForm):
    late = forms.ChoiceField(
        label=gettext_lazy("Late for"),
        choices=[
            ("", ALL),
            ("30", gettext_lazy("more than a month")),
            ("60", gettext_lazy("more than two months")),
            ("90", gettext_lazy("more than three months")),
            ("180", gettext_lazy("more than half a year")),
        ],
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("Last contact"),
        choices=[
            ("", ALL),
            ("none", pgettext_lazy("contact", "never")),
            ("old", gettext_lazy("not in the last two weeks")),
            ("recent", gettext_lazy("in the last two weeks")),
            ("broken", gettext_lazy("the promised day has passed")),
        ],
    )

    def apply(self, rows: Any) -> Any:
        rows, today = super().apply(rows), timezone.localdate()
        if late := self.understood.get("late"):
            rows = rows.filter(unpaid_since__lt=today - dt.timedelta(days=LATE[late]))
        if contact := self.understood.get("contact"):
            rows = rows.filter(_contacted(contact, today))
        return rows


def _contacted(how: str, today: dt.date) -> Q:
    recently = today - dt.timedelta(days=RECENTLY)
    return {
        "none": Q(contacted_on=None),
        "old": Q(contacted_on=None) | Q(contacted_on__lt=recently),
        "recent": Q(contacted_on__gte=recently),
        "broken": Q(contact_promised_on__lt=today),
    }[how]
