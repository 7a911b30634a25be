"""What every answer says to the browser."""

import pytest
from django.test import Client

from organisation.models import Session
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/login/", "/account/security/sign-out/"])
def test_a_form_that_another_site_sends_is_refused(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.create_user(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(address, {"session": "all"}).status_code == 403
    assert Session.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/login/", "/", "/nowhere/", "/admin/"])
def test_every_answer_forbids_foreign_scripts_frames_and_guesses(client: Client, address: str) -> None:
    client.force_login(factories.create_user(), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(address)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
