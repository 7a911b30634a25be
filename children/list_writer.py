"""How the rows of a children's list become records: everything at once, in SQL."""

import json
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children import list_changes as changes
from children import list_sql as sql
from children.list_matching import match_children
from children.list_showing import values_of
from children.list_siblings import group_accepted, link_those_on_record, propose_siblings
from children.lists import CHILDREN
from children.models import Caregiver, Child
from children.models.choices import OrphanStatus, Sex
from imports.known_names import UNITS, known_as
from imports.models import ImportBatch
from imports.sets import in_sets
from imports.showing import choice, day, text
from imports.writers import ListWriter, Shown, register_writer, root_path
from organisation.roles import Permission
from vietnamese.errors import gettext_noop

ON_RECORD = gettext_noop("This child is in the records already.")
MAY_REPEAT = gettext_noop("May be the same child as this record. It will be entered as a new child.")
REPEATS_ROW = gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”.")
SAYS_MORE = gettext_noop(
    "Row %(row)s of sheet “%(sheet)s” is the same child and does not say all that this row says. Write what counts into"
    " one of the two, and leave the other out."
)
LIKE_ROW = gettext_noop("Same name and birth as row %(row)s of sheet “%(sheet)s”. It will be entered as another child.")
NAMESAKE = gettext_noop(
    "May be the child of row %(row)s of sheet “%(sheet)s”: the birth date of one of them is missing. It will be entered"
    " as another child."
)
BIRTH_DIFFERS = gettext_noop(
    "May be the child of row %(row)s of sheet “%(sheet)s”: only the birth dates are not the same. It will be entered as"
    " another child."
)
CODE_TWICE = gettext_noop("The code %(code)s stands at row %(row)s of sheet “%(sheet)s” too, for another child.")
MAY_BE_HIDDEN = gettext_noop(
    "May be %(code)s, whose place is kept secret: a second record would tell it. Say whether it is this child; until"
    " then the row is not entered."
)
LONG_NAME = gettext_noop("The name is too long for a name.")
LONG_NOTE = gettext_noop("The note has more than 4,000 letters: what is beyond is not entered.")
FULL_NOTE = gettext_noop("The note is not added: with it the record's note would have more than 4,000 letters.")

ORPHAN_FIELDS = ("circumstances", "father_dead", "mother_dead", "both_dead", "father_state", "mother_state")

MESSAGES = {
    "repeats_row": REPEATS_ROW, "says_more": SAYS_MORE, "like_row": LIKE_ROW,
    "namesake": NAMESAKE, "birth_differs": BIRTH_DIFFERS,
    "code_twice": CODE_TWICE, "may_repeat": MAY_REPEAT, "long_name": LONG_NAME, "on_record": ON_RECORD,
    "may_be_hidden": MAY_BE_HIDDEN, "long_note": LONG_NOTE, "full_note": FULL_NOTE,
}  # fmt: skip


def check(batch: ImportBatch) -> None:
    """Compare the batch's rows with the children of its unit and with each other; see imports.writers.ListWriter."""
    with connection.cursor() as cursor:
        facts = _facts(batch)
        known = known_as(cursor, "union_unit", UNITS, facts)
        cursor.execute(sql.READ_ROWS, facts | {"known_units": json.dumps(known)})
        match_children(cursor, batch.managing_unit.path)
        cursor.execute(changes.CHANGES, _decided(batch))
        hidden = sql.MAY_BE_HIDDEN.format(match="child_match", child="record_id", certain="is_certain")
        cursor.execute(sql.LONG_NAMES, MESSAGES)
        in_sets(cursor, [sql.CODES, sql.REPEATS, sql.NAMESAKES], MESSAGES | {"batch": batch.pk})
        for statement in (hidden, sql.STATUSES, sql.LONG_NOTES):
            cursor.execute(statement, MESSAGES)
        propose_siblings(cursor, batch)


def _decided(batch: ImportBatch) -> dict[str, Any]:
    overwrite = batch.corrections.get("overwrite") or []
    return {
        "overwrite_all": overwrite is True,
        "overwrite": [] if overwrite is True else overwrite,
        "keep": json.dumps(batch.corrections.get("keep") or {}),
        "shown_once": list(changes.SHOWN_ONCE),
    }


def _facts(batch: ImportBatch) -> dict[str, Any]:
    dates = {sheet["name"]: sheet["list_date"] for sheet in batch.layout["sheets"] if sheet["list_date"]}
    return {
        "batch": batch.pk,
        "root": root_path(batch),
        "today": timezone.localdate(),
        "list_dates": json.dumps(dates),
        "needs_sponsor": batch.corrections.get("needs_sponsor", True),
        "as_new": batch.corrections.get("as_new") or [],
        "same_as": json.dumps(batch.corrections.get("same_as") or {}),
    }


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked; see imports.writers.ListWriter."""
    facts: dict[str, Any] = {"batch": batch.pk, "unit": batch.managing_unit_id}
    facts |= {"phone_label": str(_("Telephone")), "carer_label": str(_("Carer"))}
    with connection.cursor() as cursor:
        cursor.execute(sql.NUMBER_NEW)
        group_accepted(cursor, batch)
        for statement in (sql.INSERT_CHILDREN, sql.INSERT_CAREGIVERS):
            cursor.execute(statement, facts)
        for statement in (changes.KEEP_BEFORE, changes.COMPLETE, changes.COMPLETE_CAREGIVERS):
            cursor.execute(statement)
        link_those_on_record(cursor)
        cursor.execute(sql.NAME_RECORDS)


register_writer(
    ListWriter(
        kind=CHILDREN,
        check=check,
        write=write,
        makes=((Caregiver, "import_batch"), (Child, "import_batch")),
        permission=Permission.EDIT_CHILDREN,
        record=Child,
        results_url="children:list",
        values_of=values_of,
        settles=True,
        columns=(
            Shown(gettext_noop("Full name"), text("full_name"), ("full_name",)),
            Shown(gettext_noop("Date of birth"), day("birth"), ("birth", "male", "female")),
            Shown(gettext_noop("Sex"), choice("sex", Sex), ("sex",)),
            Shown(gettext_noop("Hamlet"), text("hamlet"), ("hamlet", "address")),
            Shown(
                gettext_noop("Commune"), text("commune"), ("former_commune", "present_commune", "commune", "address")
            ),
            Shown(gettext_noop("Orphan"), choice("orphan_status", OrphanStatus), ORPHAN_FIELDS),
            Shown(gettext_noop("Carer"), text("caregiver_name"), ("caregiver_name",)),
            Shown(gettext_noop("Telephone"), text("phone"), ("phone",)),
            Shown(gettext_noop("Union member's child (union)"), text("union_unit"), ("union_unit",)),
        ),
    )
)
