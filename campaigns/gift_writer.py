"""How the rows of a gift list become a list with its groups and recipients: everything at once, in SQL."""

import datetime as dt
from typing import Any

from django.db import connection
from django.utils import timezone

from campaigns import gift_sql as sql
from campaigns.gift_fields import register_gifts
from campaigns.gift_rows import GIFT
from campaigns.gift_sums import complete
from campaigns.models import Campaign, GiftGroup, GiftList, GiftRecipient
from children.list_matching import match_children
from imports.models import ImportBatch
from imports.sets import in_sets
from imports.showing import day, text
from imports.writers import ListWriter, Shown, register_writer
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number, vnd
from vietnamese.errors import gettext_noop
from vietnamese.money import MOST_VND

MESSAGES = {
    "on_record": gettext_noop("This gift is already in the records."),
    "twice": gettext_noop("The same child already stands in this group at row %(row)s of sheet “%(sheet)s”."),
    "known_child": gettext_noop("This child has a record: the gift will stand there too."),
    "may_be_child": gettext_noop("May be this child of the register. The gift will be entered by name only."),
    "long_name": gettext_noop("The name is too long for a name."),
    "wrong_code": gettext_noop("No gift list of this unit has the code %(code)s, or the file speaks of several lists."),
}

SURELY_GIVEN_DAYS = 31  # a list older than that tells of what was given


def said(batch: ImportBatch, key: str) -> Any:
    """The first thing that a sheet says under this key; None when none does."""
    sheets = batch.layout.get("sheets", [])
    return next((value for sheet in sheets if (value := (sheet.get("said") or {}).get(key))), None)


def _facts(batch: ImportBatch) -> dict[str, Any]:
    stated = said(batch, "list_stated_vnd")
    return MESSAGES | {
        "batch": batch.pk,
        "path": batch.managing_unit.path,
        "unit": batch.managing_unit_id,
        "title": said(batch, "title") or batch.file_name.rpartition(".")[0] or GIFT,
        "day": said(batch, "given_on"),
        "stated_vnd": stated if stated and stated <= MOST_VND else None,  # more is no total of gifts
        "campaign": batch.corrections.get("campaign"),
        "most_vnd": MOST_VND,
        "surely_given": timezone.localdate() - dt.timedelta(days=SURELY_GIVEN_DAYS),
    }


def check(batch: ImportBatch) -> None:
    """Compare the rows with the gift lists and children on record and with each other; see ListWriter."""
    facts = _facts(batch)
    with connection.cursor() as cursor:
        cursor.execute(sql.READ_ROWS, facts)
        match_children(cursor, batch.managing_unit.path)
        for statement in (sql.FIND_TARGET, sql.WRONG_CODE, sql.LONG_NAMES, sql.ON_RECORD):
            cursor.execute(statement, facts)
        in_sets(cursor, [sql.TWICE], facts)
        cursor.execute(sql.MAY_BE_CHILD, facts)


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked: the list unless it stands already, its groups and recipients; see ListWriter."""
    facts = _facts(batch)
    with connection.cursor() as cursor:
        cursor.execute(sql.INSERT_LIST, facts)
        if made := cursor.fetchone():
            cursor.execute(sql.KEEP_TARGET, {"list": made[0]})
        for statement in (
            sql.NAME_CAMPAIGN,
            sql.INSERT_GROUPS,
            sql.HIDE_PLACES,
            sql.INSERT_RECIPIENTS,
            sql.NAME_RECORDS,
        ):
            cursor.execute(statement, facts)


def summary(batch: ImportBatch) -> dict[str, Any]:
    """The groups with what they come to, beside what the list states (VND; None where it states nothing).

    {"lines": [{"label", "recipients", "rate_vnd", "amount_vnd"}, …], "computed_vnd", "stated_vnd", "difference_vnd"
    (stated minus computed), "campaign" (the name of the one it is entered for, or None), "wrong_sums": [{"sheet",
    "row", "stated_vnd", "computed_vnd"}, …]}; a line of a unit has "unit" too.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.LINES, {"batch": batch.pk})
        found = cursor.fetchall()
    lines = [
        {"label": label, "recipients": count, "rate_vnd": rate, "amount_vnd": amount} | ({"unit": unit} if unit else {})
        for label, unit, rate, count, amount in found
    ]
    computed = sum(line["amount_vnd"] or 0 for line in lines)
    stated = said(batch, "list_stated_vnd")
    wrong = [
        one | {"sheet": sheet["name"]}
        for sheet in batch.layout.get("sheets", [])
        for one in (sheet.get("said") or {}).get("wrong_sums", [])
    ]
    return {
        "lines": lines,
        "computed_vnd": computed,
        "stated_vnd": stated,
        "difference_vnd": None if stated is None else stated - computed,
        "campaign": Campaign.objects.filter(pk=batch.corrections.get("campaign"))
        .values_list("name", flat=True)
        .first(),
        "wrong_sums": wrong,
    }


def _campaign_name(batch: ImportBatch) -> str | None:
    chosen = Campaign.objects.filter(pk=batch.corrections.get("campaign"))
    return chosen.values_list("name", flat=True).first()


def _money(key: str) -> Any:
    return lambda values: vnd(values[key]) if values.get(key) is not None else ""


def _count(values: dict[str, Any]) -> str:
    return number(values["quantity"]) if values.get("quantity") is not None else ""


register_writer(
    ListWriter(
        kind=register_gifts(complete),
        check=check,
        write=write,
        makes=((GiftRecipient, "import_batch"), (GiftGroup, "import_batch"), (GiftList, "import_batch")),
        permission=Permission.EDIT_CHILDREN,
        record=GiftList,
        results_url="campaigns:gift_lists",
        columns=(
            Shown(gettext_noop("Full name"), text("full_name"), ("full_name",)),
            Shown(gettext_noop("Date of birth"), day("birth"), ("birth",)),
            Shown(gettext_noop("Child of"), text("parent_name"), ("parent_name",)),
            Shown(gettext_noop("Unit"), text("unit"), ("unit",)),
            Shown(gettext_noop("Gift or award"), text("group"), ("group",)),
            Shown(gettext_noop("Number"), _count, ("quantity",)),
            Shown(gettext_noop("Rate"), _money("rate_vnd"), ("rate",)),
            Shown(gettext_noop("Amount of money"), _money("amount_vnd"), ("amount",)),
        ),
        summary=summary,
        one_record_a_row=False,
    )
)
