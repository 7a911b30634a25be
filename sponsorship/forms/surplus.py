"""Two questions that need no more than a word."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from organisation.fields import TidyForm


class UseForm(TidyForm, forms.Form):
    """`key` makes the same form sent twice one entry."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("For example that the donor agreed on the telephone, and when."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"key": uuid.uuid4()}, **kwargs)

    @property
    def entry(self) -> dict[str, Any]:
        """What use_surplus takes."""
        return {"note": self.cleaned_data["note"], "idempotency_key": self.cleaned_data["key"]}


class TakeBackForm(TidyForm, forms.Form):
    """Of an entry that has no day of its own."""

    note = forms.CharField(label=gettext_lazy("Why it is taken back"), max_length=400)
