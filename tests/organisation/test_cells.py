import uuid

import pytest
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from organisation.cells import addresses, below, cell, heading, joined, row, span, strong
from organisation.selects import QuickSelect

EVIL = "<b>\"A\" & 'B'</b>"
PLAIN = "&lt;b&gt;&quot;A&quot; &amp; &#x27;B&#x27;&lt;/b&gt;"


@pytest.mark.parametrize(
    "drawn",
    [
        heading(EVIL, "/"),
        heading("name", EVIL),
        heading("name", "/", EVIL),
        cell(EVIL, ""),
        cell("", EVIL),
        cell("", "", EVIL),
        below(EVIL),
        below("", EVIL),
        span(EVIL),
        span(css=EVIL),
        strong(EVIL),
        row(EVIL),
        row(css=EVIL),
        joined(EVIL, "more"),
        joined("one", "two", between=EVIL),
    ],
)
def test_whatever_is_shown_stays_text(drawn):
    assert EVIL not in drawn
    assert PLAIN in drawn


def test_what_is_markup_already_is_not_escaped_again():
    assert cell("Child", span(below(mark_safe("<i>a</i>")))) == (
        '<td data-label="Child"><span><span class="cell-sub"><i>a</i></span></span></td>'
    )


def test_the_address_of_each_record():
    public_id = uuid.uuid4()
    assert addresses("children:detail", "#money")(public_id) == f"/children/{public_id}/#money"


CHOICES = [
    ("", gettext_lazy("All")),
    (1, "one"),
    (None, "nothing"),
    ("b'<", "two & <b>"),
    ("Group & <", [("3", "three")]),
]


@pytest.mark.parametrize("value", ["", None, 1, "1", "b'<", "3"])
@pytest.mark.parametrize("attrs", [{}, {"class": "form-select", "data-x": EVIL, "required": True, "disabled": False}])
def test_a_list_to_choose_from_is_what_django_would_write(value, attrs):
    def lines(widget):
        markup = widget.render("n&me", value, {"id": "id_x"}).replace("&#39;", "&#x27;")
        return [line.strip() for line in markup.splitlines() if line.strip()]

    django = forms.Select(attrs=attrs, choices=CHOICES)
    assert lines(QuickSelect.instead_of(django)) == lines(django)
