import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import Unit
from organisation.templatetags.vietnamese import dmy, number, vnd
from reports.indicators import INDICATORS, VND, figures
from reports.scope import Scope


class Command(BaseCommand):
    help = "The ten figures of the programme as of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day; today if left out")
        parser.add_argument("--unit", metavar="CODE", help="only this unit and those below it")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = Scope(as_of=day(options["as_of"]), unit=unit(options["unit"]))
        found = figures(scope)
        self.stdout.write(json.dumps(found, indent=2) if options["json"] else table(scope, found))


def day(text: str | None) -> datetime.date:
    if not text:
        return timezone.localdate()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” is not a day: write it as 2026-11-22.") % {"text": text}) from error


def unit(code: str | None) -> Unit | None:
    if not code:
        return None
    found = Unit.objects.filter(code=code.strip().upper()).first()
    if found is None:
        raise CommandError(_("There is no unit with the code “%(code)s”.") % {"code": code})
    return found


def table(scope: Scope, found: dict[str, int]) -> str:
    title = _("Figures as of %(day)s") % {"day": dmy(scope.as_of)}
    labels = {key: str(INDICATORS[key].label) for key in found}
    shown = {key: vnd(n) if INDICATORS[key].unit == VND else number(n) for key, n in found.items()}
    left, right = max(map(len, labels.values())), max(map(len, shown.values()))
    lines = [f"{labels[key]:<{left}}  {shown[key]:>{right}}" for key in found]
    return "\n".join([title, *([str(scope.unit)] if scope.unit else []), *lines])
