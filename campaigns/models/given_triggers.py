"""What PostgreSQL sees to when something is given: its number, its promise, whose goods, what takes it back."""

import pgtrigger

# As with the receipts of pledges: no gap and no number twice, a rollback gives its number back.
TAKE_NUMBER = pgtrigger.Trigger(
    name="take_number",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        IF NEW.reverses_id IS NOT NULL THEN
            SELECT c.number, c.number_year, c.number_unit_id INTO NEW.number, NEW.number_year, NEW.number_unit_id
            FROM campaigns_contribution c WHERE c.id = NEW.reverses_id;
        ELSE
            SELECT managing_unit_id INTO NEW.number_unit_id FROM campaigns_campaign WHERE id = NEW.campaign_id;
            NEW.number_year := extract(year FROM NEW.received_on);
            INSERT INTO campaigns_contributioncounter AS c (unit_id, year, last)
            VALUES (NEW.number_unit_id, NEW.number_year, 1)
            ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO NEW.number;
        END IF;
        RETURN NEW;
    """,
)


# Before the number is taken: PostgreSQL goes by the triggers' names.
TAKES_BACK_ONE = pgtrigger.Trigger(
    name="reversal_is_exact",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.reverses_id IS NOT NULL"),
    func="""
        PERFORM 1 FROM campaigns_contribution o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
            AND (o.campaign_id, o.item_id, o.promise_id, o.source, o.amount_vnd, o.quantity) IS NOT DISTINCT FROM
                (NEW.campaign_id, NEW.item_id, NEW.promise_id, NEW.source, -NEW.amount_vnd, -NEW.quantity);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'reversal_is_exact';
        END IF;
        RETURN NEW;
    """,
)


# Money does not keep a promise of goods, nor goods one of money: with_received() would count both.
KEEPS_ITS_PROMISE = pgtrigger.Trigger(
    name="given_as_promised",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    condition=pgtrigger.Condition("NEW.promise_id IS NOT NULL AND NEW.reverses_id IS NULL"),
    func="""
        PERFORM 1 FROM campaigns_promise p WHERE p.id = NEW.promise_id
            AND (p.campaign_id, p.item_id) IS NOT DISTINCT FROM (NEW.campaign_id, NEW.item_id);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a promise is kept in its campaign, with what was promised'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'given_as_promised';
        END IF;
        RETURN NEW;
    """,
)


def whose_goods(constraint: str, operation: pgtrigger.Operation, condition: str) -> pgtrigger.Trigger:
    """Refuses goods that another campaign calls for.

    The item is locked, so that it does not change its campaign meanwhile; by its name the trigger comes after
    TAKE_NUMBER, and lists that are entered at once take their locks in the same order.
    """
    return pgtrigger.Trigger(
        name="whose_goods",
        operation=operation,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(condition),
        func=f"""
            PERFORM 1 FROM campaigns_goodsitem g
            WHERE g.id = NEW.item_id AND coalesce(g.campaign_id, NEW.campaign_id) = NEW.campaign_id
            FOR NO KEY UPDATE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'the goods are of another campaign' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{constraint}';
            END IF;
            RETURN NEW;
        """,
    )


def _goods_of(
    owner: str, lock: str, constraint: str, operation: pgtrigger.Operation, item: str, but: str = ""
) -> pgtrigger.Trigger:
    """The same where the campaign is that of the `owner` (its table, and the column that names it)."""
    table, column = owner.split()
    return pgtrigger.Trigger(
        name="whose_goods",
        operation=operation,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(f"NEW.{item} IS NOT NULL AND NEW.{column} IS NOT NULL{but}"),
        func=f"""
            PERFORM 1 FROM campaigns_goodsitem g, {table} o
            WHERE g.id = NEW.{item} AND o.id = NEW.{column}
                AND (g.campaign_id IS NULL OR g.campaign_id = o.campaign_id)
            FOR NO KEY UPDATE OF {lock};
            IF NOT FOUND THEN
                RAISE EXCEPTION 'the goods are of another campaign' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{constraint}';
            END IF;
            RETURN NEW;
        """,
    )


GROUP_GIVES_ITS_CAMPAIGNS_GOODS = _goods_of(
    "campaigns_giftlist gift_list_id",
    "g, o",  # neither the goods nor the list change their campaign meanwhile
    "gift_group_goods_of_its_campaign",
    pgtrigger.Insert | pgtrigger.UpdateOf("goods_item_id", "gift_list_id"),
    "goods_item_id",
)
BOUGHT_FOR_ITS_CAMPAIGN = _goods_of(
    "campaigns_spending spending_id",
    "g",
    "bought_goods_of_its_campaign",
    pgtrigger.Insert,
    "item_id",
    but=" AND NEW.reverses_id IS NULL",  # what was bought for a wrong one before can be taken back
)

# The other side: the list that gives them.
LIST_STAYS_WITH_ITS_GOODS = pgtrigger.Trigger(
    name="list_stays_with_its_goods",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("campaign_id"),
    condition=pgtrigger.Condition("NEW.campaign_id IS DISTINCT FROM OLD.campaign_id"),
    func="""
        IF EXISTS (SELECT FROM campaigns_giftgroup r JOIN campaigns_goodsitem g ON g.id = r.goods_item_id
                   WHERE r.gift_list_id = NEW.id AND g.campaign_id IS NOT NULL
                       AND g.campaign_id IS DISTINCT FROM NEW.campaign_id) THEN
            RAISE EXCEPTION 'this list gives goods of its campaign' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'list_stays_with_its_goods';
        END IF;
        RETURN NEW;
    """,
)
