"""The history page of a public page and its stories (organisation/histories.py)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from organisation.histories import register_history
from organisation.history import Part
from public.models import PublicPage, Story

register_history(
    PublicPage, crumb=(_("Public pages"), reverse_lazy("public_staff:pages")), parts=[Part(Story, "page", "title")]
)
