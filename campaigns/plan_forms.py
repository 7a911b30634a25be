"""What belongs to a campaign's plan: activities, documents, joint units, files, and the copy of a campaign."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Activity, Campaign, LegalDocument
from campaigns.models.plan import validate_document_number
from campaigns.operations.plan import SHIFTED, renamed, years_later
from children.fields import capitalised
from organisation.fields import TidyForm
from organisation.formkit import DayField
from organisation.models import Unit
from organisation.models.unit import UnitKind
from vietnamese.documents import parse_document_number

NO_BODIES = [UnitKind.GRASSROOTS_UNION, UnitKind.SCHOOL]  # take part; they do not lead


class PartForm(TidyForm, forms.ModelForm):
    """A record that belongs to a campaign or an event; which one comes from the address, never from the form."""

    owner_field = "campaign"

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        setattr(self.instance, self.owner_field, owner)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                field.choices = capitalised(field.choices)

    def saved(self) -> bool:
        """Save, unless the same stands there already."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error(None, _("The same stands there already."))
            return False
        return True


class ActivityForm(PartForm):
    class Meta:
        model = Activity
        fields = ["content_group", "name", "target_quantity", "measure", "note"]
        labels = {"measure": gettext_lazy("Unit of measure")}
        help_texts = {"target_quantity": gettext_lazy("Leave it empty where the plan names no number.")}

    fieldsets = [
        (gettext_lazy("The activity"), ["content_group", "name", "note"]),
        (gettext_lazy("Its target"), ["target_quantity", "measure"]),
    ]
    widths = {"name": "full", "note": "full"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            last = self.owner.activities.order_by("-position").values_list("position", flat=True).first()
            self.instance.position = (last or 0) + 1


class LegalDocumentForm(PartForm):
    class Meta:
        model = LegalDocument
        fields = ["number", "issuer", "issued_on", "title"]
        help_texts = {"number": gettext_lazy("As it is written: 1600/KH-UBND, 06/KH-LĐLĐ, 135-KH/TU, 28-CT/TW.")}

    fieldsets = [(gettext_lazy("The document"), ["number", "issued_on", "issuer", "title"])]
    widths = {"issuer": "full", "title": "full"}

    def clean_number(self) -> str:
        validate_document_number(self.cleaned_data["number"])
        return parse_document_number(self.cleaned_data["number"]).text


class JointUnitsForm(TidyForm, forms.ModelForm):
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Units that carry the campaign together"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    widths = {"units": "full"}

    class Meta:
        model = Campaign
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        campaign = self.instance
        root = campaign.managing_unit.path.strip("/").split("/")[0]
        chosen = campaign.joint_links.values("unit")
        bodies = Unit.objects.within([f"/{root}/"]).open().exclude(kind__in=NO_BODIES)
        field.queryset = (bodies | Unit.objects.filter(pk__in=chosen)).exclude(pk=campaign.managing_unit_id).as_tree()

    def beside(self, record: Campaign) -> dict[str, Any]:
        return {"units": [link.unit_id for link in record.joint_links.all()]}


class AttachmentForm(TidyForm, forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,image/*"}),
        help_text=gettext_lazy("PDF, Word (.docx), Excel (.xlsx) or a photo, up to 10 MB."),
    )
    widths = {"file": "full"}


class CopyForm(TidyForm, forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the new campaign"), max_length=200)
    starts_on = DayField(label=gettext_lazy("From"), required=False)
    ends_on = DayField(label=gettext_lazy("Until"), required=False)
    plan_due_on = DayField(label=gettext_lazy("Plans of the units until"), required=False)
    report_due_on = DayField(label=gettext_lazy("Reports of the units until"), required=False)

    fieldsets = [
        (gettext_lazy("The new campaign"), ["name", "starts_on", "ends_on", "plan_due_on", "report_due_on"]),
    ]
    widths = {"name": "full"}

    def __init__(self, *args: Any, source: Campaign, **kwargs: Any) -> None:
        days: dict[str, dt.date | None] = {name: years_later(getattr(source, name), 1) for name in SHIFTED}
        name = renamed(source.name, 1)
        super().__init__(*args, initial={"name": name if name != source.name else "", **days}, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_days(self, cleaned)
        return cleaned


def check_days(form: Any, cleaned: dict[str, Any]) -> None:
    """The last day is not before the first one, reports are not due before plans."""
    pairs = [("starts_on", "ends_on"), ("plan_due_on", "report_due_on")]
    for first, last in pairs:
        if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
            form.add_error(last, ValidationError(_("This day is before the first one.")))
