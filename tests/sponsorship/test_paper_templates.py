"""A unit's own Word templates: what is refused when one is uploaded, and who uses the one that is kept."""

import io
import re
import zipfile
from types import SimpleNamespace

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from docx.enum.text import WD_ALIGN_PARAGRAPH
from jinja2.exceptions import SecurityError

from organisation.roles import Role
from sponsorship.models import PaperTemplate
from sponsorship.papers.checking import MAX_BYTES, RefusedTemplate, check_template
from sponsorship.papers.contents import ListLine, SigningList
from sponsorship.papers.heads import head_of
from sponsorship.papers.kinds import Paper
from sponsorship.papers.word import template_for, word
from sponsorship.papers.word_defaults import default_template
from sponsorship.papers.word_fields import known_fields, listed
from sponsorship.papers.word_language import DOTS, FieldsOnly, NotAllowed
from tests.factories import create_unit, create_user


def a_template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def refusal(data: bytes, paper: str = Paper.CERTIFICATE) -> RefusedTemplate:
    with pytest.raises(RefusedTemplate) as caught:
        check_template(data, paper)
    return caught.value


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same file with a part more, or another one in its place."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


# --- What may stand in one ----------------------------------------------------------------------


@pytest.mark.parametrize("paper", Paper.values)
def test_the_standard_templates_pass_their_own_check(paper):
    check_template(default_template(paper), paper)


@pytest.mark.parametrize("paper", Paper.values)
def test_no_sign_of_their_making_is_left_in_the_standard_templates(paper):
    """Bold and italic are written with ** and __, also over two lines: the signer and on whose behalf."""
    with zipfile.ZipFile(io.BytesIO(default_template(paper))) as file:
        words = re.sub(r"<[^>]*>", "", file.read("word/document.xml").decode())
    assert "**" not in words
    assert "__" not in words


def test_fields_conditions_and_loops_over_lists_pass():
    check_template(
        a_template(
            "{{ donor }} {{ head.unit }}",
            "{% if support %}{{ support }}{% else %}{{ total }}{% endif %}{% if not campaign %}–{% endif %}",
            "{% for child in children %}{{ child.name }}{% if child.is_named %}*{% endif %}{% endfor %}",
        ),
        Paper.CERTIFICATE,
    )


def test_unknown_fields_are_named():
    found = refusal(a_template("{{ nguoi_do_dau }} {{ head.phone }} {{ donor }}", "{{ donor.phone }}"))
    assert (found.reason, found.names) == ("unknown_fields", ["nguoi_do_dau", "head.phone", "donor.phone"])
    with translation.override("vi"):
        assert "nguoi_do_dau, head.phone, donor.phone" in found.sentence


def test_what_a_loop_does_not_go_over_is_named():
    assert refusal(a_template("{% for x in donor %}{{ x }}{% endfor %}")).names == ["donor"]
    assert refusal(a_template("{% for c in children %}{{ c.phone }}{% endfor %}")).names == ["c.phone"]
    assert refusal(a_template("{% for c in children %}{% endfor %}{{ c.name }}")).names == ["c"]


@pytest.mark.parametrize("paper", [Paper.CERTIFICATE, Paper.RECEIPT, Paper.AGREEMENT, Paper.STATEMENT])
def test_a_donors_paper_has_no_field_for_what_a_donor_may_not_know(paper):
    assert not [path for path in listed(paper) if any(word in path for word in ("phone", "school", "orphan", "hamlet"))]


CODE = [
    "{{ donor.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ donor|upper }}",
    "{{ donor() }}",
    "{{ children[0] }}",
    "{{ donor ~ 'x' }}",
    "{{ 7 * 7 }}",
    "{{ 'x' * 999999999 }}",
    "{% set x = donor %}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% macro f() %}{% endmacro %}",
    "{% if donor == 'x' %}{% endif %}",
    "{% for x in range(9) %}{% endfor %}",
    "{% for x in children recursive %}{% endfor %}",
    "{% for x in children if x.name %}{% endfor %}",
    "{% for a, b in children %}{% endfor %}",
    "{% for a in children %}{% for b in children %}{{ b.name }}{% endfor %}{% endfor %}",
    "{% raw %}{{ x }}{% endraw %}{% autoescape false %}{% endautoescape %}",
    "{% with %}{% endwith %}",
    "{{ self }}",
    "{{ cycler }}",
    "{{ loop.index }}",
]


@pytest.mark.parametrize("code", CODE)
def test_no_code_runs(code):
    assert refusal(a_template("{{ donor }}", code)).reason in {"code", "unknown_fields", "syntax"}


@pytest.mark.parametrize("code", CODE)
def test_no_code_runs_either_where_an_unchecked_template_got_in(code):
    with pytest.raises((NotAllowed, SecurityError, Exception)) as caught:
        FieldsOnly(known_fields(Paper.CERTIFICATE)).from_string(code)
    assert caught.type.__name__ in {"NotAllowed", "TemplateSyntaxError"}


def test_code_in_headers_footers_and_properties_is_found_too():
    for place in ("header", "footer"):
        document = docx.Document()
        getattr(document.sections[0], place).paragraphs[0].text = "{{ secret }}"
        file = io.BytesIO()
        document.save(file)
        assert refusal(file.getvalue()).names == ["secret"]
    document = docx.Document()
    document.core_properties.title = "{{ ''.__class__ }}"
    file = io.BytesIO()
    document.save(file)
    check_template(file.getvalue(), Paper.CERTIFICATE)  # properties are emptied, and never rendered


@pytest.mark.parametrize("line", ["{{ donor", "{% if donor %}", "{% endfor %}", "{{ donor }"])
def test_what_is_not_written_to_the_end_is_told(line):
    found = refusal(a_template(line + " {{ total }}"))
    assert found.reason in {"syntax", "unknown_fields"}


# --- What kind of file it may be ----------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old word"])
def test_what_is_not_a_word_file_is_refused(data):
    assert refusal(data).reason == "not_word"


def test_a_workbook_is_not_a_word_file():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(file.getvalue()).reason == "not_word"


def test_too_large_a_file_is_refused_before_it_is_opened():
    assert refusal(b"x" * (MAX_BYTES + 1)).reason == "too_large"


def test_a_zip_bomb_is_refused():
    bomb = with_part(a_template("{{ donor }}"), "word/media/image1.png", b"\0" * 80 * 1024**2)
    assert len(bomb) < MAX_BYTES
    assert refusal(bomb).reason == "too_large"


def test_a_zip_that_lies_about_its_size_is_refused():
    bomb = bytearray(with_part(a_template(), "word/media/image1.png", b"\0" * 30 * 1024**2))
    where = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(b"word/media/image1.png"))
    bomb[where + 24 : where + 28] = (1000).to_bytes(4, "little")
    assert refusal(bytes(bomb)).reason in {"too_large", "damaged"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/vbaProject.bin", b"macro"),
        ("word/embeddings/oleObject1.bin", b"object"),
        ("word/embeddings/tool.exe", b"MZ"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://x.example/t" '
            b'TargetMode="External"/></Relationships>',
        ),
        ("word/extra.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("word/other.xml", b"<w:p><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:p>"),
    ],
)
def test_nothing_active_or_linked_comes_in(name, content):
    assert refusal(with_part(a_template("{{ donor }}"), name, content)).reason == "active"


def test_a_damaged_document_is_told():
    assert refusal(with_part(a_template(), "word/document.xml", b"<broken")).reason == "damaged"


# --- Rendering ----------------------------------------------------------------------------------


def rendered(unit, paper=Paper.RECEIPT, **values) -> str:
    from dataclasses import fields, is_dataclass
    from typing import get_type_hints

    from sponsorship.papers.word_fields import CONTENTS

    def made(content):
        hints = get_type_hints(content)
        filled = {f.name: made(hints[f.name]) if is_dataclass(hints[f.name]) else "" for f in fields(content)}
        return content(**filled | {name: value for name, value in values.items() if name in filled})

    document = docx.Document(io.BytesIO(word(paper, made(CONTENTS[paper]), unit)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.django_db
def test_empty_fields_leave_room_to_write_and_texts_stay_text():
    said = rendered(create_unit(), donor="Công ty <A & B> {{ 7*7 }} {% x %}\x0b\x00", donor_address="")
    assert "Công ty <A & B> {{ 7*7 }} {% x %}" in said
    assert f"Địa chỉ: {DOTS}" in said


@pytest.mark.django_db
def test_an_empty_cell_of_a_table_is_room_enough_and_sums_stand_to_the_right():
    unit = create_unit()
    line = ListLine("1", "Trần Thị Mẫu", "TE000001", "", "", "Bà Mẫu", "500.000", "")
    content = SigningList(head_of(unit), "", "", "", "", (line,), "01 cháu", "500.000", "")
    cells = docx.Document(io.BytesIO(word(Paper.LIST, content, unit))).tables[1].rows[1].cells
    assert [cell.text for cell in cells] == ["1", "Trần Thị Mẫu", "TE000001", "", "", "Bà Mẫu", "500.000", "", ""]
    assert [n for n, cell in enumerate(cells) if cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT] == [6]


def keep(unit, data: bytes, paper=Paper.RECEIPT) -> PaperTemplate:
    return PaperTemplate.objects.create(
        unit=unit, paper=paper, file=data, size=len(data), sha256="0" * 64, uploaded_by=create_user()
    )


@pytest.mark.django_db
def test_the_nearest_template_up_the_tree_is_used():
    root = create_unit()
    branch = create_unit(parent=root)
    leaf, other = create_unit(parent=branch), create_unit(parent=root)
    keep(root, a_template("Mẫu của gốc {{ donor }}"))
    keep(branch, a_template("Mẫu của nhánh {{ donor }}"))
    for unit, words in ((leaf, "nhánh"), (branch, "nhánh"), (other, "gốc"), (root, "gốc")):
        assert rendered(unit, donor="Ông Mẫu") == f"Mẫu của {words} Ông Mẫu"
    assert template_for(leaf, Paper.AGREEMENT) == default_template(Paper.AGREEMENT)
    assert template_for(create_unit(), Paper.RECEIPT) == default_template(Paper.RECEIPT)


# --- The admin ----------------------------------------------------------------------------------


@pytest.fixture
def office(client):
    unit = create_unit()
    administrator = create_user(role=Role.ADMINISTRATOR, unit=unit)
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    return SimpleNamespace(page=client, unit=unit, user=administrator)


def upload(office, data: bytes, **values):
    file = SimpleUploadedFile("bất kỳ.docx", data)
    form = {"unit": office.unit.pk, "paper": "receipt", "word_file": file} | values
    return office.page.post(reverse("admin:sponsorship_papertemplate_add"), form)


@pytest.mark.django_db
def test_an_administrator_keeps_replaces_and_removes_a_template(office):
    assert upload(office, a_template("Một {{ donor }}")).status_code == 302
    kept = PaperTemplate.objects.get()
    assert (kept.uploaded_by, kept.size) == (office.user, len(kept.file))
    address = reverse("admin:sponsorship_papertemplate_change", args=[kept.pk])
    again = SimpleUploadedFile("x.docx", a_template("Hai {{ donor }}"))
    assert office.page.post(address, {"word_file": again}).status_code == 302
    assert rendered(office.unit, donor="Ông Mẫu") == "Hai Ông Mẫu"
    gone = office.page.post(reverse("admin:sponsorship_papertemplate_delete", args=[kept.pk]), {"post": "yes"})
    assert gone.status_code == 302
    assert not PaperTemplate.objects.exists()


@pytest.mark.django_db
def test_a_refused_template_is_told_beside_the_field_and_not_kept(office):
    for data in (a_template("{{ khong_co }}"), a_template("{{ donor() }}"), b"rubbish"):
        response = upload(office, data)
        assert response.status_code == 200
        assert response.context["adminform"].form.errors["word_file"]
    assert "khong_co" in upload(office, a_template("{{ khong_co }}")).content.decode()
    assert not PaperTemplate.objects.exists()


@pytest.mark.django_db
def test_another_units_template_is_out_of_reach(office):
    stranger = create_unit()
    theirs = keep(stranger, a_template("{{ donor }}"))
    assert upload(office, a_template("{{ donor }}"), unit=stranger.pk).status_code == 200
    address = reverse("admin:sponsorship_papertemplate_change", args=[theirs.pk])
    assert office.page.get(address).status_code == 302  # as for a record that does not exist
    assert PaperTemplate.objects.get() == theirs


@pytest.mark.django_db
def test_the_page_offers_the_standard_templates_and_names_the_fields(office):
    body = office.page.get(reverse("admin:sponsorship_papertemplate_add")).content.decode()
    assert reverse("sponsorship:paper_template", args=["agreement"]) in body
    assert "children[].name" in body
    file = office.page.get(reverse("sponsorship:paper_template", args=["book"]))
    assert file["Content-Disposition"] == 'attachment; filename="mau-so-theo-doi.docx"'
    assert office.page.get(reverse("sponsorship:paper_template", args=["gold"])).status_code == 404
