"""The pages about errors need nothing that may be what failed."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.views.defaults import server_error

from organisation import uploads

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


def test_what_nginx_says_by_itself_it_says_in_vietnamese() -> None:
    conf = (settings.BASE_DIR / "deploy/nginx.conf").read_text("utf-8")
    named = re.findall(r"error_page [\d ]+/gate/(\d+\.html);", conf)
    pages = {path.name: path.read_text("utf-8") for path in settings.BASE_DIR.glob("static/gate/*.html")}

    assert sorted(named) == sorted(pages)
    assert all('lang="vi"' in page and "<script" not in page and "style=" not in page for page in pages.values())
    assert int(re.findall(r"client_max_body_size (\d+)m;", conf)[0]) * 1024**2 == uploads.MOST
    assert "45 MB" in pages["413.html"]
