"""Files that come with a form: chosen or photographed on the spot, judged by their content before anything is saved."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.attached_files import MAX_BYTES, Paper
from campaigns.exceptions import NoFile

MOST_FILES = 5
FORM_SECONDS = 20  # for all files of a form: the database waits 30 s for the open transaction of its request


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to MOST_FILES files; the value is a list of Paper."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Photos or PDF, Word (.docx), Excel (.xlsx) files, 5 at most."))
        widget = FilesInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"})
        super().__init__(required=False, max_length=200, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        if len(data or []) > MOST_FILES:
            raise ValidationError(_("Send at most 5 files at once."))
        until = monotonic() + FORM_SECONDS
        return [self._judged(super(FilesField, self).clean(file), until) for file in data or []]

    @staticmethod
    def _judged(file: Any, until: float) -> Paper:
        try:
            return Paper(file.read(MAX_BYTES + 1), file.name, until - monotonic())
        except NoFile as error:
            if monotonic() >= until:
                raise ValidationError(_("Looking through these files takes too long. Send fewer at once.")) from error
            raise ValidationError("%(name)s: %(why)s", params={"name": file.name, "why": str(error)}) from error


def tell_signed(request: HttpRequest, papers: Iterable[Paper]) -> None:
    said = _(
        "“%(name)s” bears a digital signature and is kept as it came, so that the signature stays good: with the "
        "author's name and whatever else the file tells beside its text."
    )
    for paper in papers:
        if paper.is_signed:
            messages.warning(request, said % {"name": paper.name})
