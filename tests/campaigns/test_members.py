"""The members of a cluster in a year: found by typing, ticked, one of them the head."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Cluster
from organisation.models import Unit
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories
from tests.campaigns.result_records import create_cluster

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    """A province with more unions than a page could list."""
    top = factories.create_unit(name="Liên đoàn Lao động tỉnh")
    Unit.objects.bulk_create(
        Unit(name=f"Công đoàn cơ sở {n:04}", kind=UnitKind.GRASSROOTS_UNION, parent=top) for n in range(1, 1_001)
    )
    return top


@pytest.fixture
def cluster(province: Unit) -> Cluster:
    return create_cluster(unit=province)


@pytest.fixture
def client(province: Unit) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=province))
    return client


def union(number: int) -> Unit:
    return Unit.objects.get(name=f"Công đoàn cơ sở {number:04}")


def test_typed_words_find_units_and_what_is_ticked_stays(client: Client, cluster: Cluster) -> None:
    found = reverse("campaigns:cluster_found", args=[cluster.public_id])
    ticked = str(union(3).pk)
    rows = client.get(found, {"find": "cong doan 0777", "units": ticked, "head": ticked}).context["members"]
    assert [(row.unit, row.is_member, row.is_head) for row in rows] == [
        (union(3), True, True),
        (union(777), False, False),
    ]
    assert len(client.get(found, {"find": "công đoàn"}).context["members"]) == 20
    assert client.get(found, {"find": "c", "units": "x"}).context["members"] == []


def test_without_a_script_the_button_finds_and_nothing_is_saved(client: Client, cluster: Cluster) -> None:
    address = reverse("campaigns:cluster_members", args=[cluster.public_id])
    page = client.post(address, {"look": "1", "year": 2024, "find": "0777", "units": [union(3).pk]})
    assert [(row.unit, row.is_member) for row in page.context["form"].members] == [
        (union(3), True),
        (union(777), False),
    ]
    assert not cluster.members.exists()

    client.post(address, {"year": 2024, "units": [union(3).pk, union(777).pk], "head": union(777).pk})
    assert set(cluster.members.values_list("year", "unit", "is_head")) == {
        (2024, union(3).pk, False),
        (2024, union(777).pk, True),
    }


def test_a_unit_of_somebody_else_is_no_member(client: Client, cluster: Cluster) -> None:
    other = factories.create_unit(name="Tỉnh khác")
    page = client.post(
        reverse("campaigns:cluster_members", args=[cluster.public_id]), {"year": 2024, "units": other.pk}
    )
    assert "units" in page.context["form"].errors
    assert not cluster.members.exists()
