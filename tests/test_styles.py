"""The small stylesheet holds what our pages can meet, and is the one that its command would write today."""

import pytest

from config import styles
from config.styles import Words, kept, without_idle

TEMPLATE = """<div class="card {% if x %}btn btn-{{ tone }}{% endif %}">primary</div>"""


def test_the_stylesheet_is_that_of_todays_templates() -> None:
    assert styles.BUILT.read_text("utf-8") == styles.built(), "run: python3 dev.py styles"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".card{a:b}", ".card{a:b}"),
        (".cards{a:b}.card .carousel{a:b}", ""),
        (".carousel,.card:hover{a:b}", ".card:hover{a:b}"),
        (".btn-primary{a:b}.btn-blue{a:b}", ".btn-primary{a:b}"),
        (".card:not(.show){a:b}", ".card:not(.show){a:b}"),
        ("body,[data-theme=dark] .card{a:b}", "body{a:b}"),
        ("@media (a){.carousel{a:b}}@media print{.card{a:b}}", "@media print{.card{a:b}}"),
        ("""@charset "x";/* .a{} */.card{a:url("}.b")}""", """.card{a:url("}.b")}"""),
    ],
)
def test_a_rule_stays_where_each_of_its_classes_can_be_met(css: str, left: str) -> None:
    assert kept(css, Words(TEMPLATE)) == left


def test_values_and_movements_that_nobody_asks_for_go_and_those_of_values_asked_for_stay() -> None:
    css = (
        'a{--x:var(--y);--y:url("a;b");--z:1;b:var(--x)}@keyframes go{to{a:b}}@keyframes stay{to{a:b}}b{animation:stay}'
    )
    assert without_idle(css) == 'a{--x:var(--y);--y:url("a;b");b:var(--x)}@keyframes stay{to{a:b}}b{animation:stay}'
