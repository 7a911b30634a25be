from sponsorship.models.hold import Hold
from sponsorship.models.ledger import Handover, LedgerTotal, Receipt
from sponsorship.models.pledge import Instalment, Pledge, PledgeBalance, RateChange

__all__ = ["Handover", "Hold", "Instalment", "LedgerTotal", "Pledge", "PledgeBalance", "RateChange", "Receipt"]
