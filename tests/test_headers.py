"""What every answer says to the browser."""

import pytest
from django.test import Client

from tests import factories


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
