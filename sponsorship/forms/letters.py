"""A letter as it came, and the decision about it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from children import pictures
from children.fields import capitalised
from children.forms.base import PastDayField
from organisation.fields import TidyForm
from organisation.formkit import DayField
from organisation.listing import FilterForm
from sponsorship.models import Letter
from sponsorship.models.letter import Direction, LetterState

PAGES_AT_MOST = 8
ALL = gettext_lazy("All")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PagesField(forms.FileField):
    """Photographs of pages, in the order in which they were chosen; gives decoded pictures."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[pictures.Picture]:
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if len(uploads) > PAGES_AT_MOST:
            raise ValidationError(_("At most %(limit)s pages at once."), params={"limit": PAGES_AT_MOST})
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return [self._decoded(super(PagesField, self).clean(upload, initial)) for upload in uploads]

    @staticmethod
    def _decoded(upload: Any) -> pictures.Picture:
        try:
            if upload.size > pictures.MAX_BYTES:
                raise pictures.RefusedPicture("too_large")
            return pictures.decode(upload.read())
        except pictures.RefusedPicture as refusal:
            raise ValidationError(_(refusal.message), code="refused") from refusal


def pages_field(**options: Any) -> PagesField:
    return PagesField(
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, at most 10 MB each. Place, time and device are removed from the files."
        ),
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        **options,
    )


class LetterForm(TidyForm, forms.ModelForm):
    written_on = PastDayField(label=gettext_lazy("Written on"), initial=timezone.localdate)
    pages = pages_field(label=gettext_lazy("Photos of the pages"), required=False)

    class Meta:
        model = Letter
        fields = ["direction", "written_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 9})}
        labels = {"direction": gettext_lazy("Which way"), "text": gettext_lazy("What it says")}

    widths = {"text": "full", "pages": "full"}
    order = ("direction", "written_on", "text", "pages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        direction: Any = self.fields["direction"]
        direction.choices = capitalised(Direction.choices)
        self.order_fields(self.order)
        if self.instance.pk:
            del self.fields["pages"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_pages = cleaned.get("pages") or (self.instance.pk and self.instance.pages.exists())
        if not cleaned.get("text") and not has_pages and "pages" not in self.errors:
            self.add_error("text", _("Write what the letter says, or add a photo of it."))
        return cleaned


class PageForm(TidyForm, forms.Form):
    pages = pages_field(label=gettext_lazy("Photos of the pages"))
    widths = {"pages": "full"}


class DecideForm(TidyForm, forms.Form):
    """`is_harmless`: somebody has read the letter for what must not leave with it."""

    on = PastDayField(label=gettext_lazy("Forwarded on"), initial=timezone.localdate)
    note = forms.CharField(
        label=gettext_lazy("How"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("By hand, by post, by Zalo, on the donor's personal page …"),
    )
    is_harmless = forms.BooleanField(
        label=gettext_lazy("I have read it: no address, telephone number, account or other family is told in it")
    )
    widths = {"is_harmless": "full"}

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        self.letter = letter
        super().__init__(*args, **kwargs)

    def clean_on(self) -> dt.date:
        if self.cleaned_data["on"] < self.letter.written_on:
            raise ValidationError(_("This is before the letter was written."))
        return self.cleaned_data["on"]


class KeepForm(DecideForm):
    is_harmless = None  # type: ignore[assignment]  # Django's way to leave a field out
    note = forms.CharField(label=gettext_lazy("Why"), max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Decided on")


class LetterFilters(FilterForm):
    state = forms.ChoiceField(
        label=pgettext_lazy("letter", "State"), choices=lambda: [("", ALL), *capitalised(LetterState.choices)]
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Which way"), choices=lambda: [("", ALL), *capitalised(Direction.choices)]
    )
    since = DayField(label=gettext_lazy("From day"))
    until = DayField(label=gettext_lazy("To day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("Child, donor or code")

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        columns = {
            "state": "state", "direction": "direction", "since": "written_on__gte", "until": "written_on__lte",
        }  # fmt: skip
        chosen = self.understood
        return rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})
