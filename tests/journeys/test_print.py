"""What comes out of the printer: the list whole, whose it is and of which day, and nothing that is for pressing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import ViewportSize

from tests.every_page import PAGES
from tests.journeys.screen import sit_down
from tests.programme import Programme

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAPER = ViewportSize(width=703, height=1032)  # A4 less its margins, at 96 pixels an inch
PRINTED = [
    "children:list", "children:print", "donors:list", "donors:print", "campaigns:list", "organisation:units",
    "sponsorship:waiting", "sponsorship:pledges", "sponsorship:signature_sheet", "sponsorship:receipts",
    "sponsorship:handovers", "reports:due", "reports:summary", "reports:summary campaign",
    "reports:list children_waiting", "reports:list held_vnd",
]  # fmt: skip

# How the page stands on paper: what is only for pressing, the heading, and whether its tables are whole.
ON_PAPER = """() => {
  const shown = (e) => e.checkVisibility() && e.getClientRects().length;
  const screenOnly = "#menu, .frame-top, .filter-bar, .tabs, .pages, .list-tools, .page-actions, button, .btn, footer";
  const tables = [...document.querySelectorAll("main table.rows")].filter(shown);
  const cells = tables.flatMap((table) => [...table.querySelectorAll("tr > *")].filter(shown));
  return {
    pressed: [...document.querySelectorAll(screenOnly)].filter(shown).map((e) => e.className || e.tagName),
    heading: document.querySelector(".print-heading").innerText,
    title: document.querySelector("h1").innerText,
    tables: tables.length,
    headless: tables.filter((table) => getComputedStyle(table.tHead).display !== "table-header-group").length,
    cards: cells.filter((e) => getComputedStyle(e).display !== "table-cell").length,
    cut: cells.filter((e) => {
      const box = e.getBoundingClientRect();
      return box.left < -1 || box.right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1;
    }).map((e) => e.innerText),
    pale: [...document.querySelectorAll("main .dot, main rect[class]")].filter(shown)
      .filter((e) => getComputedStyle(e).printColorAdjust !== "exact").map((e) => e.getAttribute("class")),
    pictures: [...document.querySelectorAll(".avatar")].filter(shown).length,
  };
}"""


def test_lists_figures_and_the_sheet_to_sign_are_printed_whole(live_server: Any, open_tab: Callable[..., Tab]) -> None:
    programme, tab = Programme(size=2), open_tab(viewport=PAPER)
    tab.emulate_media(media="print")
    faults = {}
    for name in PRINTED:
        page = PAGES[name]
        sit_down(tab, page.opened_by(programme), live_server.url)
        tab.goto(live_server.url + page.address(programme))
        faults[name] = faults_of(tab.evaluate(ON_PAPER), programme)
        assert tab.pdf(prefer_css_page_size=True).startswith(b"%PDF")

    assert {name: found for name, found in faults.items() if found} == {}


def faults_of(paper: dict[str, Any], programme: Programme) -> dict[str, Any]:
    """What is not as it should be; nothing when the page may be printed."""
    missing = [text for text in (programme.unit.name, f"{programme.today:%d/%m/%Y}") if text not in paper["heading"]]
    found = {"heading lacks": missing, "no title": not paper["title"], "no table": not paper["tables"]}
    found |= {key: paper[key] for key in ("pressed", "headless", "cards", "cut", "pale", "pictures")}
    return {what: value for what, value in found.items() if value}
