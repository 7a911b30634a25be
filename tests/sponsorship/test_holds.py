import datetime as dt

import pytest
from django.utils import timezone

from children.models import Child
from organisation.roles import Role
from sponsorship import operations
from sponsorship.exceptions import HoldExtendedTwice, HoldOver, NoNeed, PlaceTaken
from sponsorship.models import Hold
from sponsorship.models.hold import HOLD_DAYS, HoldKind
from tests.factories import create_campaign, create_child, create_donor, create_unit, create_user
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_a_hold_keeps_the_place_for_seven_days(world):
    hold = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    assert hold.held_until - hold.held_from == dt.timedelta(days=7)
    assert operations.free_place(world.child) is None


def test_a_second_officer_reads_who_holds_the_child_for_whom_and_since_when(world):
    first = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    other = create_user(role=Role.MATCHING_OFFICER, unit=world.unit)
    with pytest.raises(PlaceTaken) as refused:
        operations.hold_child(child=world.child, by=other)
    message = str(refused.value)
    assert world.officer.full_name in message
    assert world.donor.name in message
    assert f"{timezone.localtime(first.held_from):%H:%M %d/%m/%Y}" in message


def test_who_took_the_place_does_not_tell_of_a_donor_that_the_officer_may_not_know(world):
    hidden = create_donor(unit=create_unit(), name="Cơ sở kín")
    operations.hold_child(child=world.child, donor=hidden, by=world.officer)
    with pytest.raises(PlaceTaken) as refused:
        operations.hold_child(child=world.child, by=world.officer)
    assert "Cơ sở kín" not in str(refused.value)
    assert world.officer.full_name in str(refused.value)


def test_a_hold_that_has_run_out_holds_nothing(world):
    now = timezone.now()
    Hold.objects.create(
        child=world.child,
        donor=world.donor,
        held_by=world.officer,
        held_from=now - dt.timedelta(days=8),
        held_until=now - dt.timedelta(days=1),
    )
    assert operations.free_place(world.child) == 1


def test_a_released_hold_frees_the_place_at_once(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    operations.release_hold(hold=hold, by=world.officer)
    again = operations.hold_child(child=world.child, campaign=create_campaign(unit=world.unit), by=world.officer)
    assert again.place == 1


def test_a_hold_is_extended_twice_at_most(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    hold = operations.extend_hold(hold=hold, by=world.officer)
    hold = operations.extend_hold(hold=hold, by=world.officer)
    assert hold.held_until - hold.held_from == dt.timedelta(days=21)
    with pytest.raises(HoldExtendedTwice):
        operations.extend_hold(hold=hold, by=world.officer)


def test_a_hold_that_is_over_is_not_extended(world):
    hold = operations.hold_child(child=world.child, by=world.officer)
    operations.release_hold(hold=hold, by=world.officer)
    with pytest.raises(HoldOver):
        operations.extend_hold(hold=hold, by=world.officer)


def test_a_child_with_two_places_can_be_held_twice(world):
    Child.objects.filter(pk=world.child.pk).update(places=2)
    assert operations.hold_child(child=world.child, by=world.officer).place == 1
    assert operations.hold_child(child=world.child, by=world.officer).place == 2
    with pytest.raises(PlaceTaken):
        operations.hold_child(child=world.child, by=world.officer)


def test_a_child_whose_need_has_ended_is_not_held(world):
    Child.objects.filter(pk=world.child.pk).update(need_ended_on=dt.date(2025, 6, 1), need_ended_reason="moved_away")
    with pytest.raises(NoNeed, match="01/06/2025"):
        operations.hold_child(child=world.child, by=world.officer)


def test_a_pledge_uses_up_the_hold_of_its_donor(world):
    hold = operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    pledge = world.propose()
    hold.refresh_from_db()
    assert pledge.place == hold.place
    assert hold.held_until <= timezone.now()


def test_a_pledge_of_another_donor_does_not_break_a_hold(world):
    operations.hold_child(child=world.child, donor=world.donor, by=world.officer)
    with pytest.raises(PlaceTaken):
        world.propose(donor=create_donor(unit=world.unit, name="Người đến sau"))


@pytest.mark.parametrize(("kind", "days"), HOLD_DAYS.items())
def test_each_kind_of_hold_has_its_own_length_and_is_extended_by_it(world, kind, days):
    hold = operations.hold_child(child=world.child, by=world.officer, kind=kind)
    assert hold.held_until - hold.held_from == dt.timedelta(days=days)
    hold = operations.extend_hold(hold=hold, by=world.officer)
    assert hold.held_until - hold.held_from == dt.timedelta(days=2 * days)
    assert hold.extensions_left == 1


@pytest.fixture
def page(client, world):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(page, query=""):
    return [hold.child.full_name for hold in page.get(f"/holds/{query}").context["listing"].rows]


def test_holds_are_narrowed_to_ones_own_to_a_kind_and_to_those_that_run_out_today(page, world):
    colleague = create_user(role=Role.MATCHING_OFFICER, unit=world.unit)
    for name, by, kind in (
        ("Của Tôi", world.officer, HoldKind.THINKING),
        ("Của Bạn", colleague, HoldKind.VISIT),
        ("Hết Hôm Nay", colleague, HoldKind.TELEPHONE),
    ):
        operations.hold_child(child=create_child(unit=world.unit, full_name=name), by=by, kind=kind)
    midnight = timezone.localtime().replace(hour=23, minute=59)
    Hold.objects.filter(child__full_name="Hết Hôm Nay").update(held_until=midnight)
    assert shown(page) == ["Hết Hôm Nay", "Của Tôi", "Của Bạn"]
    assert shown(page, "?whose=mine") == ["Của Tôi"]
    assert shown(page, "?whose=others") == ["Hết Hôm Nay", "Của Bạn"]
    assert shown(page, "?kind=visit") == ["Của Bạn"]
    assert shown(page, "?ends=today") == ["Hết Hôm Nay"]
    assert shown(page, "?ends=week") == ["Hết Hôm Nay", "Của Tôi"]
    assert shown(page, "?q=cua ban") == ["Của Bạn"]
    assert page.get("/holds/?export=xlsx")["Content-Type"].startswith("application/vnd.openxml")


def test_the_page_counts_down_and_the_reason_is_chosen_with_the_hold(page, world):
    address = f"/match/child/{world.child.public_id}/"
    assert 'value="telephone"' in page.get(address).content.decode()
    assert 'value="launch"' not in page.get(address).content.decode()
    page.post(f"{address}hold/", {"kind": "telephone"})
    hold = Hold.objects.get()
    assert (hold.kind, hold.held_until - hold.held_from) == (HoldKind.TELEPHONE, dt.timedelta(days=1))
    assert f'data-until="{hold.held_until:%Y-%m-%dT%H:%M}' in page.get("/holds/").content.decode()
