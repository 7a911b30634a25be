"""Whoever reads the site in Vietnamese meets no English word."""

import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.utils.translation.trans_real import translation

from config import messages


def test_every_text_has_a_vietnamese_translation() -> None:
    assert messages.problems() == []


def test_one_english_word_for_things_of_several_apps_was_read_in_all_of_them() -> None:
    """A word such as “place” is an address here and a seat there. Where the Vietnamese differs: `pgettext_lazy`."""
    apps = defaultdict[str, set[str]](set)
    for text in messages.texts():
        if not text.context and "/models" in text.file and text.singular.islower():
            apps[text.singular].add(text.file.split("/")[0])

    assert {word for word, used_by in apps.items() if len(used_by) > 1} - SAME_IN_ALL_APPS == set()


SAME_IN_ALL_APPS = set(
    (
        "address | address as written | amount | answered on | approved on | area | as of | asked on | bank | "
        "bank transfer | birth date | birth date precision | campaign | cash | child | commune | day | detail | "
        "donor | e-mail | ended on | entered by mistake | file | from | from whom | full name | fund | "
        "funding source | grade | handed over on | health insurance card | house | kind | lost both parents | "
        "managing unit | method | money | name | near-poor household | note | number | other phone | part of | "
        "phone | poor household | programme | reason | received | received on | recorded at | "
        "relationship to the child | school | sex | size in bytes | state | title | undone at | unit | until | "
        "valid from | valid until | what was done"
    ).split(" | ")
)

# what only a programmer of these packages could ever see
NOT_FOR_READERS = re.compile(
    r"name$|is_valid|natural_foreign_keys|key_is_id|^\W+$|^IPv[46]$|%\(instance\)s|"
    r"^(?:parallelism|variety|version|block size|memory cost|time cost)$"
)


@pytest.mark.parametrize(
    "package", ["django.contrib.admin", "django.contrib.auth", "django.forms", "import_export", "axes"]
)
def test_every_text_of_a_package_that_readers_meet_is_in_vietnamese(package: str) -> None:
    messages.compile_stale()
    folder = Path(str(import_module(package).__file__)).parent
    read = [text for text in messages.texts_of(folder) if not NOT_FOR_READERS.search(text.singular)]

    english = {text.singular for text in read if in_vietnamese(text) == text.singular}

    assert read
    assert english <= SAME_IN_BOTH


SAME_IN_BOTH = {"Email"}


def in_vietnamese(text: messages.Text) -> str:
    catalogue = translation("vi")
    if text.plural and text.context:
        return catalogue.npgettext(text.context, text.singular, text.plural, 1)
    if text.plural:
        return catalogue.ngettext(text.singular, text.plural, 1)
    return catalogue.pgettext(text.context, text.singular) if text.context else catalogue.gettext(text.singular)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own with the same folders."""
    folder = tmp_path / "locale" / "vi" / "LC_MESSAGES"
    (tmp_path / "locale" / "parts").mkdir(parents=True)
    folder.mkdir(parents=True)
    (tmp_path / "children").mkdir()
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SUBJECTS", ["children", "templates"])
    monkeypatch.setattr(messages, "PARTS", tmp_path / "locale" / "parts")
    for name, file in {"OURS": "django.po", "FOREIGN": "foreign.po", "COMPILED": "django.mo"}.items():
        monkeypatch.setattr(messages, name, folder / file)
    return tmp_path


def write(project: Path, *, python: str = "", template: str = "", part: str = "") -> None:
    (project / "children" / "views.py").write_text(python)
    (project / "templates" / "page.html").write_text(template)
    if part:
        (project / "locale" / "parts" / "children.po").write_text(part)


def test_texts_are_found_in_python_and_in_templates(project: Path) -> None:
    write(
        project,
        python='_("Save")\nngettext_lazy("%(n)s child", "%(n)s children", n)\npgettext("month", "May")',
        template='{% load i18n %}{% translate "It\'s (really) new" %}{% translate "May" context "verb" %}'
        "{% blocktranslate trimmed count n=n %}\n one {{ n }} row\n{% plural %}\n {{ n }} rows\n{% endblocktranslate %}"
        '{{ _("Sign in")|upper }}',
    )

    found = {(text.context, text.id) for text in messages.texts()}

    assert found == {
        (None, "Save"),
        (None, ("%(n)s child", "%(n)s children")),
        ("month", "May"),
        (None, "It's (really) new"),
        ("verb", "May"),
        (None, ("one %(n)s row", "%(n)s rows")),
        (None, "Sign in"),
    }


def test_collecting_takes_translations_from_the_parts_and_drops_what_is_no_longer_used(project: Path) -> None:
    part = 'msgid "Save"\nmsgstr "Lưu"\n\nmsgid "row"\nmsgid_plural "rows"\nmsgstr[0] "dòng"\n'
    write(project, python='_("Save"); ngettext("row", "rows", 2); _("New")', part=part)
    assert messages.collect() == ["New"]
    assert messages.problems() == ["no Vietnamese for 'New'"]

    write(project, python='ngettext("row", "rows", 2)')
    assert messages.problems() == [
        "no longer used, run dev.py messages: 'New'",
        "no longer used, run dev.py messages: 'Save'",
    ]
    assert messages.collect() == []

    assert messages.problems() == []
    kept = messages.read(messages.OURS).get("row")
    assert kept
    assert kept.string == ("dòng",)
    assert not messages.part_files()


def test_a_translation_of_a_package_s_text_is_kept_with_the_foreign_ones(project: Path) -> None:
    write(project, python='_("Save")', part='msgid "Save"\nmsgstr "Lưu"\n\nmsgid "Import"\nmsgstr "Nhập"\n')

    messages.collect()
    messages.collect()

    assert [message.id for message in messages.read(messages.FOREIGN) if message.id] == ["Import"]
    assert messages.problems() == []


def test_a_changed_placeholder_is_found() -> None:
    changed = Message("%(n)s children of {unit}", "%(m)s trẻ của {unit}")

    assert len(list(messages._faults(changed))) == 1
    assert not list(messages._faults(Message("%(n)s children of {unit}", "{unit}: %(n)s trẻ")))


def test_compiling_prefers_our_words_to_what_a_package_says(project: Path) -> None:
    write(project, python='_("Save")', part='msgid "Save"\nmsgstr "Lưu lại"\n')
    messages.FOREIGN.write_text('msgid "Save"\nmsgstr "Ghi"\n\nmsgid "Import"\nmsgstr "Nhập"\n')
    messages.compile_stale()

    compiled = messages.COMPILED.read_bytes().decode(errors="replace")

    assert "Lưu lại" in compiled
    assert "Nhập" in compiled
    assert "Ghi" not in compiled
