"""Every write on holds, pledges and money. Keyword-only, atomic, and the actor is named."""

from sponsorship.operations.holds import extend_hold, free_place, hold_child, release_hold
from sponsorship.operations.money import (
    record_direct,
    record_handover,
    record_receipt,
    reverse_handover,
    reverse_receipt,
)
from sponsorship.operations.pledges import (
    Ending,
    activate_pledge,
    approve_pledge,
    edit_pledge,
    end_pledge,
    propose_pledge,
    replace_pledge,
    resume_pledge,
    suspend_pledge,
)
from sponsorship.operations.schedules import change_rate, change_terms, write_schedules

__all__ = [
    "Ending",
    "activate_pledge",
    "approve_pledge",
    "change_rate",
    "change_terms",
    "edit_pledge",
    "end_pledge",
    "extend_hold",
    "free_place",
    "hold_child",
    "propose_pledge",
    "record_direct",
    "record_handover",
    "record_receipt",
    "release_hold",
    "replace_pledge",
    "resume_pledge",
    "reverse_handover",
    "reverse_receipt",
    "suspend_pledge",
    "write_schedules",
]
