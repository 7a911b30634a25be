import pytest
from django.db import DatabaseError, connection
from django.test import Client


def test_the_process_answers_without_the_database(client: Client) -> None:
    assert client.get("/public/livez").content == b"ok\n"


@pytest.mark.django_db
def test_ready_asks_the_database_once(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        response = client.get("/public/readyz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_not_ready_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError("server closed the connection")

    monkeypatch.setattr(connection, "cursor", away)

    assert client.get("/public/readyz").status_code == 503


def test_who_found_a_hole_reads_where_to_write_once_the_installation_names_it(client: Client, settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT = "mailto:an-toan@dodau.example.vn"

    told = client.get("/.well-known/security.txt").content.decode()
    assert told.startswith("Contact: mailto:an-toan@dodau.example.vn\nExpires: 20")
