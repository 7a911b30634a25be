from campaigns import money_refusals as refused
from organisation.refusals import Refused, operation_of

BY_CONSTRAINT: dict[str, type[Refused]] = {
    "goods_never_below_zero": refused.NothingLeft,
    "given_as_promised": refused.NotAsPromised,
    "gift_group_once": refused.SameGift,
    "campaigns_goodsmove_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_goodsmove_reverses_id_key": refused.AlreadyTakenBack,
    "campaigns_contribution_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_contribution_reverses_id_key": refused.AlreadyTakenBack,
    "campaigns_spending_idempotency_key_key": refused.AlreadyRecorded,
    "campaigns_spending_reverses_id_key": refused.AlreadyTakenBack,
}
operation = operation_of(BY_CONSTRAINT)
