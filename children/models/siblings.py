from django.db import models


class SiblingGroup(models.Model):
    """Brothers and sisters; no names here, so that nothing is said of a child outside the child's record."""

    def __str__(self) -> str:
        return str(self.pk)
