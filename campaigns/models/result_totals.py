"""What results come to, kept for every unit and month with all that lies below it, so that a roll-up reads no lines.

Each line is added to its unit and to every unit above it, by triggers in the same transaction.
"""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.measures import MeasureUnit
from organisation.models import Unit


class ResultCategory(models.TextChoices):
    """What a line is about. Loans are no results: they come back (Loan)."""

    ALL_HELP = "all_help", _("help of every kind")
    GIFTS = "gifts", pgettext_lazy("result", "gifts")
    SCHOLARSHIPS = "scholarships", _("scholarships and awards")
    CASH = "cash", _("support in money")
    WELFARE_BAGS = "welfare_bags", _("welfare bags")
    HOUSES = "houses", pgettext_lazy("result", "houses")
    ADDRESSES = "addresses", _("humanitarian addresses")
    BLOOD = "blood", _("blood donation")
    TEAMS = "teams", _("teams and groups")
    SPONSORSHIP = "sponsorship", _("children sponsored")
    SURVEY = "survey", _("children found in need")
    ACTIVITIES = "activities", _("activities and talks")
    OTHER = "other", pgettext_lazy("result", "other")


COUNTS = {  # column of the totals: column of a line
    "quantity": "quantity",
    "people": "people_count",
    "times": "times_count",
    "amount": "amount_vnd",
    "goods": "goods_vnd",
}
KEY = "unit_id, month, category, measure, standing"
SUMS = ["lines_count", *(f"{name}{part}" for name in COUNTS for part in ("_sum", "_lines"))]
SUMS += ["about_lines", "about_money_lines"]
SUMMED = ", ".join(
    [
        "sum(sign)",
        *(
            f"coalesce(sum(sign * {column}), 0), coalesce(sum(sign) FILTER (WHERE {column} IS NOT NULL), 0)"
            for column in COUNTS.values()
        ),
        "coalesce(sum(sign) FILTER (WHERE qualifier <> ''), 0)",
        "coalesce(sum(sign) FILTER (WHERE money_qualifier <> ''), 0)",
    ]
)
# A line that only explains another one is in no sum.
BY_UNIT = f"""
    SELECT a.unit::bigint, date_trunc('month', e.ends_on)::date, e.category, e.measure, e.standing, {SUMMED}
    FROM ({{changes}}) e, LATERAL unnest(string_to_array(trim(BOTH '/' FROM e.unit_path), '/')) AS a(unit)
    WHERE e.standing < 2
    GROUP BY 1, 2, 3, 4, 5
"""


def add_to_totals(changes: str) -> str:
    """SQL that adds `changes` (lines with a `sign` and the `unit_path` of their unit) to the kept totals."""
    added = ", ".join(f"{name} = t.{name} + excluded.{name}" for name in SUMS)
    return f"""
        INSERT INTO campaigns_resulttotal AS t ({KEY}, {", ".join(SUMS)})
        {BY_UNIT.format(changes=changes)} ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ({KEY}) DO UPDATE SET {added};
        RETURN NULL;
    """


def _lines(table: str, sign: int) -> str:
    return (
        f"SELECT r.*, u.path AS unit_path, {sign} AS sign FROM {table} r"
        " JOIN organisation_unit u ON u.id = r.managing_unit_id"
    )


def _trigger(name: str, operation: pgtrigger.Operation, changes: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=add_to_totals(changes),
    )


ADD_NEW = _trigger("add_new", pgtrigger.Insert, _lines("come", 1), new="come")
ADD_CHANGED = _trigger(
    "add_changed", pgtrigger.Update, f"{_lines('come', 1)} UNION ALL {_lines('gone', -1)}", new="come", old="gone"
)
TAKE_DELETED = _trigger("take_deleted", pgtrigger.Delete, _lines("gone", -1), old="gone")
KEPT = f"SELECT {KEY}, {', '.join(SUMS)} FROM campaigns_resulttotal WHERE lines_count <> 0"
COUNTED = BY_UNIT.format(changes=_lines("campaigns_result", 1))  # what the kept totals must equal
MOVED = (
    "SELECT r.*, m.path AS unit_path, m.sign FROM campaigns_result r JOIN (SELECT n.id, n.path, 1 AS sign"
    " FROM come n JOIN gone o USING (id) WHERE n.path <> o.path UNION ALL SELECT o.id, o.path, -1"
    " FROM come n JOIN gone o USING (id) WHERE n.path <> o.path) m ON m.id = r.managing_unit_id"
)


class UnitInTree(Unit):
    """A unit that goes elsewhere in the tree takes its results along."""

    class Meta:
        proxy = True
        triggers = [_trigger("results_follow", pgtrigger.Update, MOVED, new="come", old="gone")]


class ResultTotal(models.Model):
    """What the lines of a unit and all below it come to. `…_lines`: in how many of them the number is known."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    month = models.DateField()
    category = models.CharField(max_length=20, choices=ResultCategory)
    measure = models.CharField(max_length=20, choices=MeasureUnit)
    standing = models.PositiveSmallIntegerField()
    lines_count = models.IntegerField()
    quantity_sum = models.BigIntegerField()
    quantity_lines = models.IntegerField()
    people_sum = models.BigIntegerField()
    people_lines = models.IntegerField()
    times_sum = models.BigIntegerField()
    times_lines = models.IntegerField()
    amount_sum = models.BigIntegerField()
    amount_lines = models.IntegerField()
    goods_sum = models.BigIntegerField()
    goods_lines = models.IntegerField()
    about_lines = models.IntegerField()
    about_money_lines = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "category", "measure", "standing"], name="result_total_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month}"
