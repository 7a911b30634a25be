"""django-import-export for the admin, on the same fields as the lists: what a cell means is said once, in lists.py."""

from typing import Any

from import_export import fields, resources

from children.lists import CHILDREN
from children.models import Child
from imports.widgets import AsInLists
from organisation.access import units_where
from organisation.roles import Permission

# The fields of a list that are one column of a child's record.
DIRECT = ["full_name", "sex", "ethnicity", "father_name", "mother_name", "poverty", "school"]


class ChildResource(resources.ModelResource):
    """Repairs what stands in records already there, found by their code; new children come through the lists."""

    code = fields.Field("code", "code", readonly=True)

    class Meta:
        model = Child
        fields = ["code", *DIRECT]
        import_id_fields = ["code"]
        skip_unchanged = report_skipped = True
        use_transactions = True
        clean_model_instances = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for key in DIRECT:
            self.fields[key] = fields.Field(key, key, widget=AsInLists(CHILDREN.by_key[key]))
        self.user = kwargs.get("user")

    def get_queryset(self) -> Any:
        """The records that this person may change; without a person, none."""
        if not self.user:
            return Child.objects.none()
        return Child.objects.filter(managing_unit__in=units_where(self.user, Permission.EDIT_CHILDREN))

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        return not instance.pk or super().skip_row(instance, original, row, import_validation_errors)
