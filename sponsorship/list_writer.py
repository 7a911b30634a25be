"""How the rows of a list of who sponsors whom become donors, children and pledges: everything at once, in SQL."""

import json
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from children.list_matching import match_children
from children.list_sql import MAY_BE_HIDDEN
from children.list_writer import MAY_BE_HIDDEN as SAID_OF_HIDDEN
from children.models import Child
from donors.list_writer import ORGANISATIONS
from donors.models import Donor
from donors.places import place_donors_of
from imports.known_names import UNITS, known_as
from imports.models import ImportBatch
from imports.showing import choice, day, text
from imports.writers import ListWriter, Shown, register_writer, root_path
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship import list_sql as sql
from sponsorship.list_entry import WRITE
from sponsorship.list_own import judge_own_rows
from sponsorship.list_terms import TWICE, work_out_terms
from sponsorship.lists import PLEDGES
from sponsorship.models import Instalment, Pledge, PledgeBalance
from sponsorship.models.states import Per
from sponsorship.operations import write_schedules
from vietnamese.errors import gettext_noop

MESSAGES = {
    "repeats_row": gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”."),
    "twice": gettext_noop(
        "Row %(row)s of sheet “%(sheet)s” has the same donor and child with another amount, period or note. Write what"
        " counts into one of the two, and leave the other out."
    ),
    "on_record": gettext_noop("This pledge is already in the records."),
    "other_terms": gettext_noop("The same donor already has a pledge for this child, with another amount or period."),
    "taken": gettext_noop(
        "This child already has a donor (%(codes)s). "
        "If both are to help, raise the number of donors in the child's record."
    ),
    "too_many": gettext_noop("More than nine donors for one child."),
    "no_need": gettext_noop("By the records this child has not needed a donor since %(day)s."),
    "may_repeat": gettext_noop("May be the same child as this record. It will be entered as a new child."),
    "may_be_hidden": SAID_OF_HIDDEN,
    "donor_may_repeat": gettext_noop("A donor with this name and another telephone is in the records (%(code)s)."),
    "known_child": gettext_noop("This child has a record: the pledge will stand there."),
    "start_of_list": gettext_noop("From when on the donor helps is not written: taken from %(day)s, the list's day."),
    "other_total": gettext_noop(
        "The paper says %(stated)s; these terms make %(derived)s, a difference of %(difference)s."
    ),
    "long_name": gettext_noop("The name is too long for a name."),
}


def check(batch: ImportBatch) -> None:
    """Compare the rows with donors, children and pledges on record and with each other; see ListWriter."""
    facts: dict[str, Any] = {
        "batch": batch.pk,
        "path": batch.managing_unit.path,
        "root": root_path(batch),
        "now": timezone.now(),
        "as_new": batch.corrections.get("as_new") or [],
        "same_as": json.dumps(batch.corrections.get("same_as") or {}),
    }
    with connection.cursor() as cursor:
        judge_own_rows(cursor, facts)
        facts["known_donors"] = json.dumps(known_as(cursor, "donor", ORGANISATIONS, facts))
        cursor.execute(sql.READ_ROWS, facts)
        _match_donors(cursor, facts)
        cursor.execute(sql.CHILDREN_OF_ROWS, facts)
        match_children(cursor, batch.managing_unit.path)
        work_out_terms(cursor, batch)
        cursor.execute(sql.JUDGE, facts)
        hidden = MAY_BE_HIDDEN.format(match="judged", child="child_id", certain="knows_child")
        for statement in (hidden, TWICE, *sql.STATUSES):
            cursor.execute(statement, MESSAGES | facts)


def _match_donors(cursor: CursorWrapper, facts: dict[str, Any]) -> None:
    for statement in (sql.DONORS_OF_ROWS, sql.MATCH_DONORS):
        cursor.execute(statement, facts)


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked: their donors, children and pledges, each with its schedule; see ListWriter."""
    facts: dict[str, Any] = {
        "batch": batch.pk,
        "unit": batch.managing_unit_id,
        "root": root_path(batch),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    with connection.cursor() as cursor:
        facts["known_units"] = json.dumps(known_as(cursor, "connecting_unit", UNITS, facts))
        for statement in WRITE:
            cursor.execute(statement, facts)
        cursor.execute("SELECT new_pledge_id FROM new_pledge")
        pledge_ids = [row[0] for row in cursor.fetchall()]
    write_schedules(pledge_ids=pledge_ids)
    place_donors_of(batch)


def rate_text(values: dict[str, Any]) -> str:
    """ "300.000 đ / tháng"."""
    if values.get("amount_vnd") is None:
        return ""
    amount, per = vnd(values["amount_vnd"]), choice("per", Per)(values)
    return _("%(amount)s / %(per)s") % {"amount": amount, "per": per} if per else amount


def period_text(values: dict[str, Any]) -> str:
    """ "01/2022 – 12/2025", or what else says when it ends."""
    if values.get("until_age_18"):
        end = _("until the child is 18")
    elif values.get("until_grade"):
        end = _("until the end of grade %(grade)s") % {"grade": values["until_grade"]}
    elif values.get("months"):
        end = _("%(count)s months") % {"count": values["months"]}
    else:
        end = day("ends")(values)
    return " – ".join(part for part in (day("starts")(values), end) if part)


register_writer(
    ListWriter(
        kind=PLEDGES,
        check=check,
        write=write,
        makes=(
            (Instalment, "pledge__import_batch"),
            (PledgeBalance, "pledge__import_batch"),
            (Pledge, "import_batch"),
            (Child, "import_batch"),
            (Donor, "import_batch"),
        ),
        permission=Permission.MATCH,
        prepared_by=Permission.EDIT_DONORS,
        record=Pledge,
        results_url="sponsorship:pledges",
        settles=True,
        columns=(
            Shown(gettext_noop("Donor"), text("donor"), ("donor",)),
            Shown(gettext_noop("Telephone"), text("donor_phone"), ("donor_phone",)),
            Shown(gettext_noop("Child"), text("child"), ("child",)),
            Shown(gettext_noop("Date of birth"), day("child_birth"), ("child_birth",)),
            Shown(
                gettext_noop("Commune"), text("commune"), ("former_commune", "present_commune", "commune", "address")
            ),
            Shown(gettext_noop("Amount"), rate_text, ("rate",)),
            Shown(gettext_noop("Period"), period_text, ("period", "starts")),
            Shown(gettext_noop("Connecting unit"), text("connecting_unit"), ("connecting_unit",)),
        ),
    )
)
