from django.db import models

from children.models.child import Child
from organisation.models.merge import DifferentPair, Merge


class ChildMerge(Merge):
    kept = models.ForeignKey(Child, models.RESTRICT, related_name="merges", null=True)


class DifferentChildren(DifferentPair):
    pass
