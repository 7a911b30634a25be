"""Files that come with a form: chosen or photographed on the spot, judged by their content before anything is saved."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import attached_files
from campaigns.exceptions import NoFile

MOST_FILES = 5


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to MOST_FILES files; the value is a list of (bytes, name)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Photos or PDF, Word (.docx), Excel (.xlsx) files, 5 at most."))
        widget = FilesInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"})
        super().__init__(required=False, max_length=200, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[tuple[bytes, str]]:
        if len(data or []) > MOST_FILES:
            raise ValidationError(_("Send at most 5 files at once."))
        return [self._judged(super(FilesField, self).clean(file)) for file in data or []]

    @staticmethod
    def _judged(file: Any) -> tuple[bytes, str]:
        content = file.read(attached_files.MAX_BYTES + 1)
        try:
            attached_files.judged(content)
        except NoFile as error:
            raise ValidationError("%(name)s: %(why)s", params={"name": file.name, "why": str(error)}) from error
        return content, file.name


def tell_signed(request: HttpRequest, files: list[tuple[bytes, str]]) -> None:
    said = _(
        "“%(name)s” bears a signature and is kept as it came, so that the signature stays good: with the author's name "
        "and whatever else the file tells beside its text."
    )
    for content, name in files:
        if attached_files.is_signed(content):
            messages.warning(request, said % {"name": name})
