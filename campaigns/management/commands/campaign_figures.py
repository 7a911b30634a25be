import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from campaigns.figures import figures
from campaigns.measures import MEASURES
from campaigns.models import Campaign

HELP = """The computed and the stated figures of one campaign with all its parts, or of every campaign by itself.

--json prints one object for a CODE, a list without one. Its keys:
  code, name, unit, starts_on, ends_on   of the campaign; days as 2024-10-14, or null
  computed      measure: figure, null where nothing is known (VND for names in _vnd, else a count)
  not_known     measure: in how many lines the figure is not known, where there are such lines
  categories    the sums of the result lines by category, unit of measure and standing (0 counts in every sum, 1 under
                its own category only): lines_count; for quantity, people, times, amount and goods …_sum (null where
                nobody knows) and …_lines, in how many lines it is known;
                count_qualifier, value_qualifier of a line that stands alone
  stated        what papers say: label, scope, paper, stated, qualifier, measure, category, unit, computed, not_known,
                difference (stated less computed), state (agrees, explained, flagged, open), explanation
  gift_lists    gift lists with a stated total: code, stated_vnd, computed_vnd, difference_vnd
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **options: Any) -> Any:
        parser = super().create_parser(*args, **options)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", metavar="CODE", help="a campaign's code, as CD000012")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        campaigns = Campaign.objects.select_related("managing_unit").order_by("id")
        if code := options["code"]:
            campaigns = campaigns.filter(code=code.strip().upper())
            if not campaigns:
                raise CommandError(_("There is no campaign with the code “%(code)s”.") % {"code": code})
        found = [figures(campaign) for campaign in campaigns]
        if options["json"]:
            self.stdout.write(json.dumps(found[0] if code else found, indent=2, ensure_ascii=False))
            return
        for one in found:
            self.stdout.write(as_text(one))


def as_text(one: dict[str, Any]) -> str:
    lines = [f"{one['code']}  {one['name']}"]
    lines += [f"  {MEASURES[key].label}: {_number(value)}" for key, value in one["computed"].items() if value]
    for said in one["stated"]:
        facts = {
            "label": said["label"],
            "stated": _number(said["stated"]),
            "computed": _number(said["computed"]),
            "state": STATES[said["state"]],
        }
        lines.append("  " + _("%(label)s: stated %(stated)s, computed %(computed)s – %(state)s") % facts)
    return "\n".join(lines)


STATES = {"agrees": "=", "explained": "≈", "flagged": "≠", "open": "?"}


def _number(value: int | None) -> str:
    return "?" if value is None else number_format(value, force_grouping=True)
