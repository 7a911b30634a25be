"""Every page speaks one language: no English is left in Vietnamese, and no Vietnamese in English but what is typed."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config import messages
from tests.access_table import ADMIN_TABLES
from tests.every_page import PAGES, signed_in
from tests.programme import Programme
from vietnamese.text import ACCENTED, MARKS

READ_ALOUD = {"title", "placeholder", "aria-label", "alt", "data-label"}
SILENT = {"script", "style", "svg"}
WORD = re.compile(r"[a-zà-ỹ]+", re.IGNORECASE)
MARKED = re.compile(f"[{ACCENTED}{MARKS}]", re.IGNORECASE)
# What tests/access_table.py and the factories write into records, the sign of the currency, and what Django's admin
# says in English only: the alternative texts of its pictures. Its log names tables as the code does.
TYPED = re.compile(
    r"\bđ\b|\buser\d+|(Trần|Lê|Nguyễn) Thị Mẫu|Chị Hòa|Công đoàn Trường Mẫu|Đơn vị \d+|Danh sách nhận quà 1/6"
    r"|Tháng hành động vì trẻ em \d+|Tặng quà 1/6 đợt \d+|Lễ phát động \d+|Rà soát trẻ \d+|Trẻ mồ côi, bệnh nặng"
    r"|Nguyễn Văn Mẫu|Cảm ơn$|Việc \d+|Lập danh sách|Tỉnh ủy|Sổ hộ khẩu|Báo cáo 6 tháng đầu năm"
    r"|Kết quả thực hiện chương trình “[^”]+”|Mỗi em mồ côi có một người đỡ đầu\.|Chiếc xe đạp|Em có xe đi học\."
    r"|^(Search|True|False|[a-z]+\.[a-z]+)$"
)
_WITHOUT_MARKS = str.maketrans("đĐ", "dD", MARKS)


class Reading(HTMLParser):
    """What a reader of the page sees or hears, but for what is marked as another language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.passed_over: list[str] = []  # the open elements from the one that is not read on
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if self.passed_over or tag in SILENT or ("lang" in found and tag != "html"):
            self.passed_over += [tag] if tag not in VOID else []
        else:
            self.texts += [text for name, text in attrs if name in READ_ALOUD and text]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.passed_over:
            while self.passed_over.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.passed_over and data.strip():
            self.texts.append(" ".join(data.split()))


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use"}


def without_marks(text: str) -> str:
    return unicodedata.normalize("NFD", text).translate(_WITHOUT_MARKS)


def words(*texts: str) -> set[str]:
    return {word.lower() for text in texts for word in WORD.findall(text)}


def texts_of_the_catalogue() -> tuple[set[str], set[str]]:
    """Every text of ours and of the packages: in English, in Vietnamese."""
    english, vietnamese = set[str](), set[str]()
    for path in (messages.OURS, messages.FOREIGN, *messages.part_files()):
        for message in messages.read(path):
            english.update([message.id] if isinstance(message.id, str) else message.id)
            vietnamese.update([message.string] if isinstance(message.string, str) else message.string or [])
    return english, vietnamese


def texts_of_every_page(programme: Programme, language: str) -> dict[str, list[str]]:
    found = {name: (page.opened_by(programme), page.address(programme)) for name, page in PAGES.items()}
    administrator = programme.staff["A"]
    found |= {address: (administrator, address) for address in admin_pages(programme)}
    texts = {name: read(signed_in(user), address, language) for name, (user, address) in found.items()}
    outside = {"login": reverse("login"), "not found": "/nowhere/"}
    return texts | {name: read(Client(), address, language) for name, address in outside.items()}


def admin_pages(programme: Programme) -> list[str]:
    tables = [label.replace(".", "_") for label in ADMIN_TABLES]
    lists = [reverse(f"admin:{table}_changelist") for table in tables]
    return [reverse("admin:index"), *lists, reverse("admin:children_child_change", args=[programme.child.pk])]


def read(client: Client, address: str, language: str) -> list[str]:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(address)
    return Reading(answer.content.decode()).texts if "html" in answer["Content-Type"] else []


@pytest.mark.django_db
def test_no_english_is_left_on_a_page_in_vietnamese() -> None:
    english, vietnamese = texts_of_the_catalogue()
    only_english = {word for word in words(*english) - words(*vietnamese) if len(word) > 2}

    texts = texts_of_every_page(Programme(size=1), "vi")

    left = {
        name: [text for text in found if words(TYPED.sub("", text)) & only_english] for name, found in texts.items()
    }
    assert {name: found for name, found in left.items() if found} == {}


@pytest.mark.django_db
def test_no_vietnamese_is_left_on_a_page_in_english() -> None:
    """The records are written without marks here, so that every mark is one of the interface."""
    english, _vietnamese = texts_of_the_catalogue()  # which gives some examples in Vietnamese

    texts = texts_of_every_page(Programme(size=1, write=without_marks), "en")

    left = {
        name: [t for t in found if MARKED.search(TYPED.sub("", t)) and t not in english]
        for name, found in texts.items()
    }
    assert {name: found for name, found in left.items() if found} == {}
