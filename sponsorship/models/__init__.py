from sponsorship.models.balance import PledgeBalance
from sponsorship.models.hold import Hold
from sponsorship.models.ledger import Handover, LedgerSum, LedgerTotal, Receipt
from sponsorship.models.papers import PaperTemplate
from sponsorship.models.pledge import Instalment, Pledge, RateChange

__all__ = [
    "Handover",
    "Hold",
    "Instalment",
    "LedgerSum",
    "LedgerTotal",
    "PaperTemplate",
    "Pledge",
    "PledgeBalance",
    "RateChange",
    "Receipt",
]
