"""What PostgreSQL refuses has a sentence of ours, or the program never asks for it."""

from django.apps import apps

from sponsorship.operations.refusals import BY_CONSTRAINT

# Who sees to it, beforehand and where needed under a lock, that the constraint is never met; each has its own test.
NEVER_MET = {
    "the terms are checked by operations.pledges and sponsorship.terms": "pledge_place_1_to_9 pledge_rate_positive"
    " pledge_months_together pledge_dates_in_order pledge_regular_has_last_day pledge_months_counted pledge_grade_named"
    " rate_change_positive instalment_number_once instalment_positive",
    "the operation of each step writes the state with its day, reason and name": "pledge_end_has_day_and_reason"
    " pledge_in_force_since pledge_not_yet_in_force batch_booked_with_totals batch_overruled_by_name"
    " bank_line_decided_by_name ceremony_held_by_name launch_accepted_by_name launch_seat_was_complete"
    " letter_decided_by_name letter_kept_for_a_reason suspension_over_by_somebody donor_link_revoked_by_name"
    " donor_link_names_its_reader donor_link_token_is_hashed donor_link_expires donor_link_openings_agree",
    "operations.money and moves ask the locked balance first": "balance_not_negative balance_not_overpaid"
    " balance_held_not_negative receipt_amount_sign receipt_surplus_within_amount handover_amount_sign move_positive"
    " move_between_two absent_was_given_nothing contribution_amount_sign surplus_use_sign",
    "only triggers write it": "receipt_counter_once receipt_number_once receipt_has_number ledger_total_once"
    " ledger_sum_once",
    "the list is written once, under the lock of its cover": "bank_line_once bank_line_positive ceremony_pledge_once"
    " launch_position_once launch_child_once handover_photo_of_one paper_template_once hold_times_in_order"
    " hold_of_a_launch_is_of_its_kind",
    "operations.suspensions checks the days under the pledge's lock": "suspension_one_at_a_time"
    " suspension_days_in_order",
    "the form asks for it": "move_has_reason batch_line_amount_positive ceremony_line_positive contribution_has_giver"
    " launch_rate_positive launch_seat_rate_positive letter_dates_in_order suspension_has_reason review_says_why"
    " book_can_be_found book_principal_positive book_days_in_order book_interest_plausible book_interest_sign"
    " book_interest_has_receiver need_order_days_plausible"
    " need_order_ages_in_order paper_template_size contact_promise_comes_later reminder_text_says_something",
}


def test_each_constraint_has_a_sentence_or_is_never_met():
    names = {each.name for model in apps.get_app_config("sponsorship").get_models() for each in model._meta.constraints}
    never_met = {name for names in NEVER_MET.values() for name in names.split()}
    assert not never_met & set(BY_CONSTRAINT)
    assert names == {name for name in BY_CONSTRAINT if name in names} | never_met
