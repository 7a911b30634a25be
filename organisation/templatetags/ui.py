"""The component kit: small tags that every page uses without {% load %}. How to use them: docs/pages.md."""

import uuid
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from organisation import charts
from organisation.formkit import dress
from organisation.templatetags.vietnamese import NOTHING

register = template.Library()
SPRITE = "vendor/tabler-icons/sprite.svg"
TONES = {"good": "green", "wait": "yellow", "bad": "red", "info": "azure", "quiet": "secondary", "main": "primary"}
TONE_ICONS = {
    "good": "circle-check",
    "wait": "clock",
    "bad": "alert-triangle",
    "info": "info-circle",
    "quiet": "minus",
    "main": "heart",
}


@register.simple_tag
@cache  # a long list draws the same few icons hundreds of times
def icon(name, extra=""):
    """{% icon "heart" %}: decoration only; a button that shows nothing else needs an aria-label."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static(SPRITE),
        name,
    )


@register.simple_tag
def once():
    """{% once %} in a form: sent twice, it is carried out once (organisation/sent_once.py). The save bar brings it."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag
def crumb(label, url=""):
    """One step of the breadcrumb; the last one has no url."""
    if url:
        return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', url, label)
    return format_html('<li class="breadcrumb-item active" aria-current="page">{}</li>', label)


@register.simple_tag
def button(label, url, icon_name="", tone="", **attributes):
    """A link that looks like a button. tone: primary, danger, or nothing for a quiet one."""
    more = mark_safe("".join(format_html(' {}="{}"', k.replace("_", "-"), v) for k, v in attributes.items()))  # noqa: S308  # each piece is escaped by format_html
    picture = icon(icon_name) if icon_name else ""
    return format_html(
        '<a class="btn {}" href="{}"{}>{}{}</a>', f"btn-{tone}" if tone else "", url, more, picture, label
    )


@register.simple_tag
def badge(label, tone="quiet", icon_name=None):
    """A state in colour, word and icon. tone: good, wait, bad, info, quiet, main."""
    picture = icon(TONE_ICONS[tone] if icon_name is None else icon_name)
    return format_html('<span class="badge badge-{}">{}{}</span>', tone, picture, label)


@register.simple_tag
def avatar(name, photo_url="", size=""):
    """A photo, or the first letter of the given name, which Vietnamese write last. size: sm, lg, xl."""
    kind = f"avatar-{size}" if size else ""
    if photo_url:
        return format_html('<img class="avatar {}" src="{}" alt="" loading="lazy">', kind, photo_url)
    letter = name.split()[-1][:1].upper() if name and name.split() else "?"
    return format_html('<span class="avatar {}" aria-hidden="true">{}</span>', kind, letter)


@register.simple_tag
def detail(label, value="", wide=False):
    """One line of a detail card: label above, value below, — where nothing is known."""
    shown = NOTHING if value is None or value == "" else conditional_escape(value)
    return format_html(
        '<div class="facts-item{}"><dt>{}</dt><dd>{}</dd></div>', " facts-wide" if wide else "", label, shown
    )


@register.simple_tag(takes_context=True)
def query_url(context, **changes):
    """The present address with some parameters changed: {% query_url page=3 %}; None or "" leaves one out."""
    parameters = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            parameters.pop(key, None)
        else:
            parameters[key] = str(value)
    return "?" + parameters.urlencode()


@register.inclusion_tag("components/sort_th.html", takes_context=True)
def sort_th(context, key, label, css=""):
    """A column heading that sorts the list: {% sort_th "name" _("Full name") %}; css="num" for numbers."""
    listing = context["listing"]
    active = listing.sort.removeprefix("-") == key
    descending = active and listing.sort.startswith("-")
    return {
        "label": label,
        "css": css,
        "url": query_url(context, sort=key if not active or descending else f"-{key}", page=None),
        "aria_sort": ("descending" if descending else "ascending") if active else "",
    }


@register.inclusion_tag("components/field.html")
def field(bound, width="", suffix="", prefix=""):
    """One field: label above, control, help, and what is wrong, beside it. width: "full", "half", "third"."""
    widget = bound.field.widget
    if "form-" not in widget.attrs.get("class", ""):
        dress(bound.field)  # a form of Django's own, not yet in our clothes
    return {
        "bound": bound,
        "is_check": getattr(widget, "input_type", "") == "checkbox" and not hasattr(widget, "option_template_name"),
        "is_group": widget.use_fieldset,
        "width": width
        or getattr(bound.field, "width", "")
        or ("full" if "Textarea" in type(widget).__name__ else "half"),
        "suffix": suffix or getattr(bound.field, "suffix", ""),
        "prefix": prefix,
    }


@register.inclusion_tag("components/stat.html")
def stat(label, figure, url="", definition="", icon_name="", note="", tone=""):
    """A number with what it means and the list behind it. figure: already formatted text."""
    return dict(label=label, figure=figure, url=url, definition=definition, icon_name=icon_name, note=note, tone=tone)


@register.inclusion_tag("components/progress.html")
def progress(value, maximum, label="", tone=""):
    percent = round(100 * value / maximum) if maximum else 0
    return {"value": min(value, maximum), "maximum": maximum or 1, "percent": percent, "label": label, "tone": tone}


@register.inclusion_tag("components/steps.html")
def steps(labels, current):
    """Where we are in a wizard: {% steps labels 2 %}; labels: a list or "A|B|C"; the first step is 1."""
    names = labels.split("|") if isinstance(labels, str) else labels
    return {
        "steps": [
            (i, name, "done" if i < current else "now" if i == current else "") for i, name in enumerate(names, 1)
        ]
    }


@register.inclusion_tag("components/alert.html")
def alert(tone, title, text="", url="", link=""):
    return {"tone": tone, "title": title, "text": text, "url": url, "link": link, "icon_name": TONE_ICONS[tone]}


@register.inclusion_tag("components/countdown.html")
def countdown(until):
    """How long a hold still lasts: "3 days, 4 hours left (until 08:30 25/11/2025)"; site.js keeps it up to date."""
    return {"until": until, "is_over": until <= timezone.now()}


register.inclusion_tag("components/charts/bars.html")(charts.bar_chart)
register.inclusion_tag("components/charts/bars.html")(charts.stacked_bars)
register.inclusion_tag("components/charts/bars.html")(charts.grouped_bars)
register.inclusion_tag("components/charts/columns.html")(charts.column_chart)
