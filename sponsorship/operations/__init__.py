"""Every write on holds, pledges and money. Keyword-only, atomic, and the actor is named."""

from sponsorship.operations.bank import book_certain, book_line, open_statement, propose_again, set_aside, take_up_again
from sponsorship.operations.batches import book_batch, drop_batch, save_batch
from sponsorship.operations.ceremonies import (
    add_handover_photo,
    deliver,
    drop_ceremony,
    plan_ceremony,
    save_ceremony_lines,
)
from sponsorship.operations.funds import contribute, take_back_contribution
from sponsorship.operations.holds import extend_hold, free_place, hold_child, release_hold
from sponsorship.operations.launches import (
    accept_launch,
    add_seats,
    drop_launch,
    edit_launch,
    open_launch,
    propose_pairs,
    remove_seat,
    save_seats,
)
from sponsorship.operations.leaving import Leaving, leave_programme
from sponsorship.operations.money import (
    record_direct,
    record_handover,
    record_receipt,
    reverse_handover,
    reverse_receipt,
)
from sponsorship.operations.moves import move_money, take_back_move
from sponsorship.operations.pledges import (
    Ending,
    activate_pledge,
    approve_pledge,
    edit_pledge,
    end_pledge,
    propose_pledge,
)
from sponsorship.operations.renewals import renew_pledge, replace_pledge
from sponsorship.operations.reserving import reserve_children
from sponsorship.operations.reviews import review_pledge
from sponsorship.operations.savings import pay_out_book, record_interest, save_book, take_back_interest
from sponsorship.operations.schedules import change_rate, change_terms, write_schedules
from sponsorship.operations.surplus import take_back_use, use_surplus
from sponsorship.operations.suspensions import resume_pledge, suspend_pledge

__all__ = [
    "Ending",
    "Leaving",
    "accept_launch",
    "activate_pledge",
    "add_handover_photo",
    "add_seats",
    "approve_pledge",
    "book_batch",
    "book_certain",
    "book_line",
    "change_rate",
    "change_terms",
    "contribute",
    "deliver",
    "drop_batch",
    "drop_ceremony",
    "drop_launch",
    "edit_launch",
    "edit_pledge",
    "end_pledge",
    "extend_hold",
    "free_place",
    "hold_child",
    "leave_programme",
    "move_money",
    "open_launch",
    "open_statement",
    "pay_out_book",
    "plan_ceremony",
    "propose_again",
    "propose_pairs",
    "propose_pledge",
    "record_direct",
    "record_handover",
    "record_interest",
    "record_receipt",
    "release_hold",
    "remove_seat",
    "renew_pledge",
    "replace_pledge",
    "reserve_children",
    "resume_pledge",
    "reverse_handover",
    "reverse_receipt",
    "review_pledge",
    "save_batch",
    "save_book",
    "save_ceremony_lines",
    "save_seats",
    "set_aside",
    "suspend_pledge",
    "take_back_contribution",
    "take_back_interest",
    "take_back_move",
    "take_back_use",
    "take_up_again",
    "use_surplus",
    "write_schedules",
]
