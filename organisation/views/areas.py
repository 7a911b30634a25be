"""The communes, former districts and provinces of both generations."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.access import Permission, requires
from organisation.listing import FilterForm, Listing
from organisation.models import Area, AreaSuccession
from organisation.models.area import AreaLevel

ALL = ("", gettext_lazy("All"))
PRESENT, FORMER = "present", "former"
GENERATIONS = [ALL, (PRESENT, gettext_lazy("Since 01/07/2025")), (FORMER, gettext_lazy("Until 30/06/2025"))]


class AreaFilters(FilterForm):
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=[ALL, *AreaLevel.choices])
    generation = forms.ChoiceField(label=gettext_lazy("When"), choices=GENERATIONS)
    province = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Present province"), empty_label=gettext_lazy("All")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["province"]
        field.queryset = Area.objects.present().filter(level=AreaLevel.PROVINCE).order_by("code")

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        if level := self.understood.get("level"):
            rows = rows.filter(level=level)
        if generation := self.understood.get("generation"):
            rows = rows.present() if generation == PRESENT else rows.former()
        if province := self.understood.get("province"):
            rows = rows.filter(pk__in=_within(province))
        return rows


def _within(province: Area) -> QuerySet:
    """The province's communes, and the former ones that went into them, with their districts."""
    present = Area.objects.filter(parent=province)
    former = Area.objects.filter(successors__in=present)
    districts = Area.objects.filter(parts__in=former)
    return present.values("pk").union(former.values("pk"), districts.values("pk"))


@requires(Permission.MANAGE_UNITS)
def area_list(request: Any) -> HttpResponse:
    became = AreaSuccession.objects.select_related("new").order_by("new__name")
    came_from = AreaSuccession.objects.select_related("old", "old__parent").order_by("old__name")
    listing = Listing(
        request,
        Area.objects.select_related("parent", "parent__parent").prefetch_related(
            Prefetch("successions", became), Prefetch("origins", came_from)
        ),
        form_class=AreaFilters,
        sorts={"name": ["name_folded", "valid_to", "id"], "code": ["code", "valid_to", "id"]},
        default_sort="name",
    )
    return listing.render("organisation/areas.html", {"page_title": _("Areas")})
