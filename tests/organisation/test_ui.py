"""The kit that every page is made of."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

TEMPLATES = [
    *Path(settings.BASE_DIR, "templates").rglob("*.html"),
    *Path(settings.BASE_DIR).glob("*/templates/**/*.html"),
]
CODE = [
    path
    for app in ("organisation", "children", "donors", "sponsorship", "imports", "campaigns", "reports", "public")
    for path in Path(settings.BASE_DIR, app).rglob("*.py")
]
SPRITE = set(re.findall(r'id="([^"]+)"', Path(settings.BASE_DIR, "static/vendor/tabler-icons/sprite.svg").read_text()))


def render(source, **context):
    with translation.override("vi"):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 34000000|vnd }}", "34.000.000\u00a0đ"),
        ("{{ 0|vnd }}", "0\u00a0đ"),
        ("{{ none|vnd }}", "—"),
        ("{{ 34000|number }}", "34.000"),
        ("{{ day|dmy }}", "23/02/2017"),
        ("{{ moment|dmy_time }}", "01:30 01/02/2025"),
    ],
)
def test_figures_are_written_as_in_vietnam(source, text):
    moment = datetime.datetime(2025, 1, 31, 18, 30, tzinfo=datetime.UTC)
    assert render(source, day=datetime.date(2017, 2, 23), moment=moment, none=None) == text


@pytest.mark.parametrize(("precision", "text"), [("day", "05/02/2017"), ("month", "02/2017"), ("year", "2017")])
def test_a_birth_date_says_no_more_than_is_known(precision, text):
    child = SimpleNamespace(birth_date=datetime.date(2017, 2, 5), birth_date_precision=precision)
    assert render("{{ child|birth }}", child=child) == text


def test_an_address_keeps_its_other_parts():
    request = RequestFactory().get("/?q=bình&page=4&sex=male")
    assert render("{% query_url page=None sort='name' %}", request=request) == "?q=b%C3%ACnh&amp;sex=male&amp;sort=name"


def test_what_people_typed_is_never_markup():
    bad = "<script>alert(1)</script>"
    source = "{% badge bad %}{% crumb bad bad %}{% detail bad bad %}{% avatar bad %}{% button bad bad %}"
    source += "{% alert 'bad' bad bad %}{% stat bad bad bad bad %}{% steps bad 1 %}{% progress 1 2 bad %}"
    assert "<script" not in render(source, bad=bad)


def test_bars_of_one_chart_share_one_scale_and_carry_their_numbers():
    html = render("{% bar_chart rows 'Theo xã' %}", rows=[("Xã Đại Đồng – Thanh Hưng", 50, "/x/"), ("Xã B", 25, "")])
    assert re.findall(r'series-0" x="0.00%" y="0" width="([^"]+)"', html) == ["100.00%", "50.00%"]
    assert "Xã Đại Đồng – Thanh Hưng" in html
    assert ">50<" in html.replace("<span>", ">").replace("</span>", "<")


def test_a_chart_of_nothing_is_drawn_without_a_fault():
    assert "0%" in render("{% bar_chart rows 'Theo xã' %}{% column_chart rows 'Tháng' %}", rows=[("Xã A", 0, "")])


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_breaks_the_content_security_policy(path):
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|<script(?![^>]*\bsrc=)|hx-on|javascript:", source)


@pytest.mark.parametrize("path", [*TEMPLATES, *CODE], ids=str)
def test_every_icon_that_is_named_exists(path):
    named = re.findall(r'\{% icon "([^"]+)"|icon_name="([^"]+)"', path.read_text())
    assert {a or b for a, b in named} <= SPRITE


def test_every_icon_of_the_menu_exists():
    from organisation.context import MENU

    assert {icon for _, items in MENU for *_, icon in items} <= SPRITE
