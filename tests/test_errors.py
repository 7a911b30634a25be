"""The pages about errors need nothing that may be what failed."""

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

PAGES = sorted(path.name for path in settings.BASE_DIR.glob("templates/[45]*.html"))


@pytest.fixture
def without_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, *arguments: object, **options: object) -> str:
        raise ValueError(f"Missing staticfiles manifest entry for '{name}'")

    monkeypatch.setattr(staticfiles_storage, "url", fail)


@pytest.mark.usefixtures("without_manifest")
@pytest.mark.parametrize("page", PAGES)
def test_an_error_page_stands_without_the_list_of_static_files(page: str) -> None:
    assert 'href="/static/site.css"' in render_to_string(page)


@pytest.mark.usefixtures("without_manifest")
def test_so_a_500_is_one_error_and_not_two() -> None:
    answer = server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "Hệ thống gặp trục trặc" in answer.content.decode()
