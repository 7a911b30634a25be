"""What is added to a child's record over the years."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children import pictures
from children.fields import NameField, capitalised
from children.forms.base import PastDayField, plausible_day
from children.models import Caregiver, Child, Consent, Need, OtherSupport, Progress, Visit
from children.models.hiding import places_in
from children.models.support import Channel
from children.showing import ASSENT_AGE
from organisation.fields import PhoneField, TidyForm
from organisation.formkit import DayField


class PartForm(TidyForm, forms.ModelForm):
    """A record that belongs to a child; the child comes from the address, never from the form."""

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        self.child = child
        super().__init__(*args, **kwargs)
        self.instance.child = child
        for name in places_in(self._meta.model) if child.is_hidden else ():
            self.fields.pop(name, None)  # written down in the whereabouts alone
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                field.choices = capitalised(field.choices)

    def saved(self) -> bool:
        """Save, unless a colleague entered the same at this very moment."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error(None, _("Someone else changed this record in the meantime."))
            return False
        return True


class CaregiverForm(PartForm):
    full_name = NameField(label=gettext_lazy("Full name"))
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    other_phone = PhoneField(label=gettext_lazy("Other phone"), required=False)

    class Meta:
        model = Caregiver
        fields = [
            "full_name", "relationship", "phone", "other_phone", "is_carer", "is_guardian", "bank_account", "bank_name",
        ]  # fmt: skip
        widgets = {"relationship": forms.TextInput(attrs={"list": "relationships", "autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("is_carer") and not cleaned.get("is_guardian"):
            self.add_error("is_carer", _("Tick at least one: cares for the child, or is the legal guardian."))
        return cleaned


class ConsentForm(PartForm):
    given_by = NameField(label=gettext_lazy("Given by"))
    given_on = PastDayField(label=gettext_lazy("Given on"), initial=timezone.localdate)
    child_assented = forms.BooleanField(
        label=gettext_lazy("The child agrees too (needed from 7 years)"), required=False
    )

    class Meta:
        model = Consent
        fields = ["purpose", "given_on", "given_by", "relationship", "child_assented", "evidence"]
        widgets = {"relationship": forms.TextInput(attrs={"list": "relationships", "autocomplete": "off"})}

    widths = {"child_assented": "full", "evidence": "full"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("given_on")
        age = self.child.age_on(day) if day else None
        if age is not None and age >= ASSENT_AGE and not cleaned.get("child_assented"):
            self.add_error("child_assented", _("From 7 years on, the child has to agree too."))
        withdrawn = self.instance.withdrawn_on
        if day and withdrawn and day > withdrawn:
            said = _("The consent was withdrawn on %(day)s; it cannot be given later.")
            self.add_error("given_on", said % {"day": f"{withdrawn:%d/%m/%Y}"})
        purpose = cleaned.get("purpose")
        open_one = Consent.objects.filter(child=self.child, purpose=purpose, withdrawn_on=None).exclude(
            pk=self.instance.pk
        )
        if purpose and not self.instance.withdrawn_on and open_one.exists():
            self.add_error("purpose", _("This consent has been given already."))
        return cleaned


class WithdrawConsentForm(TidyForm, forms.Form):
    on = PastDayField(label=gettext_lazy("Withdrawn on"), initial=timezone.localdate)

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        self.consent = consent
        super().__init__(*args, **kwargs)

    def clean_on(self) -> datetime.date:
        if self.cleaned_data["on"] < self.consent.given_on:
            day = f"{self.consent.given_on:%d/%m/%Y}"
            raise ValidationError(_("The consent was given on %(day)s; it cannot end earlier."), params={"day": day})
        return self.cleaned_data["on"]


class NeedForm(PartForm):
    recorded_on = PastDayField(label=gettext_lazy("Recorded on"), initial=timezone.localdate)
    met_on = PastDayField(
        label=gettext_lazy("Met on"), required=False, help_text=gettext_lazy("Leave empty while the need stands.")
    )

    class Meta:
        model = Need
        fields = ["kind", "detail", "recorded_on", "met_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        recorded, met = cleaned.get("recorded_on"), cleaned.get("met_on")
        if recorded and met and met < recorded:
            self.add_error("met_on", _("A need cannot be met before it is recorded."))
        return cleaned


def _school_years() -> list[tuple[int, str]]:
    """The last fifteen, newest first; a school year begins in September."""
    today = timezone.localdate()
    newest = today.year if today.month >= 6 else today.year - 1
    return [(year, f"{year}–{year + 1}") for year in range(newest, newest - 15, -1)]


class ProgressForm(PartForm):
    school_year = forms.TypedChoiceField(label=gettext_lazy("School year"), choices=_school_years, coerce=int)

    class Meta:
        model = Progress
        fields = ["school_year", "grade", "school", "result", "conduct", "days_absent", "note"]

    def clean_school_year(self) -> int:
        year = self.cleaned_data["school_year"]
        if self.child.progress.filter(school_year=year).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This school year is in the record already."))
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and all(cleaned[name] in (None, "") for name in self._told):
            self.add_error(
                self._told[0], _("Write something that is known of this year, such as the grade or the result.")
            )
        return cleaned

    @property
    def _told(self) -> list[str]:
        """What the record says of a year; of a hidden child less is asked."""
        return [name for name in self.Meta.fields if name in self.fields and name != "school_year"]

    widths = {
        "school_year": "third", "grade": "third", "school": "third", "result": "third", "conduct": "third",
        "days_absent": "third", "note": "full",
    }  # fmt: skip


class VisitForm(PartForm):
    visited_on = PastDayField(label=gettext_lazy("Visited on"), initial=timezone.localdate)

    class Meta:
        model = Visit
        fields = ["visited_on", "visitors", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}


class OtherSupportForm(PartForm):
    since = PastDayField(label=gettext_lazy("Since"), required=False)
    until = DayField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave empty while it goes on.")
    )

    class Meta:
        model = OtherSupport
        fields = ["channel", "giver_name", "amount_vnd", "per", "what", "since", "until", "note"]
        help_texts = {
            "giver_name": gettext_lazy("Which association, pagoda, company, relative …"),
            "what": gettext_lazy("If it is not money: rice, books, school fees, an insurance card …"),
        }

    widths = {"amount_vnd": "half", "per": "half", "note": "full", "what": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount_vnd"].min_value = 1  # type: ignore[attr-defined]  # a MoneyField by now

    def clean_until(self) -> datetime.date | None:
        return plausible_day(self.cleaned_data["until"], future=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It cannot end before it began."))
        if not {"amount_vnd", "what"} & set(self.errors) and not (cleaned.get("amount_vnd") or cleaned.get("what")):
            self.add_error("amount_vnd", _("Write the amount, or what is given."))
        if cleaned.get("channel") in (Channel.OTHER, Channel.PERSON) and not cleaned.get("giver_name"):
            self.add_error("giver_name", _("Write who it is."))
        return cleaned


class PhotoForm(TidyForm, forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB. Place, time and device are removed from the file."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    taken_on = PastDayField(label=gettext_lazy("Taken on"), required=False)

    def clean_photo(self) -> pictures.Picture:
        upload = self.cleaned_data["photo"]
        try:
            if upload.size > pictures.MAX_BYTES:
                raise pictures.RefusedPicture("too_large")
            return pictures.decode(upload.read())
        except pictures.RefusedPicture as refusal:
            raise ValidationError(_(refusal.message), code="refused") from refusal
