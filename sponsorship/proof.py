"""What the database keeps, against plain SQL over the ledgers: both must say the same, always."""

from django.db import connection

from campaigns.models import result_totals
from children.models import totals
from sponsorship.models.counting import yearly

KEPT = {
    "pledged": "SELECT pledge_id, pledged_vnd FROM sponsorship_pledgebalance WHERE pledged_vnd <> 0",
    "received": "SELECT pledge_id, received_vnd FROM sponsorship_pledgebalance WHERE received_vnd <> 0",
    "surplus": "SELECT pledge_id, surplus_vnd FROM sponsorship_pledgebalance WHERE surplus_vnd <> 0",
    "delivered": "SELECT pledge_id, delivered_vnd FROM sponsorship_pledgebalance WHERE delivered_vnd <> 0",
    "first open": "SELECT pledge_id, unpaid_since, unmet_since FROM sponsorship_pledgebalance"
    " WHERE unpaid_since IS NOT NULL OR unmet_since IS NOT NULL",
    "totals": "SELECT {totals}, entries_count, amount_vnd FROM sponsorship_ledgertotal WHERE entries_count <> 0",
    "sums": "SELECT unit_id, dimension, key, pledged_vnd, received_vnd, delivered_vnd FROM sponsorship_ledgersum"
    " WHERE (pledged_vnd, received_vnd, delivered_vnd) <> (0, 0, 0)",
    "numbers": "SELECT unit_id, year, last::bigint, last FROM sponsorship_receiptcounter",
    "children": totals.KEPT,
    "results": result_totals.KEPT,
    "goods": "SELECT id, on_hand FROM campaigns_goodsitem WHERE on_hand <> 0",
    "campaign numbers": "SELECT unit_id, year, last::bigint, last FROM campaigns_contributioncounter",
    "places": "SELECT id, taken_places, sponsors_count, last_pledge_ended_on, taken_yearly_vnd FROM children_child"
    " WHERE taken_places > 0 OR last_pledge_ended_on IS NOT NULL",
}
COUNTED = {
    "pledged": "SELECT pledge_id, sum(amount_vnd) FROM sponsorship_instalment GROUP BY 1",
    "received": "SELECT pledge_id, sum(amount_vnd) FROM sponsorship_receipt GROUP BY 1 HAVING sum(amount_vnd) <> 0",
    "surplus": "SELECT pledge_id, sum(vnd) FROM (SELECT pledge_id, surplus_vnd AS vnd FROM sponsorship_receipt"
    " UNION ALL SELECT pledge_id, -amount_vnd FROM sponsorship_surplususe) e GROUP BY 1 HAVING sum(vnd) <> 0",
    "delivered": "SELECT pledge_id, sum(amount_vnd) FROM sponsorship_handover GROUP BY 1 HAVING sum(amount_vnd) <> 0",
    # Of each pledge the first instalment that the balance does not cover.
    "first open": "SELECT i.pledge_id, min(i.due_on) FILTER (WHERE i.so_far > b.received_vnd - b.surplus_vnd),"
    " min(i.due_on) FILTER (WHERE i.so_far > b.delivered_vnd) FROM (SELECT pledge_id, due_on,"
    " sum(amount_vnd) OVER (PARTITION BY pledge_id ORDER BY due_on, number) AS so_far FROM sponsorship_instalment) i"
    " JOIN sponsorship_pledgebalance b USING (pledge_id) WHERE i.so_far > least(b.received_vnd - b.surplus_vnd,"
    " b.delivered_vnd) GROUP BY 1",
    "totals": "SELECT {totals}, count(*), sum(amount_vnd)::bigint FROM ({entries}) e GROUP BY {totals}",
    "sums": "SELECT * FROM (SELECT unit_id, d.dimension, d.key,"
    " coalesce(sum(amount_vnd) FILTER (WHERE side = 'pledged'), 0) AS pledged,"
    " coalesce(sum(amount_vnd) FILTER (WHERE side = 'received'), 0) AS received,"
    " coalesce(sum(amount_vnd) FILTER (WHERE side = 'delivered'), 0) AS delivered"
    " FROM ({entries} UNION ALL {promises}) e, LATERAL (VALUES"
    " ('month', to_char(month, 'YYYYMM')::bigint), ('commune', coalesce(commune_id, 0)),"
    " ('former_commune', coalesce(former_commune_id, 0)), ('connecting_unit', coalesce(connecting_unit_id, 0)),"
    " ('campaign', coalesce(campaign_id, 0))) AS d (dimension, key) WHERE d.key IS NOT NULL"
    " GROUP BY 1, 2, 3) s WHERE (pledged, received, delivered) <> (0, 0, 0)",
    "children": totals.COUNTED,
    # As the lines stand today below each unit, whatever moved in between.
    "results": result_totals.COUNTED,
    # No number is missing and none is there twice: as many receipts as the highest number.
    "numbers": "SELECT number_unit_id, number_year, count(*), max(number) FROM sponsorship_receipt"
    " WHERE reverses_id IS NULL AND move_id IS NULL GROUP BY 1, 2",
    "goods": "SELECT item_id, sum(quantity)::int FROM campaigns_goodsmove GROUP BY 1 HAVING sum(quantity) <> 0",
    "campaign numbers": "SELECT number_unit_id, number_year, count(*), max(number) FROM campaigns_contribution"
    " WHERE reverses_id IS NULL GROUP BY 1, 2",
    "places": "SELECT child_id, count(*) FILTER (WHERE state <> 'ended'),"
    " count(*) FILTER (WHERE state IN ('active', 'suspended')),"
    " max(ended_on) FILTER (WHERE active_from IS NOT NULL),"
    " coalesce(sum({yearly}) FILTER (WHERE state <> 'ended'), 0) FROM sponsorship_pledge p GROUP BY 1"
    " HAVING count(*) FILTER (WHERE state <> 'ended') > 0"
    " OR max(ended_on) FILTER (WHERE active_from IS NOT NULL) IS NOT NULL",
}
TOTALS = "side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id"
# The places and channels come from pledge and child, not from the entry: so it is proved that the entries follow them.
ENTRY = (
    "SELECT '{side}' AS side, date_trunc('month', e.{day})::date AS month, p.managing_unit_id AS unit_id,"
    " c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id, e.amount_vnd FROM sponsorship_{table} e"
    " JOIN sponsorship_pledge p ON p.id = e.pledge_id JOIN children_child c ON c.id = p.child_id"
)
ENTRIES = " UNION ALL ".join(
    ENTRY.format(side=side, day=day, table=table)
    for side, day, table in (("received", "received_on", "receipt"), ("delivered", "handed_on", "handover"))
)
# A promise has no month.
PROMISES = (
    "SELECT 'pledged', NULL, p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id,"
    " p.campaign_id, i.amount_vnd FROM sponsorship_instalment i JOIN sponsorship_pledge p ON p.id = i.pledge_id"
    " JOIN children_child c ON c.id = p.child_id WHERE p.active_from IS NOT NULL"
)


def differences() -> dict[str, int]:
    """For each kind of kept figure the number of rows that are kept and not counted, or counted and not kept."""
    found = {}
    with connection.cursor() as cursor:
        for name, kept in KEPT.items():
            fill = {"totals": TOTALS, "entries": ENTRIES, "promises": PROMISES, "yearly": yearly("p")}
            one, other = kept.format(**fill), COUNTED[name].format(**fill)
            cursor.execute(
                f"SELECT count(*) FROM (({one} EXCEPT {other}) UNION ALL ({other} EXCEPT {one})) d"  # noqa: S608 - ours
            )
            found[name] = cursor.fetchone()[0]
    return found
