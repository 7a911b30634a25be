"""What the pages of figures need beside the component kit."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from organisation.templatetags.vietnamese import number, vnd

register = template.Library()


@register.inclusion_tag("reports/paired_columns.html")
def paired_columns(rows, names, title, unit):
    """Two upright bars for each month, on one scale, with the larger sum in `unit` (1_000_000 …) above.

    rows: [((month, year or ""), (first, second))] in VND.
    """
    rows = list(rows)
    highest = max((max(values) for _, values in rows), default=0)
    return {
        "title": title,
        "names": names,
        "columns": [
            {
                "month": month,
                "year": year,
                "name": f"{month}/{year}" if year else month,
                "bars": [_bar(index, max(value, 0), highest) for index, value in enumerate(values)],
                "texts": [vnd(value) for value in values],
                "short": _short(max(values), unit),
            }
            for (month, year), values in rows
        ],
    }


def _short(value, unit):
    if value <= 0:
        return ""
    return number(value // unit if value >= 100 * unit else round(value / unit, 1))


def _bar(index, value, highest):
    height = 100 * value / highest if highest else 0
    return {"n": index, "x": f"{8 + 44 * index}%", "y": f"{100 - height:.2f}%", "height": f"{height:.2f}%"}


@register.simple_tag
def pledge_link(pledge, text):
    """The donor or code as the way to the pledge's page."""
    return format_html(
        '<a class="row-link" href="{}">{}</a>', reverse("sponsorship:pledge", args=[pledge.public_id]), text
    )


@register.filter
def of_key(found, key):
    return (found or {}).get(key)
