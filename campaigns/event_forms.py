"""An event of a campaign, its guests, speeches and tasks, its photos; units that are recognised."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, Event, EventGuest, EventSpeech, FollowUpTask, Presence, Recognition
from campaigns.plan_forms import PartForm
from campaigns.unit_names import UnitNameField
from children import pictures
from organisation.fields import TidyForm
from organisation.models import Unit
from organisation.models.base import counting_changes
from organisation.models.unit import UnitKind


class EventForm(PartForm):
    class Meta:
        model = Event
        fields = ["kind", "title", "held_on", "starts_at", "place", "hosts", "decisions", "note"]
        widgets = {
            "starts_at": forms.TimeInput(attrs={"placeholder": "08:00", "maxlength": 5}, format="%H:%M"),
            "hosts": forms.CheckboxSelectMultiple,
            "decisions": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    fieldsets = [
        (gettext_lazy("The event"), ["kind", "title", "held_on", "starts_at", "place", "hosts"]),
        (gettext_lazy("What was decided"), ["decisions", "note"]),
    ]
    widths = {"title": "full", "hosts": "full", "place": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts: Any = self.fields["hosts"]
        hosts.queryset = bodies_of(self.owner)
        if not self.instance.pk:
            self.initial.setdefault("hosts", [self.owner.managing_unit_id])

    def saved(self) -> bool:
        with counting_changes(self.instance, "hosts"):
            return super().saved()


def bodies_of(campaign: Campaign) -> Any:
    """The lead unit, the joint units, and those above the lead unit."""
    above = [int(number) for number in campaign.managing_unit.path.strip("/").split("/")]
    joint = campaign.joint_links.values("unit")
    return (Unit.objects.filter(pk__in=above) | Unit.objects.filter(pk__in=joint)).as_tree()


class OfEvent(PartForm):
    owner_field = "event"


class GuestForm(OfEvent):
    class Meta:
        model = EventGuest
        fields = ["full_name", "title", "organisation", "is_guest_of_honour", "presence"]
        help_texts = {"title": gettext_lazy("The title held then: it stays, whatever the person becomes later.")}

    widths = {"organisation": "full"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("full_name") and not cleaned.get("organisation") and not self.instance.unit_id:
            self.add_error("full_name", _("Write the name of the guest or of the organisation."))
        return cleaned


class SpeechForm(OfEvent):
    class Meta:
        model = EventSpeech
        fields = ["speaker", "title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    widths = {"text": "full"}


class TaskForm(OfEvent):
    class Meta:
        model = FollowUpTask
        fields = ["what", "unit", "who", "due_on", "done_on"]

    widths = {"what": "full", "unit": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        kept = Unit.objects.filter(pk=self.instance.unit_id)
        below = Unit.objects.filter(parent=self.owner.managing_unit).open().exclude(kind=UnitKind.GRASSROOTS_UNION)
        unit.queryset = (bodies_of(self.owner.campaign) | below | kept).as_tree()

    def clean_done_on(self) -> Any:
        day = self.cleaned_data["done_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class EventPhotoForm(TidyForm, forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("JPEG, PNG or WebP, up to 10 MB. Places and times hidden in the file are removed."),
    )
    caption = forms.CharField(label=gettext_lazy("What is seen"), max_length=200, required=False)
    consent_note = forms.CharField(
        label=gettext_lazy("Who agreed to be shown"),
        max_length=300,
        help_text=gettext_lazy("A child of 7 or older and its guardian must both agree; write who did and where."),
    )
    widths = {"photo": "full", "caption": "full", "consent_note": "full"}

    def clean_photo(self) -> pictures.Picture:
        try:
            return pictures.decode(self.cleaned_data["photo"].read(pictures.MAX_BYTES + 1))
        except pictures.RefusedPicture as error:
            raise ValidationError(_(error.message)) from error


class RecognitionForm(PartForm):
    unit = UnitNameField(
        label=gettext_lazy("Unit"), help_text=gettext_lazy("Its name as in the list of units, or its code.")
    )

    class Meta:
        model = Recognition
        fields = ["unit", "year", "reason", "event"]

    widths = {"unit": "full", "reason": "full", "event": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.among = units_near(self.owner)
        event: Any = self.fields["event"]
        event.queryset = self.owner.events_held.all()
        if not self.instance.pk:
            day = self.owner.ends_on or self.owner.starts_on or timezone.localdate()
            self.initial.setdefault("year", day.year)


def units_near(campaign: Campaign) -> Any:
    """Every unit that a campaign can speak of: below the lead unit and the joint units, and those that were asked."""
    paths = [campaign.managing_unit.path, *campaign.joint_links.values_list("unit__path", flat=True)]
    return Unit.objects.within(paths)


def presences_of(said: QueryDict) -> dict[int, str]:
    """What was marked on the attendance list, by the guest's id; anything else that was sent is left out."""
    marked = {}
    for name, value in said.items():
        guest = name.removeprefix("g")
        if name != guest and guest.isdecimal() and len(guest) < 18 and value in Presence.values:
            marked[int(guest)] = str(value)
    return marked
