"""Every page in a real browser, on a desk and on a phone: nothing runs over the edge, is cut off, unnamed or broken.

On the desk axe-core finds nothing serious besides.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.urls import reverse
from playwright.sync_api import Error, ViewportSize
from playwright.sync_api import Page as Tab

from campaigns.models import Appeal
from config import styles
from donors.models import Registration
from organisation.models import User
from tests import factories as make
from tests.every_page import PAGES
from tests.journeys.screen import sit_down
from tests.programme import Programme
from tests.public.door_records import create_page, create_story

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = ViewportSize(width=1366, height=768), ViewportSize(width=390, height=844)
# A piece of a page, and pictures, which the browser shows in a page of its own making.
NO_PAGES = {
    "imports:how_far",
    "reports:summary more",
    "campaigns:cluster_found",
    "campaigns:cluster_found some",
    "children:photo there",
    "children:old_photo there",
}

# What a person would stumble over on the page as it stands on the screen, one sentence each.
FAULTS = """(leftOut) => {
  const seen = {opacityProperty: true, visibilityProperty: true};
  const shown = (e) => e.checkVisibility(seen) && e.getClientRects().length;
  const said = (e) => `${e.tagName}.${e.className} “${(e.textContent || e.name || "").trim().slice(0, 60)}”`;
  const labelled = (e) => e.labels?.length || e.ariaLabel || e.getAttribute("aria-labelledby") || e.title;
  const named = (e) => labelled(e) || e.innerText?.trim() || e.querySelector("img")?.alt;
  const faults = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(`${wide} pixels wider than the screen`);
  const titles = document.querySelectorAll("h1").length;
  if (titles !== 1) faults.push(`${titles} h1`);
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (shown(e) && !labelled(e)) faults.push(`no label: ${said(e)}`);
  for (const e of document.querySelectorAll("a, button, summary"))
    if (shown(e) && !named(e)) faults.push(`no name: ${said(e)}`);
  for (const e of document.querySelectorAll("body *")) {
    const hides = ["hidden", "clip"].includes(getComputedStyle(e).overflowX) && e.id !== "busy";
    if (e.matches("input[title]:not([title=''])")) continue;  // scrolls, and tells the whole when pointed at
    if (hides && shown(e) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1) faults.push(`cut off: ${said(e)}`);
  }
  const classes = new Set([...document.querySelectorAll("[class]")].flatMap((e) => [...e.classList]));
  const bare = leftOut.split(" ").filter((name) => classes.has(name));
  if (bare.length) faults.push(`without Tabler's looks (python3 dev.py styles): ${bare}`);
  const way = document.querySelector(".breadcrumb");
  if (way && !way.children.length && location.pathname !== "/") faults.push("no breadcrumb");
  for (const e of document.images) if (e.complete && !e.naturalWidth) faults.push(`no picture: ${e.src}`);
  return faults;
}"""

# Classes for which Tabler has rules and static/base.css has none
LEFT_OUT = " ".join(sorted(styles.classes(styles.TABLER) - styles.classes(styles.BUILT)))
PARTS = 2  # of the pages, so that two browsers share them

# What WCAG 2.1 asks of a page at level AA, as far as a program can tell.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SERIOUS = """async (known) => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const {violations} = await axe.run({include: ["html"], exclude: known}, {runOnly, resultTypes: ["violations"]});
  const grave = violations.filter((found) => ["serious", "critical"].includes(found.impact));
  return grave.map((found) => `${found.help}: ${found.nodes[0].html.slice(0, 120)}`);
}"""
# What a page is made of: each kind of element. axe-core does not read a page again whose kinds all stood on earlier
# ones, nor the menu and the bar of a person twice; `dev.py scan axe` has it read everything.
KINDS = """() => {
  const told = (e) => ["class", "type", "role"].map((name) => e.getAttribute(name)).join("|");
  return [...new Set([...document.querySelectorAll("#main *")].map((e) => `${e.tagName} ${told(e)}`))];
}"""
FRAME = [".frame-menu", ".frame-top"]
EVERYTHING = bool(os.environ.get("AXE_READS_EVERYTHING"))
Visit = Callable[[User, str], dict[str, Any]]


@pytest.fixture
def visit(live_server: Any, open_tab: Callable[..., Tab]) -> Visit:
    """Opens an address for a person, and tells what is wrong with the page on each screen."""
    tab, heard = open_tab(viewport=DESK), []
    framed, seen = set[int](), set[str]()
    tab.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: heard.append(str(error)))

    def visited(user: User, address: str) -> dict[str, Any]:
        sit_down(tab, user, live_server.url)
        tab.set_viewport_size(DESK)
        if not is_page(tab, live_server.url + address):
            return {}
        desk, kinds = tab.evaluate(FAULTS, LEFT_OUT), set(tab.evaluate(KINDS))
        if EVERYTHING or user.pk not in framed or not kinds <= seen:
            desk += hardly_readable(tab, but=FRAME if user.pk in framed and not EVERYTHING else [])
            framed.add(user.pk)
            seen.update(kinds)
        tab.set_viewport_size(PHONE)
        faults = {"desk": desk, "phone": tab.evaluate(FAULTS, LEFT_OUT), "browser": heard[:]}
        heard.clear()
        return {where: found for where, found in faults.items() if found}

    return visited


def hardly_readable(tab: Tab, *, but: Sequence[str] = ()) -> Any:
    tab.evaluate(AXE)
    return tab.evaluate(SERIOUS, list(but))


def is_page(tab: Tab, address: str) -> bool:
    """Goes there; a file to be kept is no page."""
    try:
        answer = tab.goto(address)
    except Error as error:
        assert "Download is starting" in error.message, error  # noqa: PT017 - the browser calls it an error
        return False
    return answer is not None and "html" in answer.headers["content-type"]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_its_screen_and_names_its_controls(visit: Visit, part: int) -> None:
    programme = Programme(size=2)
    looked_at = [(name, page) for name, page in PAGES.items() if name not in NO_PAGES][part::PARTS]

    faults = {name: visit(page.opened_by(programme), page.address(programme)) for name, page in looked_at}

    assert {name: found for name, found in faults.items() if found} == {}


def test_the_pages_without_login_fit_a_telephone_and_axe_finds_nothing(
    live_server: Any, open_tab: Callable[..., Tab]
) -> None:
    page = create_page(unit=Programme(size=2).unit, greeting_en="Every orphan has a godmother.")
    create_story(page=page)
    create_page(unit=make.create_unit(name="Huyện Khác"), address="huyen-khac")
    Appeal.objects.create(campaign=make.create_campaign(unit=page.managing_unit), target_vnd=10_000_000)
    offer = Registration.objects.create(
        kind="individual", name="Đinh Thị Mẫu", phone="0984631588", managing_unit=page.managing_unit, sender="x"
    )
    offer.refresh_from_db()
    here = reverse("door:page", args=[page.address])
    rest = ["", "?lang=en", "dang-ky/", "to-roi/", f"dang-ky/{offer.public_id}/"]
    tab = open_tab(viewport=PHONE)
    faults = {}
    for address in ["/chung-tay/", reverse("login"), *(f"{here}{end}" for end in rest)]:
        answer = tab.goto(live_server.url + address)
        assert answer is not None
        assert answer.ok, address
        faults[address] = tab.evaluate(FAULTS, "") + hardly_readable(tab)

    assert {address: found for address, found in faults.items() if found} == {}
