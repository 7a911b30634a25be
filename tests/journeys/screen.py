"""What a person does at the screen: each step by the words that stand there."""

import re
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from organisation.models import User

PASSWORD = "mot-mat-khau-du-dai"
MOST_TABS = 60


def sit_down(tab: Page, user: User, address: str) -> None:
    """The person is signed in already: for what comes after the door."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    tab.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


class Screen:
    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.address = address

    @property
    def content(self) -> Locator:
        return self.tab.locator("main")

    # --- Who sits here ---

    def sign_in(self, user: User) -> None:
        self.tab.goto(self.address)
        self.write("Tài khoản", user.username)
        self.write("Mật khẩu", PASSWORD)
        self.press("Đăng nhập")
        self.headed(f"Xin chào, {user.full_name}")

    def sign_out(self) -> None:
        self.tab.locator("summary", has=self.tab.locator(".user-text")).click()
        self.tab.get_by_role("button", name="Đăng xuất").click()
        self.headed("Đăng nhập")

    def speak(self, language: str) -> None:
        self.tab.locator("summary", has=self.tab.locator(".user-text")).click()
        self.tab.get_by_role("button", name=language, exact=True).click()

    # --- What the hand does ---

    def menu(self, label: str) -> None:
        self.tab.locator("#menu").get_by_role("link", name=label, exact=True).click()

    def press(self, label: str, *, beside: str = "") -> None:
        """The link or button of this name; the first one, where a page offers it twice.

        `beside`: the one in the row or card that bears this text.
        """
        where = self.content.locator("tr, li").filter(has_text=beside) if beside else self.content
        link = where.get_by_role("link", name=label, exact=True)
        link.or_(where.get_by_role("button", name=label, exact=True)).first.click()

    def field(self, label: str) -> Locator:
        """By its whole label, less the mark of what must be filled in."""
        return self.content.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\*.*)?$"))

    def write(self, label: str, text: str) -> None:
        field = self.field(label)
        field.wait_for()
        self.tab.wait_for_load_state()  # what is written before the scripts of the page listen finds nothing
        field.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def choose_file(self, label: str, file: Path) -> None:
        self.field(label).set_input_files(file)

    # --- With the keyboard alone ---

    def key(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)

    def types(self, text: str) -> None:
        self.tab.wait_for_load_state()
        self.tab.keyboard.type(text)

    def tab_to(self, target: Locator) -> None:
        """Tab after Tab until `target` has the focus, and can be seen to have it."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                break
            self.key("Tab")
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()

    # --- What the eye reads ---

    def headed(self, text: str) -> None:
        expect(self.tab.get_by_role("heading", level=1)).to_have_text(text)

    def reads(self, text: str) -> None:
        expect(self.content.get_by_text(text).first).to_be_visible()

    def counts(self, rows: str) -> None:
        """The list on the screen says that it has this many rows."""
        expect(self.content.locator(".list-count")).to_have_text(re.compile(rf"(^| ){re.escape(rows)}( |$)"))

    def figure(self, label: str) -> Locator:
        """The number on the tile of this name."""
        tile = self.content.locator(".stat", has=self.tab.get_by_text(label, exact=True))
        return tile.first.locator(".stat-figure")
