"""Two records of one child become one: its facts, and what belongs to it without a foreign key."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from children.models import Caregiver, Child, ChildMerge, DifferentChildren, Need, Visit
from children.models.choices import RESTRICTED_GROUPS, CircumstanceGroup, NeedEndReason, Precision
from imports.merging import ListRows
from organisation.access import can
from organisation.attached import Rows, register_rows
from organisation.comparing import Kind, Line, better_written, refuses, register_kind
from organisation.roles import Permission
from organisation.templatetags.vietnamese import NOTHING, birth_text, dmy
from vietnamese.phones import format_phone
from vietnamese.text import fold

EXACT = [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.ESTIMATED]


def _birth(child: Child, user: Any) -> str:
    return birth_text(child.birth_date, child.birth_date_precision)


def _exact_birth(left: Child, right: Child) -> bool:
    if left.birth_date is None or right.birth_date is None:
        return left.birth_date is None and right.birth_date is not None
    return EXACT.index(Precision(right.birth_date_precision)) < EXACT.index(Precision(left.birth_date_precision))


def _better_name(left: Child, right: Child) -> bool:
    return better_written(right.full_name, left.full_name)


def _need(child: Child, user: Any) -> str:
    if child.needs_since is None:
        return NOTHING
    if child.need_ended_on is None:
        return _("since %(day)s") % {"day": dmy(child.needs_since)}
    why = NeedEndReason(child.need_ended_reason).label
    facts = {"from": dmy(child.needs_since), "to": dmy(child.need_ended_on), "why": why}
    return _("from %(from)s to %(to)s (%(why)s)") % facts


def _longer_need(left: Child, right: Child) -> bool:
    """In need rather than not, and since the earlier day."""
    if left.needs_sponsor != right.needs_sponsor or left.needs_since is None or right.needs_since is None:
        return right.needs_sponsor or (left.needs_since is None and right.needs_since is not None)
    return right.needs_since < left.needs_since


def _sees_restricted(child: Child, user: Any) -> bool:
    return can(user, Permission.VIEW_RESTRICTED, child.managing_unit)


def _groups(child: Child, user: Any) -> str:
    shown = [g for g in child.circumstance_groups if g not in RESTRICTED_GROUPS or _sees_restricted(child, user)]
    return ", ".join(str(CircumstanceGroup(group).label) for group in shown) or NOTHING


def _more_places(left: Child, right: Child) -> bool:
    return right.places > left.places


LINES = [
    Line(gettext_lazy("full name"), ("full_name",), fuller=_better_name),
    Line(pgettext_lazy("child", "birth"), ("birth_date", "birth_date_precision"), _birth, _exact_birth),
    Line(gettext_lazy("sex"), ("sex",)),
    Line(gettext_lazy("ethnicity"), ("ethnicity",)),
    Line(gettext_lazy("also called"), ("alias",)),
    Line(gettext_lazy("personal id number"), ("personal_id_number",)),
    Line(gettext_lazy("hamlet"), ("hamlet",)),
    Line(gettext_lazy("commune before July 2025"), ("former_commune",)),
    Line(gettext_lazy("commune"), ("commune",)),
    Line(gettext_lazy("address as written"), ("address_as_written",)),
    Line(gettext_lazy("father"), ("father_name",)),
    Line(gettext_lazy("mother"), ("mother_name",)),
    Line(gettext_lazy("child of a union member or worker"), ("is_union_member_child",)),
    Line(gettext_lazy("parent's grassroots union"), ("parents_union", "parents_union_unit")),
    Line(gettext_lazy("orphan status"), ("orphan_status",)),
    Line(gettext_lazy("orphaned by COVID-19"), ("orphaned_by_covid",)),
    Line(gettext_lazy("household"), ("poverty",)),
    Line(gettext_lazy("receives the social allowance"), ("receives_social_allowance",)),
    Line(gettext_lazy("groups of article 10"), ("circumstance_groups",), _groups),
    Line(gettext_lazy("circumstances"), ("circumstances",)),
    Line(gettext_lazy("school"), ("school",)),
    Line(gettext_lazy("grade"), ("grade",)),
    Line(gettext_lazy("need of a donor"), ("needs_since", "need_ended_on", "need_ended_reason"), _need, _longer_need),
    Line(gettext_lazy("donors at most"), ("places",), fuller=_more_places),
    Line(gettext_lazy("managing unit"), ("managing_unit",)),
    Line(gettext_lazy("code in the old list"), ("list_code",)),
    Line(gettext_lazy("note"), ("note",)),
]


def _carers(child: Child, user: Any) -> str:
    people = ([c.full_name, c.relationship, c.phone and format_phone(c.phone)] for c in child.caregivers.all())
    return "; ".join(", ".join(filter(None, facts)) for facts in people) or NOTHING


COMPARED = {
    "birth_date", "sex", "hamlet", "former_commune", "commune", "father_name", "mother_name", "managing_unit",
}  # fmt: skip
FACTS = [line for line in LINES if line.key in COMPARED]
FACTS.insert(-1, Line(gettext_lazy("carer"), ("caregivers",), _carers))


def _settle(kept: Child, other: Child, values: dict[str, Any], user: Any) -> dict[str, Any]:
    """Groups that the person does not see are never lost by the choice; brothers and sisters are those of both."""
    groups = set(values.get("circumstance_groups", kept.circumstance_groups))
    for record in (kept, other):
        if not _sees_restricted(record, user):
            groups |= {group for group in record.circumstance_groups if group in RESTRICTED_GROUPS}
    settled = values | {"circumstance_groups": [group for group in CircumstanceGroup.values if group in groups]}
    return settled | {"sibling_group": kept.sibling_group_id or other.sibling_group_id}


class Siblings(Rows):
    """The brothers and sisters of one become those of the other."""

    stands_against_undo = is_shown = False

    def __init__(self) -> None:
        super().__init__(Child, "sibling_group")

    def of(self, record: models.Model) -> models.QuerySet:
        group = record.sibling_group_id  # type: ignore[attr-defined]  # a child
        return Child.objects.filter(sibling_group=group).exclude(pk=record.pk) if group else Child.objects.none()

    def move(self, rows: models.QuerySet, old: models.Model, new: models.Model) -> None:
        rows.order_by().update(sibling_group=new.sibling_group_id)  # type: ignore[attr-defined]  # a child

    def rivals(self, one: models.Model, other: models.Model) -> list:
        return []


class Repeated(Rows):
    """Rows that say the same in both records stand once in the merged one. `key(row)` is what they say."""

    def __init__(self, model: type[models.Model], key: Callable[[Any], tuple[Any, ...]]) -> None:
        super().__init__(model, "child")
        self.says = key

    def rivals(self, one: models.Model, other: models.Model) -> list[tuple[models.Model, models.Model]]:
        first = {self.says(row): row for row in reversed(self.of(one))}
        second = {self.says(row): row for row in reversed(self.of(other))}
        return [(row, second[key]) for key, row in first.items() if key in second]


def _are_siblings(kept: Child, other: Child, user: Any) -> list[str]:
    if kept.sibling_group_id is None or kept.sibling_group_id != other.sibling_group_id:
        return []
    return [_("They are noted as brothers or sisters, so they are two children. Unlink them first if that is wrong.")]


CHILDREN = register_kind(
    Kind(
        model=Child,
        merges=ChildMerge,
        different=DifferentChildren,
        permission=Permission.EDIT_CHILDREN,
        lines=LINES,
        facts=FACTS,
        undo_url="children:merge_undo",
        settle=_settle,
    )
)
register_rows(Child, Siblings())
register_rows(Child, Repeated(Caregiver, lambda row: (row.name_folded, row.phone)))
register_rows(Child, Repeated(Need, lambda row: (row.kind, fold(row.detail), row.met_on)))
register_rows(Child, Repeated(Visit, lambda row: (row.visited_on, fold(row.visitors), fold(row.note))))
register_rows(Child, ListRows(Child))
refuses(Child, _are_siblings)


def _one_is_hidden(kept: Child, other: Child, user: Any) -> list[str]:
    if kept.is_hidden or other.is_hidden:
        return [_("The place of one of them is kept secret; end that first.")]
    return []


refuses(Child, _one_is_hidden)
