"""The triggers of the ledgers: entries are stamped, booked to balance and kept sums, and never changed."""

import pgtrigger

DIMENSIONS = ["unit", "commune", "former_commune", "connecting_unit", "campaign"]
COLUMNS = ", ".join(f"{name}_id" for name in DIMENSIONS)
# The sums by one dimension at a time: (its name, its key in SQL).
PLACES_AND_CHANNELS = [f"('{name}', coalesce(e.{name}_id, 0))" for name in DIMENSIONS if name != "unit"]

STAMP = pgtrigger.Trigger(
    name="stamp",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        SELECT p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id
        INTO NEW.unit_id, NEW.commune_id, NEW.former_commune_id, NEW.connecting_unit_id, NEW.campaign_id
        FROM sponsorship_pledge p JOIN children_child c ON c.id = p.child_id WHERE p.id = NEW.pledge_id;
        RETURN NEW;
    """,
)


# The next number of the unit's year. The counter's row is locked until the end of the transaction and gives back what a
# rollback did not use: no gap, no number twice. It must come after STAMP: PostgreSQL goes by the triggers' names.
TAKE_NUMBER = pgtrigger.Trigger(
    name="take_number",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        IF NEW.move_id IS NOT NULL THEN
            NEW.number := NULL; NEW.number_year := NULL; NEW.number_unit_id := NULL;
        ELSIF NEW.reverses_id IS NOT NULL THEN
            SELECT r.number, r.number_year, r.number_unit_id INTO NEW.number, NEW.number_year, NEW.number_unit_id
            FROM sponsorship_receipt r WHERE r.id = NEW.reverses_id;
        ELSE
            NEW.number_unit_id := NEW.unit_id;
            NEW.number_year := extract(year FROM NEW.received_on);
            INSERT INTO sponsorship_receiptcounter AS c (unit_id, year, last)
            VALUES (NEW.number_unit_id, NEW.number_year, 1)
            ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO NEW.number;
        END IF;
        RETURN NEW;
    """,
)

# Both halves of a move come in one statement, and what one pledge gains the other loses.
MOVE_IS_WHOLE = pgtrigger.Trigger(
    name="move_is_whole",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="entries"),
    func="""
        IF EXISTS (SELECT FROM entries WHERE move_id IS NOT NULL GROUP BY move_id
                   HAVING sum(amount_vnd) <> 0 OR count(*) <> 2) THEN
            RAISE EXCEPTION 'a move takes from one pledge what it gives to the other' USING
                ERRCODE = 'check_violation', CONSTRAINT = 'move_is_whole';
        END IF;
        RETURN NULL;
    """,
)


def add_to_totals(side: str, day: str, changes: str) -> str:
    """SQL that adds `changes` (rows of a ledger with a count `n` and its VND `sum`) to the kept totals."""
    return f"""
            INSERT INTO sponsorship_ledgertotal AS t (side, month, {COLUMNS}, entries_count, amount_vnd)
            SELECT '{side}', date_trunc('month', {day})::date, {COLUMNS}, sum(n), sum(sum)
            FROM ({changes}) e GROUP BY 2, {COLUMNS} ORDER BY 2, {COLUMNS}
            ON CONFLICT (side, month, {COLUMNS}) DO UPDATE
            SET entries_count = t.entries_count + excluded.entries_count,
                amount_vnd = t.amount_vnd + excluded.amount_vnd;
            {add_to_sums(side, changes, f"('month', to_char(e.{day}, 'YYYYMM')::bigint)", *PLACES_AND_CHANNELS)}
    """


def add_to_sums(side: str, changes: str, *dimensions: str) -> str:
    """SQL that adds `changes` to the sums by one dimension at a time."""
    return f"""
            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, key, {side}_vnd)
            SELECT e.unit_id, d.dimension, d.key, sum(e.sum)
            FROM ({changes}) e, LATERAL (VALUES {", ".join(dimensions)}) AS d (dimension, key)
            GROUP BY 1, 2, 3 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 3
            ON CONFLICT (dimension, key, unit_id) DO UPDATE SET {side}_vnd = t.{side}_vnd + excluded.{side}_vnd;
    """


def book(side: str, day: str, surplus: str) -> pgtrigger.Trigger:
    """Add the new entries to the pledge's balance (which refuses what must not be) and to the kept totals."""
    changes = "SELECT *, 1 AS n, amount_vnd AS sum FROM entries"
    return pgtrigger.Trigger(
        name="book",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="entries"),
        func=f"""
            UPDATE sponsorship_pledgebalance b
            SET {side}_vnd = b.{side}_vnd + e.amount, surplus_vnd = b.surplus_vnd + e.surplus
            FROM (SELECT pledge_id, sum(amount_vnd) AS amount, {surplus} AS surplus FROM entries GROUP BY 1) e
            WHERE b.pledge_id = e.pledge_id;
            {add_to_totals(side, day, changes)}
            RETURN NULL;
        """,
    )


def move_totals(side: str, day: str) -> pgtrigger.Trigger:
    """Entries that follow their pledge or child elsewhere take their sums along."""
    gone = "SELECT *, -1 AS n, -amount_vnd AS sum FROM gone"
    come = "SELECT *, 1 AS n, amount_vnd AS sum FROM come"
    return pgtrigger.Trigger(
        name="move_totals",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="gone", new="come"),
        func=f"{add_to_totals(side, day, f'{gone} UNION ALL {come}')} RETURN NULL;",
    )


# A receipt changes the balance too, but nothing that is pledged: the two halves then cancel, and no sum is touched.
SUM_PLEDGED = pgtrigger.Trigger(
    name="sum_pledged",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    referencing=pgtrigger.Referencing(old="gone", new="come"),
    func=f"""
        {
        add_to_sums(
            "pledged",
            "SELECT *, -pledged_vnd AS sum FROM gone WHERE counted_from IS NOT NULL"
            " UNION ALL SELECT *, pledged_vnd AS sum FROM come WHERE counted_from IS NOT NULL",
            *PLACES_AND_CHANNELS,
        )
    }
        RETURN NULL;
    """,
)

# Whether something is late is then a question of one day and not of all instalments. What changes the instalments or
# the ledgers of a pledge changes its balance.
FIRST_OPEN = pgtrigger.Trigger(
    name="first_open",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange("pledged_vnd", "received_vnd", "surplus_vnd", "delivered_vnd"),
    func="""
        SELECT min(due_on) FILTER (WHERE so_far > NEW.received_vnd - NEW.surplus_vnd),
            min(due_on) FILTER (WHERE so_far > NEW.delivered_vnd)
        INTO NEW.unpaid_since, NEW.unmet_since
        FROM (
            SELECT due_on, sum(amount_vnd) OVER (ORDER BY due_on, number) AS so_far
            FROM sponsorship_instalment WHERE pledge_id = NEW.pledge_id
        ) i;
        RETURN NEW;
    """,
)

# A ledger's rows are never changed, but for where they belong, and that only by the triggers of pledge and child.
NEVER_CHANGED = pgtrigger.Trigger(
    name="never_changed",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
            AND to_jsonb(NEW) - '{{{COLUMNS},code}}'::text[] = to_jsonb(OLD) - '{{{COLUMNS},code}}'::text[] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a ledger is append-only: reverse the entry instead';
    """,
)
