"""Donors as a table for the admin: taken out as they are shown, brought back in to repair what stands there.

What a cell means is said once, in lists.py.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources

from donors.access import editable_donors
from donors.lists import DONORS
from donors.models import Donor
from imports.widgets import AsInLists

MOST_ROWS = 2_000  # more is a list for the page of imports
# The columns of a record that a list has too, and how a list calls them.
AS_IN_LISTS = {
    "kind": AsInLists(DONORS.by_key["kind"], key="_kind"),
    "contact_name": AsInLists(DONORS.by_key["contact_name"]),
    "position_title": AsInLists(DONORS.by_key["position_title"]),
    "phone": AsInLists(DONORS.by_key["donor_phone"]),
    "other_phone": AsInLists(DONORS.by_key["other_phone"], key="_other_phone"),
    "email": AsInLists(DONORS.by_key["email"]),
    "capacity_children": AsInLists(DONORS.by_key["capacity_children"], empty=None),
    "capacity_vnd": AsInLists(DONORS.by_key["capacity_vnd"], empty=None),
}


class DonorResource(resources.ModelResource):
    """A row is found by its code. An unknown code is refused: new donors come by the pages and the import of lists."""

    wished_area = fields.Field("wished_area__name", readonly=True)
    managing_unit = fields.Field("managing_unit__name", readonly=True)

    class Meta:
        model = Donor
        import_id_fields = ["code"]
        fields = [
            "code", "kind", "title", "name", "contact_name", "position_title", "phone", "other_phone", "email",
            "address", "wished_area", "wished_age_from", "wished_age_to", "wished_sex", "wishes_double_orphan",
            "wishes_union_member_child", "wished_school", "wishes_note", "capacity_children", "capacity_vnd",
            "is_public", "managing_unit", "note",
        ]  # fmt: skip
        use_bulk = True
        skip_diff = True
        skip_unchanged = True
        clean_model_instances = True

    def __init__(self, *, user: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for column, widget in AS_IN_LISTS.items():
            self.fields[column] = fields.Field(column, column, widget=widget)
        self.user = user

    def get_queryset(self) -> Any:
        """The rows that this person may change; without a person, none."""
        return editable_donors(self.user) if self.user else Donor.objects.none()

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if len(dataset) > MOST_ROWS:
            raise ValidationError(
                _("At most %(n)s rows at a time; use the import of lists for more.") % {"n": MOST_ROWS}
            )

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Donor, bool]:
        donor, is_new = super().get_or_init_instance(instance_loader, row)
        if is_new:
            raise ValidationError(
                _("No donor of your units has the code “%(code)s”.") % {"code": row.get("code") or ""}
            )
        return donor, is_new
