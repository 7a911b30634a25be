"""What everybody may read of a programme, and through which eyes of the database."""

import datetime as dt
import re
from typing import Any

import pytest
import segno
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Appeal, Contribution
from children.models import Consent
from children.showing import Audience, What, may_show
from donors.models import Donor
from organisation.models import Area
from organisation.roles import Role
from public import reader
from reports import indicators
from reports.scope import Scope
from tests.factories import create_campaign, create_child, create_donor, create_pledge, create_unit, create_user
from tests.public.door_records import agree, create_page, create_story, create_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def read(client: Client, address: str = "huyen-mau", **query: str) -> str:
    answer = client.get(reverse("door:page", args=[address]), query)
    assert answer.status_code == 200
    return answer.content.decode()


# --- The database role --------------------------------------------------------------------------


def tables_and_views() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, name) FROM ("
            " SELECT schemaname, tablename AS name FROM pg_tables UNION SELECT schemaname, viewname FROM pg_views"
            ") t WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_visitors_role_selects_six_views_and_nothing_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t FROM unnest(%s::text[]) t WHERE has_table_privilege(%s, t, 'SELECT, INSERT, UPDATE, DELETE')",
            [tables_and_views(), reader.ROLE],
        )
        allowed = {name for (name,) in cursor.fetchall()}

    assert allowed == {f"public_door.{view}" for view in ("page", "figures", "waiting", "appeal", "donor", "story")}


def test_a_slip_in_a_public_query_reaches_no_child() -> None:
    create_child()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        reader.rows("SELECT full_name FROM children_child")

    with connection.cursor() as cursor:  # the slip took the role away with it
        cursor.execute("SELECT current_user, session_user")
        assert len(set(cursor.fetchone())) == 1


def test_without_the_role_the_pages_are_closed_and_nothing_is_read_in_its_place(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_page()
    monkeypatch.setattr(reader, "ROLE", "a_role_that_is_not_there")

    assert client.get("/chung-tay/huyen-mau/").status_code == 503
    assert reader.prepare() is False


# --- Open and closed ----------------------------------------------------------------------------


def test_a_closed_page_is_as_if_there_were_none(client: Client) -> None:
    create_page(is_open=False)

    for name in ("page", "register", "poster", "qr_code"):
        assert client.get(reverse(f"door:{name}", args=["huyen-mau"])).status_code == 404
    assert "huyen-mau" not in client.get("/sitemap.xml").content.decode()


def test_the_only_open_programme_is_the_first_page(client: Client) -> None:
    page = create_page()
    create_page(unit=create_unit(name="Huyện Khác"), address="huyen-khac", is_open=False)

    assert client.get("/chung-tay/").headers["Location"] == reverse("door:page", args=[page.address])


def test_of_several_programmes_the_visitor_chooses(client: Client) -> None:
    create_page()
    create_page(unit=create_unit(name="Huyện Khác"), address="huyen-khac")

    assert "Huyện Khác" in client.get("/chung-tay/").content.decode()


# --- Figures ------------------------------------------------------------------------------------


def test_the_figures_are_those_of_the_leaders_page() -> None:
    page = create_page()
    unit = page.managing_unit
    create_waiting(unit, years=9, number=6)
    create_waiting(unit, years=9, needs_since=dt.date(2999, 1, 1))
    for child in create_waiting(unit, years=12, number=7):
        create_pledge(child=child)
    scope = Scope(user=create_user(role=Role.LEADER, unit=unit), as_of=timezone.localdate())

    shown = reader.figures(page.pk)

    by_key = {indicator.key: indicator.value(scope) for indicator in indicators.INDICATORS.values()}
    assert shown.sponsored_count == by_key["children_sponsored"] == 7
    assert shown.waiting_count == by_key["children_waiting"] == 6
    assert shown.donors_count == by_key["donors_active"] == 7


def test_counts_of_one_to_four_and_their_money_are_hidden(client: Client) -> None:
    page = create_page()
    create_waiting(page.managing_unit, years=9, number=4)
    create_pledge(child=create_waiting(page.managing_unit, years=9)[0])

    shown = reader.figures(page.pk)

    assert (shown.waiting_count, shown.sponsored_count, shown.received_vnd, shown.delivered_vnd) == (None,) * 4
    assert "ít hơn 5" in read(client)


def test_a_hidden_count_cannot_be_worked_out_from_the_others() -> None:
    page = create_page()
    create_waiting(page.managing_unit, years=3, number=2)
    create_waiting(page.managing_unit, years=8, number=6)
    create_waiting(page.managing_unit, years=13, number=30)

    counts = {row.band: row.count for row in reader.waiting(page.pk)}

    assert counts == {0: None, 1: None, 2: 30}


def test_two_hidden_counts_hide_each_other() -> None:
    page = create_page()
    create_waiting(page.managing_unit, years=3, number=2)
    create_waiting(page.managing_unit, years=8, number=3)
    create_waiting(page.managing_unit, years=13, number=30)

    assert {row.band: row.count for row in reader.waiting(page.pk)} == {0: None, 1: None, 2: 30}


@pytest.mark.parametrize("few", [[2], [1, 1], [3, 1], [2, 3]])
def test_no_small_count_is_what_the_page_tells_in_all_less_what_it_shows(areas: Any, few: list[int]) -> None:
    """The few live in small areas, which stand together; one large area is named."""
    named, small = two_districts()
    assert named.parent
    page = create_page()
    for years, number in ((8, 24), (13, 7)):
        create_waiting(page.managing_unit, years=years, number=number, former_commune=named)
    for years, number in zip((3, 8), few, strict=False):
        create_waiting(page.managing_unit, years=years, number=number, former_commune=small)

    rows = reader.waiting(page.pk)

    left = reader.figures(page.pk).waiting_count - sum(row.count or 0 for row in rows)
    assert left >= 5
    assert {row.area: row.count for row in rows if row.band == 1}[named.parent.name] == 24


def two_districts() -> tuple[Area, Area]:
    """A former commune of each."""
    former = Area.objects.former().communes().filter(parent__isnull=False).select_related("parent")
    first = former[0]
    return first, former.exclude(parent=first.parent)[0]


def test_only_wide_areas_with_many_children_are_named(areas: Any) -> None:
    former, other = two_districts()
    assert former.parent
    page = create_page()
    create_waiting(page.managing_unit, years=8, number=20, former_commune=former)
    create_waiting(page.managing_unit, years=8, number=6, former_commune=other)

    assert {row.area: row.count for row in reader.waiting(page.pk)} == {former.parent.name: 20, "": 6}


# --- Donors and stories -------------------------------------------------------------------------


def test_only_donors_who_agreed_and_give_today_are_named(client: Client) -> None:
    page = create_page()
    for name, is_public in (("Công ty Mẫu Đồng Ý", True), ("Bà Mẫu Kín", False)):
        donor = create_donor(unit=page.managing_unit, name=name, is_public=is_public)
        create_pledge(child=create_child(unit=page.managing_unit), donor=donor)
    create_donor(unit=page.managing_unit, name="Chưa Đỡ Đầu Ai", is_public=True)

    text = read(client)

    assert "Công ty Mẫu Đồng Ý" in text
    assert "Bà Mẫu Kín" not in text
    assert "Chưa Đỡ Đầu Ai" not in text

    Donor.objects.update(is_public=False)
    assert "Công ty Mẫu Đồng Ý" not in read(client)


def test_an_appeal_shows_what_came_to_it_and_its_parts_and_who_agreed(client: Client) -> None:
    page = create_page()
    campaign = create_campaign(unit=page.managing_unit, name="Tết cho em")
    part = create_campaign(unit=page.managing_unit, name="Tết ở xã", parent=campaign)
    Appeal.objects.create(campaign=campaign, target_vnd=10_000_000)
    given = {"received_on": timezone.localdate(), "recorded_by": create_user()}
    for name, to, amount_vnd in (("Công ty Mẫu", campaign, 2_000_000), ("Bà Kín", part, 500_000)):
        donor = create_donor(unit=page.managing_unit, name=name, is_public=name == "Công ty Mẫu")
        Contribution.objects.create(campaign=to, donor=donor, amount_vnd=amount_vnd, **given)

    text = read(client)

    assert 'max="10000000" value="2500000"' in text
    assert "Công ty Mẫu" in text
    assert "Bà Kín" not in text


def test_an_appeal_that_is_over_is_not_open(client: Client) -> None:
    page = create_page()
    campaign = create_campaign(unit=page.managing_unit, name="Tết cho em")
    Appeal.objects.create(campaign=campaign, target_vnd=1, until=timezone.localdate() - dt.timedelta(days=1))

    assert "Tết cho em" not in read(client)


@pytest.mark.parametrize("years", [5, 9, None])
@pytest.mark.parametrize("assented", [True, False])
@pytest.mark.parametrize(
    "purposes", [(), ("process",), ("publish",), ("share", "process"), ("process", "publish")], ids="+".join
)
@pytest.mark.parametrize("withdrawn", ["", "process", "publish"])
def test_a_story_about_a_child_stands_exactly_while_its_photo_might(
    purposes: tuple[str, ...], assented: bool, years: int | None, withdrawn: str
) -> None:
    page = create_page()
    born = None if years is None else timezone.localdate().replace(month=1, day=1) - dt.timedelta(days=366 * years)
    child = create_child(unit=page.managing_unit, birth_date=born)
    create_story(page=page, child=child)
    agree(child, *purposes, child_assented=assented)
    Consent.objects.filter(purpose=withdrawn).update(withdrawn_on=timezone.localdate())

    shown = bool(reader.stories(page.pk, most=1))

    assert shown == may_show(child, What.PHOTO, to=Audience.PUBLIC)


def test_a_story_tells_no_more_of_the_child_than_age_and_wide_area(client: Client) -> None:
    page = create_page()
    [child] = create_waiting(
        page.managing_unit, years=9, full_name="Lò Thị Giấu Kín", school="Trường Bí Mật", hamlet="Bản Xa Xôi"
    )
    agree(child, "process", "publish")
    create_story(page=page, child=child)

    text = read(client)

    assert "Chiếc xe đạp" in text
    for told in (child.full_name, child.school, child.hamlet, child.code, str(child.public_id)):
        assert told not in text


def test_a_story_of_tomorrow_or_a_draft_is_not_told() -> None:
    page = create_page()
    create_story(page=page, told_on=timezone.localdate() + dt.timedelta(days=1))
    create_story(page=page, is_published=False)

    assert reader.stories(page.pk, most=9) == []


def test_a_photo_goes_with_the_consent(client: Client, settings: Any, tmp_path: Any) -> None:
    from children.models import Photo

    page = create_page()
    child = create_child(unit=page.managing_unit)
    agree(child, "process", "publish")
    name = f"{'ab' * 16}.jpg"
    Photo.objects.create(child=child, file=name, width=9, height=9, added_by=create_user())
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photos" / "ab").mkdir(parents=True)
    (tmp_path / "photos" / "ab" / name).write_bytes(b"picture")
    story = create_story(page=page, child=child, with_photo=True)
    address = reverse("door:story_photo", args=[page.address, story.public_id])
    assert b"".join(client.get(address).streaming_content) == b"picture"  # type: ignore[attr-defined]  # a file

    Consent.objects.filter(purpose="publish").update(withdrawn_on=timezone.localdate())

    assert client.get(address).status_code == 404
    assert str(story.public_id) not in read(client)


# --- The pages ----------------------------------------------------------------------------------


def test_the_page_speaks_english_where_it_is_asked_to(client: Client) -> None:
    create_page(greeting_en="Every orphan has a godmother.")

    assert "Every orphan has a godmother." in read(client, lang="en")
    assert "I want to help" in read(client)  # the choice is kept
    assert "Tôi muốn giúp" in read(client, lang="vi")


def test_a_card_for_other_sites_has_title_text_and_picture(client: Client) -> None:
    create_page()

    text = read(client)

    for name in ("og:title", "og:description", "og:url", "og:image"):
        assert f'property="{name}"' in text


def test_the_poster_carries_a_code_that_opens_the_page(client: Client) -> None:
    create_page()

    poster = client.get(reverse("door:poster", args=["huyen-mau"])).content.decode()
    code = client.get(reverse("door:qr_code", args=["huyen-mau"]))

    assert "http://testserver/chung-tay/huyen-mau/" in poster
    assert reverse("door:qr_code", args=["huyen-mau"]) in poster
    assert code.headers["Content-Type"] == "image/svg+xml"
    drawn = segno.make("http://testserver/chung-tay/huyen-mau/", error="m", micro=False)
    assert path_in(code.content.decode()) == path_in(drawn.svg_inline(border=2))


def path_in(svg: str) -> str:
    """The dark squares of a code."""
    (path,) = re.findall(r' d="(M[^"]+)"', svg)
    return path


def test_search_engines_read_the_public_pages_alone(client: Client) -> None:
    create_page()

    lines = client.get("/robots.txt").content.decode().splitlines()
    places = client.get("/sitemap.xml").content.decode()

    assert "Disallow: /" in lines
    assert "Allow: /chung-tay/" in lines
    assert places.count("<loc>http://testserver/chung-tay/huyen-mau/") == 2


def test_a_public_page_asks_few_questions(client: Client, django_assert_max_num_queries: Any) -> None:
    page = create_page()
    create_waiting(page.managing_unit, years=9, number=6)
    create_story(page=page)

    with django_assert_max_num_queries(35):  # six views, each in a savepoint with the role taken and given back
        read(client)
