from sponsorship.models.balance import PledgeBalance
from sponsorship.models.bank import BankLine, BankStatement
from sponsorship.models.batch import BatchLine, ReceiptBatch
from sponsorship.models.ceremony import Ceremony, CeremonyLine, HandoverPhoto
from sponsorship.models.fund import FundContribution
from sponsorship.models.hold import Hold
from sponsorship.models.late import LatePledge
from sponsorship.models.launch import Launch, LaunchSeat
from sponsorship.models.ledger import Handover, LedgerSum, LedgerTotal, Receipt
from sponsorship.models.letter import Letter, LetterPage
from sponsorship.models.life import BookInterest, PledgeReview, ReviewDecision, SavingsBook, Suspension
from sponsorship.models.move import MoneyMove, ReceiptCounter
from sponsorship.models.need import NeedOrder
from sponsorship.models.papers import PaperTemplate
from sponsorship.models.pledge import Instalment, Pledge, RateChange
from sponsorship.models.surplus import SurplusUse
from sponsorship.models.touch import Contact, DonorLink, ReminderText

__all__ = [
    "BankLine",
    "BankStatement",
    "BatchLine",
    "BookInterest",
    "Ceremony",
    "CeremonyLine",
    "Contact",
    "DonorLink",
    "FundContribution",
    "Handover",
    "HandoverPhoto",
    "Hold",
    "Instalment",
    "LatePledge",
    "Launch",
    "LaunchSeat",
    "LedgerSum",
    "LedgerTotal",
    "Letter",
    "LetterPage",
    "MoneyMove",
    "NeedOrder",
    "PaperTemplate",
    "Pledge",
    "PledgeBalance",
    "PledgeReview",
    "RateChange",
    "Receipt",
    "ReceiptBatch",
    "ReceiptCounter",
    "ReminderText",
    "ReviewDecision",
    "SavingsBook",
    "SurplusUse",
    "Suspension",
]
