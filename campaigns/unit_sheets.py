"""What the Excel sheet of the units says."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.models import ParticipationState
from organisation.models.unit import UnitKind
from organisation.sheets import Column

PARTICIPATION_SHEET = [
    Column(_("Code"), "unit.code", 12),
    Column(_("Unit"), "unit.name", 40),
    Column(_("Kind of unit"), lambda row: capfirst(str(UnitKind(row.unit.kind).label)), 22),
    Column(_("Answer"), lambda row: capfirst(str(ParticipationState(row.state).label)), 22),
    Column(_("Asked on"), "asked_on", 12),
    Column(_("Plan of"), "planned_on", 12),
    Column(_("Reported on"), "reported_on", 12),
    Column(_("Late"), lambda row: "x" if row.is_late else "", 8),
    Column(_("Different people helped"), "people_count", 14),
    Column(_("Times helped"), "times_count", 14),
    Column(_("Money and goods in all"), "amount_vnd", 18),
    Column(_("Why it is excused"), "excused_reason", 30),
]
