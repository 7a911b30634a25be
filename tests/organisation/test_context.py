"""The menu shows each person the pages of their own work, and where they are."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.urls import include, path

from organisation.context import menu
from organisation.roles import Role


def page(request):
    return HttpResponse()


children = [path("", page, name="list"), path("add/", page, name="add")]
accounts = [path("accounts/", page, name="accounts")]
urlpatterns = [
    path("", page, name="home"),
    path("children/", include((children, "children"))),
    path("organisation/", include((accounts, "organisation"))),
]
pytestmark = pytest.mark.urls(__name__)


def holder_of(role):
    unit = SimpleNamespace(path="/1/", name="Công đoàn xã")
    return SimpleNamespace(is_authenticated=True, current_appointments=[SimpleNamespace(role=role, unit=unit)])


def addresses(role, at="/"):
    return [entry.url for group in menu(holder_of(role), at) for entry in group.entries]


def test_a_clerk_may_add_a_child():
    assert addresses(Role.DATA_CLERK) == ["/", "/children/", "/children/add/"]


def test_a_leader_reads_and_changes_nothing():
    assert addresses(Role.LEADER) == ["/", "/children/"]


def test_an_administrator_finds_the_accounts():
    assert "/organisation/accounts/" in addresses(Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("at", "marked"),
    [
        ("/", "/"),
        ("/children/", "/children/"),
        ("/children/add/", "/children/add/"),
        ("/children/7/edit/", "/children/"),
    ],
)
def test_one_entry_is_marked_as_here(at, marked):
    groups = menu(holder_of(Role.DATA_CLERK), at)
    assert [entry.url for group in groups for entry in group.entries if entry.active] == [marked]
