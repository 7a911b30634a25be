"""What becomes of a donor whose name is taken out of the records: kind, unit and sums stay."""

from donors.models import Donor
from organisation.subjects import register_subject

register_subject(Donor, values={"is_public": False})
