"""The triggers of a pledge: its balance is opened, its child counted, its money follows where it goes."""

from typing import Any

import pgtrigger

from sponsorship.models.states import IN_FORCE, MOVES, OPEN, Per, PledgeState


def legal_pairs() -> str:
    return ", ".join(sorted(f"('{one}', '{other}')" for one, others in MOVES.items() for other in others))


def quoted(states: frozenset[PledgeState]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


OPEN_BALANCE = pgtrigger.Trigger(
    name="open_balance",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="pledges"),
    func="""
        INSERT INTO sponsorship_pledgebalance
            (pledge_id, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, counted_from)
        SELECT p.id, p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id,
            p.active_from
        FROM pledges p JOIN children_child c ON c.id = p.child_id;
        RETURN NULL;
    """,
)


NEW, OLD, BOTH = {"new": "pledges"}, {"old": "pledges"}, {"old": "gone", "new": "pledges"}


TIMES_A_YEAR = {Per.QUARTER: 4, Per.SEMESTER: 2, Per.SCHOOL_YEAR: 1, Per.YEAR: 1, Per.ONCE: 0}
STEPS = " ".join(f"WHEN '{per}' THEN {times}" for per, times in TIMES_A_YEAR.items())


def pause_while_suspended(name: str, pledge: str, operation: Any, condition: Any = None) -> pgtrigger.Trigger:
    """At the end of the transaction a pledge is suspended exactly while one of its pauses is not over."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        condition=condition,
        func=f"""
        IF coalesce((SELECT state = 'suspended' FROM sponsorship_pledge WHERE id = {pledge}), false)
            <> EXISTS (SELECT FROM sponsorship_suspension WHERE pledge_id = {pledge} AND over_on IS NULL) THEN
            RAISE EXCEPTION 'a pledge is suspended exactly while it pauses' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'pledge_pauses_while_suspended';
        END IF;
        RETURN NULL;
        """,
    )


def yearly(pledge: str) -> str:
    """SQL: what a pledge comes to in a year, by its latest rate. What is given once does not come again: nothing."""
    return f"""(coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = {pledge}.id
        ORDER BY r.from_on DESC LIMIT 1), {pledge}.rate_vnd)
        * CASE {pledge}.per {STEPS} ELSE coalesce(nullif(cardinality({pledge}.active_months), 0), 12) END)"""


def recount(children: str) -> str:
    """SQL: count anew on these children. Their rows are locked first: the statement after that sees what others did."""
    return f"""
            PERFORM 1 FROM children_child WHERE id IN ({children}) ORDER BY id FOR NO KEY UPDATE;
            UPDATE children_child c
            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,
                taken_yearly_vnd = n.yearly
            FROM (
                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ({quoted(OPEN)})) AS taken,
                    count(p.id) FILTER (WHERE p.state IN ({quoted(IN_FORCE)})) AS in_force,
                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,
                    coalesce(sum({yearly("p")}) FILTER (WHERE p.state IN ({quoted(OPEN)})), 0) AS yearly
                FROM ({children}) t
                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1
            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,
                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);
    """


# A list tells what is given already, so it is never refused; nor is a donor who later gives more. Rounding what is
# missing up to a thousand a month is no more than is aimed at.
OVER_TARGET = """
            IF EXISTS (
                SELECT 1 FROM pledges p JOIN children_child c ON c.id = p.child_id {before}
                WHERE c.taken_yearly_vnd >= c.target_yearly_vnd + 12000 AND p.state IN ({open})
                    AND p.above_target_reason = '' AND p.import_batch_id IS NULL AND {now} > {earlier}
            ) THEN
                RAISE EXCEPTION 'more is pledged for a child than is aimed at'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'child_target_not_exceeded';
            END IF;
"""


def refuse_over_target(rows: dict[str, str]) -> str:
    """SQL: no new pledge, and none that is made larger, goes over the sum aimed at, unless a person said why."""
    if "new" not in rows:
        return ""
    if "old" not in rows:
        return OVER_TARGET.format(before="", open=quoted(OPEN), now=yearly("p"), earlier="0")
    same = f"CASE WHEN g.child_id = p.child_id AND g.state IN ({quoted(OPEN)}) THEN {yearly('g')} ELSE 0 END"
    return OVER_TARGET.format(before="JOIN gone g ON g.id = p.id", open=quoted(OPEN), now=yearly("p"), earlier=same)


def count_on_child(operation: pgtrigger.Operation, rows: dict[str, str], name: str) -> pgtrigger.Trigger:
    """Keep the child's counts; the child's own constraint then refuses more donors than it has places.

    A pledge that goes over to another child is counted anew on both.
    """
    children = " UNION ".join(f"SELECT DISTINCT child_id FROM {table}" for table in rows.values())
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=f"{recount(children)}{refuse_over_target(rows)}            RETURN NULL;",
    )


# A change of rate counts too, and is never refused.
COUNT_RATE = [
    pgtrigger.Trigger(
        name=f"count_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**{rows: "changed"}),
        func=recount("SELECT DISTINCT child_id FROM sponsorship_pledge WHERE id IN (SELECT pledge_id FROM changed)")
        + "            RETURN NULL;",
    )
    for name, operation, rows in (("new", pgtrigger.Insert, "new"), ("deleted", pgtrigger.Delete, "old"))
]


# Money is counted where the pledge belongs: a corrected round, channel, unit or child takes its entries along.
FOLLOW_PLEDGE = pgtrigger.Trigger(
    name="entries_follow",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("managing_unit_id", "campaign_id", "connecting_unit_id", "child_id"),
    condition=pgtrigger.AnyChange("managing_unit", "campaign", "connecting_unit", "child"),
    func="""
        UPDATE sponsorship_receipt SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,
            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,
            former_commune_id = c.former_commune_id
        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;
        UPDATE sponsorship_handover SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,
            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,
            former_commune_id = c.former_commune_id
        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;
        RETURN NULL;
    """,
)
BALANCE_FOLLOWS = pgtrigger.Trigger(
    name="balance_follows",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("managing_unit_id", "campaign_id", "connecting_unit_id", "child_id", "active_from"),
    condition=pgtrigger.AnyChange("managing_unit", "campaign", "connecting_unit", "child", "active_from"),
    func="""
        UPDATE sponsorship_pledgebalance SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,
            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,
            former_commune_id = c.former_commune_id, counted_from = NEW.active_from
        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;
        RETURN NULL;
    """,
)


# After the row's own constraints, which say more of what is wrong with it.
LEGAL_MOVES = pgtrigger.Trigger(
    name="legal_moves",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.AnyChange("state"),
    func=f"""
        IF (OLD.state, NEW.state) NOT IN ({legal_pairs()}) THEN
            RAISE EXCEPTION 'a pledge that is % cannot become %', OLD.state, NEW.state
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_legal_moves';
        END IF;
        RETURN NULL;
    """,
)
