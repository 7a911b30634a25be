"""The list of children as its page shows it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from children.models.choices import OrphanStatus, Poverty, Sex
from children.states import State, age_text, leaving, state_of
from organisation.cells import addresses, below, cell, heading, joined, row, span
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, birth_text
from vietnamese.phones import format_phone


def draw(children: Iterable[Any]) -> SafeString:
    """Rows of children.rows.as_rows() under the headings of templates/children/list.html."""
    address, today = addresses("children:detail"), timezone.localdate()
    labels = [_("Born"), _("Where"), _("Circumstances"), _("Carer"), _("State")]
    sexes = {Sex.MALE.value: _("boy"), Sex.FEMALE.value: _("girl")}
    drawn = []
    for child in children:
        under = below(joined(child.code, sexes.get(child.sex), between=" · "))
        cells = [_birth(child, today), _place(child), (situation(child), ""), _carer(child), (_state(child, today), "")]
        named = [cell(label, *each) for label, each in zip(labels, cells, strict=True)]
        drawn.append(row(heading(child.full_name, address(child.public_id), under), *named))
    return joined(*drawn)


def _birth(child: Any, today: datetime.date) -> tuple[Any, str]:
    if not child.birth_date:
        return NOTHING, "row-empty"
    return joined(birth_text(child.birth_date, child.birth_date_precision), below(age_text(child, today))), ""


def _place(child: Any) -> tuple[Any, str]:
    commune = child.commune_name or child.former_commune_name
    shown = span(commune or NOTHING, below(child.hamlet) if child.hamlet else "")
    return shown, "" if commune or child.hamlet else "row-empty"


def situation(child: Any) -> SafeString:
    """What makes this child's life hard; also on the printed list."""
    orphan = "" if child.orphan_status == OrphanStatus.UNKNOWN else OrphanStatus(child.orphan_status).label
    poor = child.poverty in (Poverty.POOR, Poverty.NEAR_POOR)
    return span(
        span(orphan or NOTHING, css="cell-cap"),
        below(Poverty(child.poverty).label if poor else ""),
        below(_("union member's child")) if child.is_union_member_child else "",
    )


def _carer(child: Any) -> tuple[Any, str]:
    if not child.carer:
        return NOTHING, "row-empty"
    carer = child.carer[0]
    phone = span(format_phone(carer["phone"]), css="text-nowrap") if carer["phone"] else ""
    return span(carer["name"], below(joined(carer["relationship"], phone, between=" · "))), ""


def _state(child: Any, today: datetime.date) -> SafeString:
    state = state_of(child, today)
    return span(state_badge(state), below(leaving(child, today) or state.detail))


def state_badge(state: State) -> SafeString:
    """Hovering tells since when."""
    return format_html('<span title="{}">{}</span>', state.detail, badge(state.label, state.tone))
