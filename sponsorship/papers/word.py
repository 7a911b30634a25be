"""Papers as Word files: the unit's own template, one inherited from above, or the one we make."""

import io
from dataclasses import asdict
from typing import Any

from django.db.models.functions import Length
from docxtpl import DocxTemplate

from organisation.models import Unit
from sponsorship.models import PaperTemplate
from sponsorship.papers.word_defaults import default_template
from sponsorship.papers.word_fields import known_fields
from sponsorship.papers.word_language import FieldsOnly, printable

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def template_for(unit: Unit, paper: str) -> bytes:
    """The template of the nearest unit, from `unit` upwards, that has one of its own."""
    above = [int(number) for number in unit.path.strip("/").split("/")]
    own = PaperTemplate.objects.filter(paper=paper, unit__in=above).order_by(Length("unit__path").desc())
    file = own.values_list("file", flat=True).first()
    return bytes(file) if file else default_template(paper)


def word(paper: str, content: Any, unit: Unit) -> bytes:
    """The paper as `unit` issues it. What the template's author wrote into its properties stays behind."""
    template = DocxTemplate(io.BytesIO(template_for(unit, paper)))
    empty_properties(template)
    template.render(printable(asdict(content)), FieldsOnly(known_fields(paper)), autoescape=True)
    file = io.BytesIO()
    template.save(file)
    return file.getvalue()


def empty_properties(template: DocxTemplate) -> None:
    properties = template.get_docx().core_properties
    for name in ("author", "comments", "identifier", "keywords", "last_modified_by", "subject", "title", "category"):
        setattr(properties, name, "")
