import json

from django.core.management.base import BaseCommand, CommandError

from organisation.models.area import AreaLevel
from organisation.operations import Refused, start_programme


class Command(BaseCommand):
    help = (
        "Make the units of a new programme: its root over a former district, its labour federation, its women's union."
    )

    def add_arguments(self, parser):
        parser.add_argument("--name", required=True, help="what the programme is called")
        parser.add_argument("--former-district", required=True, metavar="CODE", help="official code until 1 July 2025")
        parser.add_argument("--json", action="store_true", help="print the codes of the units as JSON")

    def handle(self, *, name, former_district, json: bool, **options):
        try:
            units = start_programme(name=name, district_code=former_district)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        codes = {key: unit.code for key, unit in units.items()}
        communes = units["unit"].areas.filter(level=AreaLevel.COMMUNE).count()
        self.stdout.write(as_json(codes, communes) if json else as_text(units, communes))


def as_json(codes: dict, communes: int) -> str:
    return json.dumps(codes | {"communes": communes})


def as_text(units: dict, communes: int) -> str:
    return "\n".join([*(f"{unit.code}  {unit.name}" for unit in units.values()), f"Communes: {communes}"])
