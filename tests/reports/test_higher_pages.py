"""A secretary brings in the form of the province, says what it holds, and fills it."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from imports.reading import REASONS
from organisation.models import Unit
from organisation.roles import Role
from reports.higher.reading import NotXlsx
from reports.models import HigherForm
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.higher_records import FIGURE_ROWS, OF_FIGURES, cells_of, create_higher_form, upload, workbook
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db
PERIOD = {"as_of": "17/02/2025", "since": "30/06/2024"}


def make_world() -> World:
    return create_world(81)


@pytest.fixture
def client(world: World):
    return signed_in(make.create_user(role=Role.MATCHING_OFFICER, unit=world.root))


def sent(unit: Unit, data: bytes, **values: str) -> dict:
    return {"name": "Biểu 01", "unit": unit.pk, "upload": upload(data)} | values


def test_from_the_empty_form_to_the_filled_one(client, world):
    data = workbook([["1", "Xã X", "", "", "", ""], ["2", "Xã Lạ", "", "", "", ""], ["", "Tổng cộng", "", "", "", ""]])
    answer = client.post(reverse("reports:higher_form_add"), sent(world.root, data))
    form = HigherForm.objects.get()
    columns = reverse("reports:higher_form_columns", args=[form.public_id])
    assert answer.url == columns

    page = client.get(columns)
    said = {name: bound.value() or "" for name, bound in ((b.name, b) for b in page.context["form"])}
    assert said["what_3"] == "until:children_waiting"
    said |= {"what_5": "text", "text_5": "Đợt 1", "row_0": str(world.communes[1].pk)}
    assert client.post(columns, said).url == form.get_absolute_url()

    shown = client.get(form.get_absolute_url(), PERIOD)
    filled = cells_of(client.get(reverse("reports:higher_form_filled", args=[form.public_id]), PERIOD).content)
    on_page = [[cell.value for cell in cells] for _row, cells in shown.context["filled"].table]
    for (row, cells), number in zip(shown.context["filled"].table, (7, 8, 9), strict=True):
        assert row == number
        assert [filled.cell(row, n + 1).value for n in (2, 3, 4)] == [cells[n].value for n in (2, 3, 4)]
    assert [row[5] for row in on_page] == ["Đợt 1", "Đợt 1", ""]
    assert on_page[2][2] > on_page[0][2] > 0


def test_every_number_opens_a_list_of_that_length(client, world):
    form = create_higher_form(unit=world.root)
    form.columns["4"]["in"] = 1
    form.save()
    shown = client.get(form.get_absolute_url(), PERIOD)
    cells = [cell for _row, row in shown.context["filled"].table for cell in row if cell.url and cell.value]
    assert len(cells) >= 5
    for cell in cells[::2]:
        figure = client.get(cell.url).context["figure"]
        assert figure == cell.text


def test_a_newer_file_keeps_what_its_headings_held(client, world):
    form = create_higher_form(unit=world.root)
    newer = workbook([], headings=["STT", "Xã, phường", "Số mới", "Trẻ đang chờ đỡ đầu", "Cột lạ", "Ghi chú"])
    form.columns["3"] = {"what": "until", "of": "children_helped", "only": "", "in": 1}
    form.save()
    edit = reverse("reports:higher_form_edit", args=[form.public_id])
    answer = client.post(edit, sent(world.root, newer, version=str(form.version + 1)))
    assert answer.status_code == 302
    form.refresh_from_db()
    assert form.columns["3"]["of"] == "children_helped"
    assert "4" not in form.columns
    assert form.rows_by == "commune"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PK\x03\x04 broken", "damaged"), (b"\x89PNG\r\n", "not_a_sheet"), (workbook([])[:900], "damaged")],
)
def test_what_is_no_form_is_refused_beside_the_field(client, world, data, reason):
    page = client.post(reverse("reports:higher_form_add"), sent(world.root, data))
    with override("vi"):
        assert page.context["form"].errors["upload"] == [gettext(REASONS[reason])]
    assert not HigherForm.objects.exists()


def test_another_kind_of_spreadsheet_is_told_to_be_saved_as_xlsx(client, world):
    page = client.post(reverse("reports:higher_form_add"), sent(world.root, b"STT;Xa;So\n1;X;2\n"))
    with override("vi"):
        assert page.context["form"].errors["upload"] == [str(NotXlsx())]


def test_rows_that_are_figures_are_asked_once_and_filled(client, world):
    data = workbook(FIGURE_ROWS, headings=OF_FIGURES)
    client.post(reverse("reports:higher_form_add"), sent(world.root, data))
    form = HigherForm.objects.get()
    columns = reverse("reports:higher_form_columns", args=[form.public_id])
    bounds = {bound.name: bound.value() or "" for bound in client.get(columns).context["form"]}
    assert (bounds["figure_9"], bounds["figure_10"]) == ("children_waiting", "")

    asked_again = client.post(columns, bounds | {"figure_10": "children_waiting_union", "figure_7": "0"})
    assert asked_again.url == columns
    assert client.post(columns, bounds | {"figure_12": "0"}).url == form.get_absolute_url()

    shown = client.get(form.get_absolute_url(), PERIOD)
    cells = [cell for _row, row in shown.context["filled"].table for cell in row if cell.url and cell.value]
    assert not shown.context["filled"].strange
    assert len(cells) >= 5
    for cell in cells[:3]:
        assert client.get(cell.url).context["figure"] == cell.text


def test_rows_may_become_figures_and_places_again(client, world):
    form = create_higher_form(unit=world.root, data=workbook(FIGURE_ROWS, headings=OF_FIGURES))
    columns = reverse("reports:higher_form_columns", args=[form.public_id])
    for said, named in (
        ({"rows_by": "unit", "what_1": "name", "what_3": "until:received_vnd"}, set()),
        ({"rows_by": "figure", "what_1": "name", "what_3": "until"}, {"kinh phi da nhan"}),
    ):
        client.post(columns, said)
        form.refresh_from_db()
        assert form.rows_by == said["rows_by"]
        assert named <= set(form.named)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what_1": "", "rows_by": "commune"}, "rows_by"),
        ({"what_5": "text"}, "text_5"),
        ({"what_3": "until:children_waiting", "only_3": "donor_kind:fund"}, "only_3"),
        ({"what_3": "until"}, "what_3"),
        ({"rows_by": "figure"}, "rows_by"),
        ({"rows_by": "figure", "what_2": "until", "what_3": "until:children_waiting"}, "what_3"),
    ],
)
def test_columns_that_cannot_be_are_told(client, world, said, field):
    form = create_higher_form(unit=world.root)
    known = {"rows_by": "commune", "what_1": "name"}
    page = client.post(reverse("reports:higher_form_columns", args=[form.public_id]), known | said)
    assert list(page.context["form"].errors) == [field]


def test_days_in_the_wrong_order_are_told_and_the_page_still_stands(client, world):
    form = create_higher_form(unit=world.root)
    page = client.get(form.get_absolute_url(), {"as_of": "17/02/2025", "since": "18/02/2025"})
    assert list(page.context["form"].errors) == ["since"]
    assert page.context["filled"].since.year == 2024
