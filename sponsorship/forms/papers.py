import datetime as dt
import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.access import units_where
from organisation.formkit import DayField, PaperForm
from organisation.roles import Permission
from sponsorship.models import PaperTemplate
from sponsorship.papers.checking import RefusedTemplate, check_template

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
ALL = "all"
PARTS = [
    (ALL, gettext_lazy("everything, in one file (.zip)")),
    ("list", gettext_lazy("list to sign on receipt")),
    ("certificates", gettext_lazy("certificates for the donors")),
    ("boards", gettext_lazy("boards to hold up")),
    ("envelopes", gettext_lazy("envelopes")),
]


class CeremonyForm(PaperForm, forms.Form):
    """What is printed for a ceremony; sent by GET, so that the same papers can be asked for again."""

    day = DayField(label=gettext_lazy("Day of the ceremony"))
    occasion = forms.CharField(
        label=gettext_lazy("Place or occasion"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("It stands on the list to sign and on the envelopes."),
    )
    part = forms.ChoiceField(label=gettext_lazy("Papers"), choices=PARTS)
    widths = {"occasion": "half", "part": "half"}

    def clean_day(self) -> dt.date:
        day = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("This day is too far away."))
        return day


class PaperTemplateForm(forms.ModelForm):
    """An administrator's own Word file; what it may hold is checked before it is kept."""

    word_file = forms.FileField(
        label=gettext_lazy("Word file"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("A .docx of at most 2 MB. Start from the standard template below."),
    )

    class Meta:
        model = PaperTemplate
        fields = ["unit", "paper"]

    user: Any = None  # set by the admin page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            units: Any = self.fields["unit"]
            units.queryset = units_where(self.user, Permission.MANAGE_UNITS).open().as_tree()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, paper = cleaned.get("word_file"), cleaned.get("paper") or self.instance.paper
        if file and paper:
            self.content = file.read()
            try:
                check_template(self.content, paper)
            except RefusedTemplate as refused:
                self.add_error("word_file", refused.sentence)
        return cleaned

    def save(self, commit: bool = True) -> PaperTemplate:
        self.instance.file = self.content
        self.instance.size = len(self.content)
        self.instance.sha256 = hashlib.sha256(self.content).hexdigest()
        self.instance.uploaded_by = self.user
        return super().save(commit)
