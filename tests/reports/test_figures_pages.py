import datetime
import html
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisation.models import AccessLog, Appointment, User
from organisation.roles import Role
from reports.breakdown import DIVISIONS
from reports.forms import channels_of
from reports.indicators import INDICATORS, figures
from reports.lists import LISTS
from reports.scope import Scope
from tests import factories as make
from tests.campaigns.result_records import create_cluster
from tests.reports.worlds import RATE, World, create_world, hand_over, receive

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_world() -> World:
    return create_world(41)


@pytest.fixture
def leader(world: World) -> User:
    return make.create_user(role=Role.LEADER, unit=world.root)


def create_sponsored_child(**values) -> None:
    """One child with a donor, money received, and half of it handed over."""
    officer = make.create_user()
    pledge = make.create_pledge(child=make.create_child(**values))
    receive(pledge, 2 * RATE, datetime.date(2025, 2, 1), officer)
    hand_over(pledge, RATE, datetime.date(2025, 2, 2), officer)


def links(markup: str, attributes: str = "") -> list[tuple[str, str]]:
    """(address, text) of the links in the table."""
    found = re.findall(rf'<a{attributes} href="([^"]+)">([^<]+)</a>', markup)
    return [(html.unescape(url), text) for url, text in found]


# --- The leader's page ---------------------------------------------------------------------------


@pytest.mark.parametrize("by", DIVISIONS)
def test_each_number_on_the_page_opens_a_list_of_exactly_that_number(by, world, leader):
    client = signed_in(leader)
    page = client.get(reverse("reports:summary"), {"by": by, "as_of": "17/02/2025"})
    cells = links(page.context["rows"])
    tiles = [(tile.url, tile.text) for tile in page.context["tiles"] if tile.url]
    assert len(tiles) == 10
    assert cells
    for url, text in [*tiles, *((cell.url, cell.text) for cell in page.context["total_cells"]), *cells[::5]]:
        opened = client.get(url)
        assert opened.context["figure"] == text, url
        if opened.context["total"] is None:
            assert opened.context["listing"].count == int(re.sub(r"\D", "", text))


def test_a_place_on_the_page_leads_to_the_page_of_that_place(world, leader):
    client = signed_in(leader)
    rows = client.get(reverse("reports:summary"), {"by": "former_commune"}).context["rows"]
    url, _name = links(rows, ' class="row-link"')[0]
    narrowed = client.get(url).context["summary"].total
    assert narrowed["children_sponsored"] == int(links(rows)[0][1])


def test_the_page_takes_a_past_day_and_keeps_it_in_every_address(world, leader):
    page = signed_in(leader).get(reverse("reports:summary"), {"as_of": "17/02/2025"})
    assert page.context["summary"].total == figures(Scope(user=leader, as_of=datetime.date(2025, 2, 17)))
    assert all("as_of=17%2F02%2F2025" in tile.url for tile in page.context["tiles"])


@pytest.mark.parametrize("wrong", ["31/02/2025", "hôm qua", "01/01/2099", "01/01/1900"])
def test_a_day_that_cannot_be_is_explained_beside_the_field_and_today_is_shown(wrong, leader):
    page = signed_in(leader).get(reverse("reports:summary"), {"as_of": wrong})
    assert page.status_code == 200
    assert page.context["form"].errors["as_of"]
    assert page.context["scope"].as_of == timezone.localdate()


@pytest.mark.parametrize(
    "asked", [{"campaign": "x"}, {"campaign": "999999"}, {"connecting_unit": "-1"}, {"former_district": "999999"}]
)
def test_a_filter_of_nobody_is_not_found(asked, leader):
    assert signed_in(leader).get(reverse("reports:summary"), asked).status_code == 404


def test_a_round_of_another_programme_is_not_named(leader):
    campaign = make.create_campaign(name="Đợt của người khác")
    make.create_pledge(campaign=campaign)
    assert signed_in(leader).get(reverse("reports:summary"), {"campaign": campaign.pk}).status_code == 404


@pytest.mark.parametrize(("number", "status"), [(0, 200), (1, 404)])
def test_a_cluster_is_named_to_who_reads_the_figures_of_a_member(number, status, world):
    reader = make.create_user(role=Role.LEADER, unit=world.units[number])
    assert signed_in(reader).get(reverse("reports:summary"), {"cluster": world.cluster.pk}).status_code == status


def test_the_units_that_keep_records_can_be_chosen_on_every_page_of_figures(world, leader):
    make.create_unit(parent=world.root, kind="school")
    for name in ("summary", "pivot", "tiles", "compare"):
        form = signed_in(leader).get(reverse(f"reports:{name}")).context["form"]
        offered = {int(pk) for pk in re.findall(r'<option value="(\d+)"', str(form["unit"]))}
        assert offered == {unit.pk for unit in (world.root, *world.units)} | {
            unit.pk for unit in world.connecting_units
        }, name


def test_another_unit_cannot_be_chosen(leader):
    elsewhere = make.create_unit()
    page = signed_in(leader).get(reverse("reports:summary"), {"unit": elsewhere.pk})
    assert page.context["form"].errors["unit"]


def test_the_page_of_a_unit_without_anything_says_what_to_do():
    leader = make.create_user(role=Role.LEADER)
    page = signed_in(leader).get(reverse("reports:summary"))
    assert page.context["rows"] == ""
    assert "empty-state" in page.content.decode()


def test_waiting_is_a_dash_in_a_round_since_nobody_waits_in_one(world, leader):
    page = signed_in(leader).get(reverse("reports:summary"), {"campaign": world.campaigns[0].pk})
    by_key = {tile.indicator.key: tile for tile in page.context["tiles"]}
    assert by_key["children_waiting"].text == "—"
    assert by_key["children_sponsored"].url


def test_typing_a_filter_gets_the_results_alone(leader):
    page = (
        signed_in(leader)
        .get(reverse("reports:summary"), headers={"HX-Request": "true", "HX-Target": "results"})
        .content.decode()
    )
    assert "<html" not in page
    assert "figures-table" in page


def test_a_long_table_shows_its_first_lines_and_the_sum_of_all(monkeypatch):
    monkeypatch.setattr("reports.shown.LINES_AT_ONCE", 2)
    unit = make.create_unit()
    for name in ("Xã An", "Xã Bình", "Xã Cam"):
        make.create_child(unit=unit, commune=make.create_area(name=name))
    client = signed_in(make.create_user(role=Role.LEADER, unit=unit))

    page = client.get(reverse("reports:summary"), {"unit": unit.pk})
    table = re.search(r"figures-table.*</tfoot>", page.content.decode(), re.DOTALL)
    assert table
    assert [name in table[0] for name in ("Xã An", "Xã Bình", "Xã Cam")] == [True, True, False]
    assert re.search(r'data-label="Trẻ đang chờ đỡ đầu"[^>]*><a [^>]*>3<', table[0])
    (more,) = re.findall(r'href="(\?[^"]*lines=all)"', page.content.decode())
    assert "Xã Cam</a></th>" in client.get(reverse("reports:summary") + html.unescape(more)).content.decode()


def test_the_page_for_the_hall_has_the_same_figures_without_the_menu(leader):
    client = signed_in(leader)
    hall = client.get(reverse("reports:summary"), {"view": "projector"})
    assert [tile.text for tile in hall.context["tiles"]] == [
        tile.text for tile in client.get(reverse("reports:summary")).context["tiles"]
    ]
    assert len(hall.context["changes"]) == 10
    assert "frame-menu" not in hall.content.decode()


def test_the_sheet_holds_the_table_and_its_sum(leader):
    response = signed_in(leader).get(reverse("reports:summary"), {"export": "xlsx", "by": "campaign"})
    rows = list(openpyxl.load_workbook(io.BytesIO(response.getvalue())).active.values)
    total = figures(Scope(user=leader))
    assert list(rows[-1][1:]) == [total[key] for key in DIVISIONS["campaign"].figures]


def test_what_is_offered_to_one_reader_is_not_offered_to_another_with_fewer_rights():
    ours, theirs = make.create_unit(), make.create_unit()
    create_cluster(unit=theirs, name="Cụm thi đua số 1")
    both, one = (make.create_user(role=Role.LEADER, unit=ours) for _n in range(2))
    Appointment.objects.create(user=both, role=Role.DATA_CLERK, unit=theirs, starts_on=datetime.date(2020, 1, 1))

    offered = [[name for _key, name in channels_of(reader)["cluster"]] for reader in (both, one)]

    assert offered == [["Cụm thi đua số 1"], []]


def questions(client: Client, url: str, **asked: str) -> int:
    client.get(url, asked)  # fills what is remembered for some minutes
    with CaptureQueriesContext(connection) as context:
        client.get(url, asked)
    return len(context)


@pytest.mark.parametrize("by", DIVISIONS)
def test_the_page_asks_as_many_questions_for_many_rows_as_for_few(by):
    unit = make.create_unit()
    client, url = signed_in(make.create_user(role=Role.LEADER, unit=unit)), reverse("reports:summary")
    counts = []
    for rows in (1, 6):
        for _ in range(rows):
            create_sponsored_child(unit=unit, commune=make.create_area(), former_commune=make.create_former_commune())
        counts.append(questions(client, url, by=by))
    assert counts[0] == counts[1] <= 16


# --- The lists -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", LISTS)
def test_each_list_shows_the_rows_of_its_figure_and_may_be_exported(key, leader):
    client = signed_in(leader)
    url = reverse("reports:list", args=[key])
    page = client.get(url)
    shown = re.findall(r"<tr>\s*<th scope=\"row\">", page.content.decode())
    assert len(shown) == INDICATORS[key].rows(Scope(user=leader)).count() > 0
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url, {"export": "xlsx"}).getvalue())).active
    assert sheet.max_row == len(shown) + 1
    assert AccessLog.objects.filter(user=leader, action="export", rows_count=len(shown)).exists()


@pytest.mark.parametrize("key", LISTS)
def test_each_list_can_be_searched_and_the_search_is_logged(key, leader):
    page = signed_in(leader).get(reverse("reports:list", args=[key]), {"q": "mau"})
    assert page.status_code == 200
    assert AccessLog.objects.filter(user=leader, action="search").count() == 1


@pytest.mark.parametrize("key", [key for key, kind in LISTS.items() if kind.summed])
def test_the_sum_under_a_list_of_money_is_the_figure_and_under_a_search_that_of_its_rows(key):
    unit = make.create_unit()
    for name in ("Phạm Văn Tìm", "Lê Thị Khác"):
        create_sponsored_child(unit=unit, full_name=name)
    leader = make.create_user(role=Role.LEADER, unit=unit)
    client, url = signed_in(leader), reverse("reports:list", args=[key])
    whole = client.get(url).context["total"]
    assert whole == INDICATORS[key].value(Scope(user=leader)) > 0
    assert client.get(url, {"q": "pham van tim"}).context["total"] == whole // 2


def test_a_list_that_does_not_exist_is_not_found(leader):
    assert signed_in(leader).get(reverse("reports:list", args=["children"])).status_code == 404


@pytest.mark.parametrize("key", LISTS)
def test_another_programme_never_appears_in_a_list(key):
    create_sponsored_child(full_name="Trần Văn Lạ")
    create_sponsored_child(needs_since=None, full_name="Trần Văn Lạ")
    page = signed_in(make.create_user(role=Role.LEADER)).get(reverse("reports:list", args=[key]))
    assert page.context["listing"].count == 0
    assert "Trần Văn Lạ" not in page.content.decode()


def test_a_donor_kept_by_another_unit_counts_but_does_not_open():
    unit = make.create_unit()
    child = make.create_child(unit=unit)
    theirs, ours = make.create_donor(name="Quỹ Của Tỉnh"), make.create_donor(name="Quỹ Của Xã", unit=unit)
    make.create_pledge(child=child, donor=theirs)
    make.create_pledge(child=make.create_child(unit=unit), donor=ours)
    page = signed_in(make.create_user(role=Role.LEADER, unit=unit)).get(reverse("reports:list", args=["donors_active"]))
    assert {donor.name: donor.may_open for donor in page.context["listing"].rows} == {
        "Quỹ Của Tỉnh": False,
        "Quỹ Của Xã": True,
    }
    assert theirs.get_absolute_url() not in page.content.decode()


@pytest.mark.parametrize("key", LISTS)
def test_a_list_asks_as_many_questions_for_many_rows_as_for_few(key):
    unit = make.create_unit()
    client, url = signed_in(make.create_user(role=Role.LEADER, unit=unit)), reverse("reports:list", args=[key])
    counts = []
    for rows in (1, 6):
        for _ in range(rows):
            create_sponsored_child(unit=unit, commune=make.create_area())
            make.create_child(unit=unit, is_union_member_child=True, commune=make.create_area())
        counts.append(questions(client, url))
    assert counts[0] == counts[1] <= 11
