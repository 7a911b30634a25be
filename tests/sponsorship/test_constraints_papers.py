"""A unit's own Word templates, past the upload's own check."""

import pytest

from sponsorship.models import PaperTemplate
from sponsorship.papers.kinds import Paper
from tests.factories import create_unit, create_user
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def template():
    return PaperTemplate.objects.create(
        unit=create_unit(), paper=Paper.CERTIFICATE, file=b"PK", sha256="0" * 64, size=2, uploaded_by=create_user()
    )


def test_a_unit_has_one_template_of_a_paper(template):
    same = {"unit": template.unit, "file": b"PK", "sha256": "1" * 64, "size": 2, "uploaded_by": template.uploaded_by}
    with refuses("paper_template_once"):
        PaperTemplate.objects.create(paper=Paper.CERTIFICATE, **same)
    PaperTemplate.objects.create(paper=Paper.AGREEMENT, **same)


@pytest.mark.parametrize("size", [0, 2 * 1024**2 + 1])
def test_a_template_is_neither_empty_nor_over_two_megabytes(template, size):
    with refuses("paper_template_size"):
        PaperTemplate.objects.filter(pk=template.pk).update(size=size)
