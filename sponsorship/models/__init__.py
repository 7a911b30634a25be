from sponsorship.models.balance import PledgeBalance
from sponsorship.models.bank import BankLine, BankStatement
from sponsorship.models.batch import BatchLine, ReceiptBatch
from sponsorship.models.ceremony import Ceremony, CeremonyLine, HandoverPhoto
from sponsorship.models.hold import Hold
from sponsorship.models.ledger import Handover, LedgerSum, LedgerTotal, Receipt
from sponsorship.models.move import MoneyMove, ReceiptCounter
from sponsorship.models.papers import PaperTemplate
from sponsorship.models.pledge import Instalment, Pledge, RateChange

__all__ = [
    "BankLine",
    "BankStatement",
    "BatchLine",
    "Ceremony",
    "CeremonyLine",
    "Handover",
    "HandoverPhoto",
    "Hold",
    "Instalment",
    "LedgerSum",
    "LedgerTotal",
    "MoneyMove",
    "PaperTemplate",
    "Pledge",
    "PledgeBalance",
    "RateChange",
    "Receipt",
    "ReceiptBatch",
    "ReceiptCounter",
]
