"""How many children there are of each kind, kept for every unit and place, so that a summary of today counts no rows.

By triggers in the same transaction. Who waits depends on the day too: reports/kept.py sets right what is dated ahead.
"""

import pgtrigger
from django.db import models

from organisation.models import Area, Unit

WAITS = "sponsors_count = 0 AND needs_since IS NOT NULL AND need_ended_on IS NULL"
COUNTS = {  # column of the totals: which children it counts
    "sponsored_count": "sponsors_count > 0",
    "helped_count": "sponsors_count > 0 OR last_pledge_ended_on IS NOT NULL",
    "waiting_count": WAITS,
    "waiting_union_count": f"{WAITS} AND is_union_member_child",
}
KEY, NAMES = "unit_id, commune_id, former_commune_id", ", ".join(COUNTS)
NOTHING = ", ".join("0" for _ in COUNTS)
BY_PLACE = f"""
    SELECT managing_unit_id, commune_id, former_commune_id,
        {", ".join(f"coalesce(sum(sign) FILTER (WHERE {those}), 0) AS {name}" for name, those in COUNTS.items())}
    FROM ({{changes}}) c GROUP BY 1, 2, 3
"""
KEPT = f"SELECT {KEY}, {NAMES} FROM children_childtotal WHERE ({NAMES}) <> ({NOTHING})"
COUNTED = f"""SELECT * FROM ({BY_PLACE.format(changes="SELECT *, 1 AS sign FROM children_child")}) n
    WHERE ({NAMES}) <> ({NOTHING})"""  # what the kept totals must equal


def _trigger(name: str, operation: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
    """A child that changes in nothing that is counted is taken off and added again: no total is touched."""
    signs = {"old": -1, "new": 1}
    changes = " UNION ALL ".join(f"SELECT *, {signs[which]} AS sign FROM {table}" for which, table in rows.items())
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=f"""
            INSERT INTO children_childtotal AS t ({KEY}, {NAMES})
            SELECT * FROM ({BY_PLACE.format(changes=changes)}) n WHERE ({NAMES}) <> ({NOTHING}) ORDER BY 1, 2, 3
            ON CONFLICT ({KEY}) DO UPDATE SET {", ".join(f"{n} = t.{n} + excluded.{n}" for n in COUNTS)};
            RETURN NULL;
        """,
    )


KEEP_TOTALS = [
    _trigger("total_new", pgtrigger.Insert, new="come"),
    _trigger("total_changed", pgtrigger.Update, old="gone", new="come"),
    _trigger("total_deleted", pgtrigger.Delete, old="gone"),
]


class ChildTotal(models.Model):
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    commune = models.ForeignKey(Area, models.CASCADE, related_name="+", null=True)
    former_commune = models.ForeignKey(Area, models.CASCADE, related_name="+", null=True)
    sponsored_count = models.IntegerField()
    helped_count = models.IntegerField()
    waiting_count = models.IntegerField()  # needing since any day, without an end
    waiting_union_count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "commune", "former_commune"], name="child_total_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.commune_id}"
