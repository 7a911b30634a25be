from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from organisation.roles import Role
from reports.counting import AT_MOST, bounded, counts
from reports.digest import text_for
from tests import factories as make
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    unit = make.create_unit()
    make.create_child(unit=unit, full_name="Trần Thị Riêng")
    make.create_pledge(child=make.create_child(unit=unit, full_name="Lê Văn Riêng"), state="proposed")
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit, email="can.bo@example.org")


def test_the_text_has_numbers_and_no_name(officer):
    text = text_for(officer)
    assert ": 1" in text
    assert "Riêng" not in text


def test_the_page_has_the_text_to_paste(officer):
    assert text_for(officer).splitlines()[0] in signed_in(officer).get(reverse("reports:digest")).content.decode()


def test_mail_goes_to_who_has_a_role_and_an_address(officer, settings):
    settings.MAIL_IS_SET_UP = True
    make.create_user(email="khong.vai.tro@example.org")
    call_command("weekly_digest")
    assert [(message.to, message.body) for message in mail.outbox] == [(["can.bo@example.org"], text_for(officer))]


def test_an_address_that_is_refused_keeps_nobody_else_from_the_letter(officer, settings, monkeypatch):
    settings.MAIL_IS_SET_UP = True
    make.create_user(role=Role.LEADER, email="sau@example.org")
    taken = []

    def refuse_the_first(_subject, _text, _sender, to):
        if to == ["can.bo@example.org"]:
            raise SMTPRecipientsRefused({})
        taken.append(to)

    monkeypatch.setattr("reports.management.commands.weekly_digest.send_mail", refuse_the_first)
    with pytest.raises(CommandError, match="1"):
        call_command("weekly_digest")
    assert taken == [["sau@example.org"]]


def test_without_mail_the_command_says_what_to_set(settings):
    settings.MAIL_IS_SET_UP = False
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("weekly_digest")


def test_all_counts_are_one_question(officer, django_assert_num_queries):
    from children.models import Child

    with django_assert_num_queries(1):
        assert counts([Child.objects.all(), Child.objects.none(), Child.objects.filter(full_name="Lê Văn Riêng")]) == [
            2,
            0,
            1,
        ]
    assert bounded(AT_MOST) == "1.000"
    assert bounded(AT_MOST + 1) != "1.000"
