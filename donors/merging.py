"""Two records of one donor become one."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from donors.models import DifferentDonors, Donor, DonorKind, DonorMerge
from imports.merging import ListRows
from organisation.attached import register_rows
from organisation.comparing import Kind, Line, better_written, register_kind
from organisation.roles import Permission
from organisation.templatetags.vietnamese import NOTHING
from vietnamese.phones import format_phone


def _better_name(left: Donor, right: Donor) -> bool:
    return better_written(right.name, left.name)


def _kind(donor: Donor, user: Any) -> str:
    kind = str(capfirst(DonorKind(donor.kind).label))
    return f"{kind}: {donor.unit}" if donor.unit else kind


def _phone(donor: Donor, user: Any) -> str:
    return format_phone(donor.phone) if donor.phone else NOTHING


def _other_phone(donor: Donor, user: Any) -> str:
    return format_phone(donor.other_phone) if donor.other_phone else NOTHING


def _ages(donor: Donor, user: Any) -> str:
    ages = (donor.wished_age_from, donor.wished_age_to)
    if ages == (None, None):
        return NOTHING
    facts = {"from": NOTHING if ages[0] is None else ages[0], "to": NOTHING if ages[1] is None else ages[1]}
    return _("from %(from)s to %(to)s") % facts


def _not_public(left: Donor, right: Donor) -> bool:
    """Nobody is named in public by a merge."""
    return left.is_public and not right.is_public


def _unit_named(left: Donor, right: Donor) -> bool:
    return left.unit_id is None and right.unit_id is not None


LINES = [
    Line(gettext_lazy("name"), ("name",), fuller=_better_name),
    Line(gettext_lazy("form of address"), ("title",)),
    Line(gettext_lazy("kind"), ("kind", "unit"), _kind, _unit_named),  # only an organisation can be a unit
    Line(gettext_lazy("contact person"), ("contact_name",)),
    Line(gettext_lazy("position"), ("position_title",)),
    Line(gettext_lazy("phone"), ("phone",), _phone),
    Line(gettext_lazy("other phone"), ("other_phone",), _other_phone),
    Line(gettext_lazy("e-mail"), ("email",)),
    Line(gettext_lazy("address"), ("address",)),
    Line(gettext_lazy("commune of the address"), ("commune",)),
    Line(gettext_lazy("area wished for"), ("wished_area",)),
    Line(gettext_lazy("age wished for"), ("wished_age_from", "wished_age_to"), _ages),
    Line(gettext_lazy("boy or girl"), ("wished_sex",)),
    Line(gettext_lazy("a child who lost both parents"), ("wishes_double_orphan",)),
    Line(gettext_lazy("a union member's child"), ("wishes_union_member_child",)),
    Line(pgettext_lazy("wish", "at the school"), ("wished_school",)),
    Line(gettext_lazy("other wishes"), ("wishes_note",)),
    Line(gettext_lazy("children it can take"), ("capacity_children",)),
    Line(gettext_lazy("VND a month it can give"), ("capacity_vnd",)),
    Line(gettext_lazy("may be named in public"), ("is_public",), fuller=_not_public),
    Line(gettext_lazy("managing unit"), ("managing_unit",)),
    Line(gettext_lazy("note"), ("note",)),
]
COMPARED = {"kind", "contact_name", "phone", "other_phone", "email", "address", "managing_unit"}

DONORS = register_kind(
    Kind(
        model=Donor,
        merges=DonorMerge,
        different=DifferentDonors,
        permission=Permission.EDIT_DONORS,
        lines=LINES,
        facts=[line for line in LINES if line.key in COMPARED],
        undo_url="donors:merge_undo",
    )
)
register_rows(Donor, ListRows(Donor))
