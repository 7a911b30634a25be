import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from organisation.formkit import DayField, MoneyField, PaperForm
from organisation.models import Unit


class UnitForm(PaperForm, forms.ModelForm):
    fieldsets = [("Unit", ["name"])]

    class Meta:
        model = Unit
        fields = ["name", "kind"]


class PlainForm(PaperForm, forms.Form):
    fieldsets = [("What", ["amount_vnd"]), ("Empty part", ["no_such_field"])]
    given_on = forms.DateField(required=False)
    amount_vnd = forms.IntegerField(required=False, min_value=0)


@pytest.fixture
def unit(db):
    unit = Unit.objects.create(name="Công đoàn xã Thanh Tùng", kind="grassroots_union")
    unit.refresh_from_db()
    return unit


def posted(form, **changes):
    """What a browser sends back: the controls, and what stood in them."""
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {form[name].html_initial_name: data[name] for name in form.fields if form.fields[name].show_hidden_initial}
    query = QueryDict(mutable=True)
    query.update(data | changes)
    return query


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1tr25", 1_250_000),
        ("500 nghìn", 500_000),
        ("0", 0),
        ("", None),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    form = PlainForm({"amount_vnd": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount_vnd"] == amount


@pytest.mark.parametrize("typed", ["abc", "1.25.00", "-5", "9" * 40, "1e9", "½"])
def test_money_that_cannot_be_read_is_an_error_beside_its_field(typed):
    assert "amount_vnd" in PlainForm({"amount_vnd": typed}).errors


def test_money_is_shown_with_its_thousands():
    assert 'value="1.250.000"' in str(PlainForm(initial={"amount_vnd": 1_250_000})["amount_vnd"])
    with pytest.raises(forms.ValidationError):
        MoneyField(min_value=10_000).clean("9.999")


@pytest.mark.parametrize("typed", ["-1", "- 500.000", "−5", "–1 triệu", "0"])
def test_no_money_or_less_has_a_sentence_of_its_own(typed):
    with pytest.raises(ValidationError) as caught:
        MoneyField(min_value=1).clean(typed)
    assert caught.value.code == "not_positive"


@pytest.mark.parametrize("typed", ["năm trăm", "0,5 đ 7", "abc"])
def test_advice_on_an_amount_does_not_speak_of_months(typed):
    with pytest.raises(ValidationError) as caught:
        MoneyField().clean(typed)
    (said,) = caught.value.messages
    assert typed in said
    assert "/" not in said


@pytest.mark.parametrize("typed", ["03/02/2015", "3/2/2015", "3-2-2015", "3.2.2015", "03022015", "03/02/15"])
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == datetime.date(2015, 2, 3)


@pytest.mark.parametrize("typed", ["31/12/9999", "01/01/0001", "1/1/1899"])
def test_a_day_that_nobody_means_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="1900"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["31/02/2015", "2015", "0/0/0000", "x" * 500])
def test_a_day_that_does_not_exist_is_an_error_beside_its_field(typed):
    assert "given_on" in PlainForm({"given_on": typed}).errors


def test_fields_stand_in_their_parts_and_none_is_lost():
    assert [(s.legend, [b.name for b in s.fields]) for s in PlainForm().sections()] == [
        ("What", ["amount_vnd"]),
        ("", ["given_on"]),
    ]


def test_where_nothing_is_chosen_yet_a_list_says_so():
    assert "— chọn —" in str(UnitForm()["kind"])


def test_the_summary_of_errors_runs_down_the_page():
    assert list(PlainForm().fields) == ["given_on", "amount_vnd"]
    assert [bound.name for bound in PlainForm().visible_fields()] == ["amount_vnd", "given_on"]


def test_saving_what_nobody_else_touched_just_works(unit):
    form = UnitForm(posted(UnitForm(instance=unit), name="Tên mới"), instance=unit)
    assert form.is_valid(), form.errors
    assert form.save().name == "Tên mới"


def test_a_stale_form_is_refused_and_shows_both_versions(unit):
    stale = posted(UnitForm(instance=unit), kind="school")
    Unit.objects.filter(pk=unit.pk).update(name="Tên người khác đặt")
    form = UnitForm(stale, instance=Unit.objects.get(pk=unit.pk))
    assert not form.is_valid()
    assert form.is_stale
    lines = {line.bound.name: (line.theirs, line.mine, line.keep_theirs) for line in form.differences}
    assert lines["name"] == ("Tên người khác đặt", "Công đoàn xã Thanh Tùng", True)  # I had not touched it
    assert lines["kind"][2] is False


def test_after_a_conflict_each_line_is_saved_as_chosen(unit):
    stale = posted(UnitForm(instance=unit), kind="school")
    Unit.objects.filter(pk=unit.pk).update(name="Tên người khác đặt")
    again = UnitForm(stale, instance=Unit.objects.get(pk=unit.pk))
    again.is_valid()
    stale["version"] = again.current_version
    stale["choose-name"], stale["choose-kind"] = "theirs", "mine"
    form = UnitForm(stale, instance=Unit.objects.get(pk=unit.pk))
    assert form.is_valid(), form.errors
    saved = form.save()
    assert (saved.name, saved.kind) == ("Tên người khác đặt", "school")


def test_a_form_without_its_version_is_stale(unit):
    data = posted(UnitForm(instance=unit))
    del data["version"]
    form = UnitForm(data, instance=unit)
    form.is_valid()
    assert form.is_stale


def test_a_label_that_a_form_gives_late_is_shown():
    class Renamed(PlainForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["amount_vnd"].label = "Bao nhiêu"

    assert Renamed()["amount_vnd"].label == "Bao nhiêu"
    assert Renamed().fields["amount_vnd"].widget.attrs["autofocus"]
