from campaigns import exceptions
from campaigns import money_refusals as refused
from organisation.refusals import Refused, operation_of

BY_CONSTRAINT: dict[str, type[Refused]] = {
    "goods_never_below_zero": refused.NothingLeft,
    "given_as_promised": refused.NotAsPromised,
    "given_goods_of_its_campaign": refused.OthersGoods,
    "bought_goods_of_its_campaign": refused.OthersGoods,
    "gift_group_goods_of_its_campaign": refused.OthersGoods,
    "gift_group_once": refused.SameGift,
    "result_funding_within_amount": exceptions.SharesTooLarge,
    "result_part_of_a_whole": exceptions.NoPartOfThat,
    "campaigns_goodsmove_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_goodsmove_reverses_id_key": refused.AlreadyTakenBack,
    "campaigns_contribution_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_contribution_reverses_id_key": refused.AlreadyTakenBack,
    "campaigns_spending_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_spending_reverses_id_key": refused.AlreadyTakenBack,
}
operation = operation_of(BY_CONSTRAINT)
