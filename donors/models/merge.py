from django.db import models

from donors.models.donor import Donor
from organisation.models.merge import DifferentPair, Merge


class DonorMerge(Merge):
    kept = models.ForeignKey(Donor, models.RESTRICT, related_name="merges", null=True)


class DifferentDonors(DifferentPair):
    pass
