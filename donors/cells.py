"""The list of donors as its page shows it."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from donors.models import DonorKind
from donors.wishes import wishes_in_words
from organisation.cells import addresses, below, cell, heading, joined, row, span
from organisation.templatetags.vietnamese import NOTHING, dmy, number
from vietnamese.phones import format_phone


def draw(donors: Iterable[Any]) -> SafeString:
    """Rows of donors.rows.as_rows() under the headings of templates/donors/list.html."""
    address = addresses("donors:detail")
    kinds = {kind.value: capfirst(str(kind.label)) for kind in DonorKind}
    contact, wishes, children = _("Contact"), _("Wishes"), _("Children sponsored")
    unit, added = _("Managing unit"), _("Recorded on")
    drawn = []
    for donor in donors:
        under = below(joined(donor.code, kinds[donor.kind], between=" · "))
        said = ", ".join(wishes_in_words(donor, donor.area_name))
        reached = donor.phone or donor.contact_name
        drawn.append(
            row(
                heading(f"{donor.title} {donor.name}".strip(), address(donor.public_id), under),
                cell(contact, _contact(donor), "" if reached else "row-empty"),
                cell(wishes, said or NOTHING, "" if said else "row-empty"),
                cell(children, _children(donor), "num"),
                cell(unit, donor.unit_name),
                cell(added, dmy(donor.created_at)),
            )
        )
    return joined(*drawn)


def _contact(donor: Any) -> SafeString:
    phone = format_phone(donor.phone) if donor.phone else NOTHING
    return span(span(phone, css="text-nowrap"), below(donor.contact_name) if donor.contact_name else "")


def _children(donor: Any) -> SafeString:
    more = ""
    if donor.capacity_children:
        more = below(_("can take %(n)s") % {"n": number(donor.capacity_children)}, "text-nowrap")
    return span(number(donor.children_count), more)
