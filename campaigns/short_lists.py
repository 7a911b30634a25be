"""What narrows the shorter lists of a campaign, and their sheets: events, guests, surveys, clusters, reminders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Func, QuerySet, TextField, Value
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import CampaignKind, EventKind, Presence
from campaigns.unit_forms import ParticipationFilters
from children.fields import capitalised
from organisation.listing import FilterForm
from organisation.sheets import Column
from vietnamese.text import fold

ALL = gettext_lazy("All")


def with_words(rows: QuerySet, text: str, *columns: str) -> QuerySet:
    """Rows where every word of `text` stands in one of the columns, marks left out: for lists without an index."""
    written = Func(Value(" "), *(F(column) for column in columns), function="concat_ws", output_field=TextField())
    rows = rows.alias(said=Func(written, function="vi_fold"))
    for word in fold(text).split():
        rows = rows.filter(said__contains=word)
    return rows


class WordFilters(FilterForm):
    searched: tuple[str, ...] = ()
    placeholder: Any = gettext_lazy("Words of the name; marks may be left out")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs |= {"placeholder": str(self.placeholder), "spellcheck": "false"}

    def apply(self, rows: Any) -> Any:
        q = self.understood.get("q")
        return with_words(rows, q, *self.searched) if q else rows


class EventFilters(WordFilters):
    searched = ("title", "place", "decisions")
    placeholder = gettext_lazy("Title, place, decisions; marks may be left out")
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of event"), choices=lambda: [("", ALL), *capitalised(EventKind.choices)]
    )

    def apply(self, rows: Any) -> Any:
        rows, kind = super().apply(rows), self.understood.get("kind")
        return rows.filter(kind=kind) if kind else rows


class GuestFilters(WordFilters):
    searched = ("full_name", "title", "organisation", "unit__name")
    placeholder = gettext_lazy("Name, title, unit; marks may be left out")
    presence = forms.ChoiceField(
        label=gettext_lazy("Attendance"), choices=lambda: [("", ALL), *capitalised(Presence.choices)]
    )

    def apply(self, rows: Any) -> Any:
        rows, presence = super().apply(rows), self.understood.get("presence")
        return rows.filter(presence=presence) if presence else rows


class SurveyFilters(WordFilters):
    searched = ("title", "asks")


class ClusterFilters(WordFilters):
    searched = ("name", "managing_unit__name")


class ReminderFilters(ParticipationFilters):
    """`who` is the tab that stands open; it narrows the list without being a filter."""

    answer = None  # type: ignore[assignment]  # those who are to be reminded have not answered
    branch = None  # type: ignore[assignment]  # the list is short: it is not filtered by branch
    who = forms.CharField(widget=forms.HiddenInput, max_length=10)

    @property
    def understood(self) -> dict[str, Any]:
        return {name: value for name, value in super().understood.items() if name != "who"}


CAMPAIGN_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Code"), "code", 12),
    Column(pgettext_lazy("column of the sheet", "Campaign"), "name", 40),
    Column(pgettext_lazy("column of the sheet", "Kind"), "kind", 26, lambda: dict(CampaignKind.choices)),
    Column(pgettext_lazy("column of the sheet", "Part of"), "parent.name", 30),
    Column(pgettext_lazy("column of the sheet", "From"), "starts_on", 12),
    Column(pgettext_lazy("column of the sheet", "Until"), "ends_on", 12),
    Column(pgettext_lazy("column of the sheet", "Unit"), "managing_unit.name", 34),
    Column(pgettext_lazy("column of the sheet", "Note"), "theme", 40),
]
EVENT_SHEET = [
    Column(gettext_lazy("Event"), "title", 40),
    Column(gettext_lazy("Kind of event"), "kind", 20, lambda: dict(EventKind.choices)),
    Column(gettext_lazy("When"), "held_on", 12),
    Column(gettext_lazy("Place"), "place", 30),
    Column(gettext_lazy("Came"), "came_count", 10),
    Column(gettext_lazy("Open tasks"), "open_count", 10),
]
GUEST_SHEET = [
    Column(gettext_lazy("Full name"), "full_name", 28),
    Column(gettext_lazy("Title on that day"), "title", 28),
    Column(gettext_lazy("Unit"), lambda guest: guest.unit.name if guest.unit else guest.organisation, 36),
    Column(gettext_lazy("Attendance"), "presence", 14, lambda: dict(Presence.choices)),
]
SURVEY_SHEET = [
    Column(gettext_lazy("Survey"), "title", 44),
    Column(gettext_lazy("Answer until"), "due_on", 12),
    Column(gettext_lazy("Answers"), "answers_count", 12),
]
SURVEY_UNIT_SHEET = [
    Column(gettext_lazy("Code"), "unit.code", 12),
    Column(gettext_lazy("Unit"), "unit.name", 40),
    Column(gettext_lazy("Answered on"), "answered_on", 12),
    Column(gettext_lazy("None here"), lambda row: "x" if row.is_none_here else "", 10),
    Column(gettext_lazy("Children named"), "children_count", 12),
]
GIFT_LIST_SHEET = [
    Column(gettext_lazy("Code"), "code", 12),
    Column(gettext_lazy("Gift list"), "title", 44),
    Column(gettext_lazy("Day of giving"), "given_on", 12),
    Column(gettext_lazy("Unit"), "managing_unit.name", 34),
    Column(gettext_lazy("Campaign"), "campaign.name", 34),
    Column(gettext_lazy("Gifts"), "gifts_count", 10),
    Column(gettext_lazy("Comes to"), "computed_vnd", 16),
    Column(gettext_lazy("The paper says"), "stated_total_vnd", 16),
]
CLUSTER_SHEET = [
    Column(gettext_lazy("Cluster"), "name", 40),
    Column(gettext_lazy("Kept by"), "managing_unit.name", 34),
    Column(gettext_lazy("Year"), "last_year", 8),
    Column(gettext_lazy("Members"), "size", 10),
]
