"""Lighthouse finds little to complain about on the public page and the leader's, on a cheap telephone and on a desk.

Its packages are locked in tests/lighthouse and installed below var/. Without Node the test is skipped, unless
REQUIRE_BROWSER=1.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext

from benchmarks.serving import gunicorn
from config import quality
from organisation.models import User
from organisation.roles import Role
from tests import factories as make
from tests.journeys.screen import sit_down
from tests.programme import Programme
from tests.public.door_records import create_page, create_story

pytestmark = [pytest.mark.journey, pytest.mark.alone, pytest.mark.django_db(transaction=True)]

LOCKED = Path(__file__).parents[1] / "lighthouse"
INSTALLED = quality.ROOT / "var/lighthouse"
LEAST = 95
TRIES = 5  # for the speed alone: the machine may have other work in the meantime
# Lighthouse's own telephone: 4G at its slowest, a processor a quarter as fast
SCREENS: dict[str, list[str]] = {"telephone": [], "desk": ["--preset=desktop"]}
COMPRESSED = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
Scores = dict[str, Any]


@pytest.fixture(scope="session")
def lighthouse() -> list[str]:
    """The command, installed as it is locked."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but Node and npm were not found")
        pytest.skip("Lighthouse needs Node and npm")
    lock = (LOCKED / "package-lock.json").read_text()
    done = INSTALLED / "installed.json"
    if not done.exists() or done.read_text() != lock:
        shutil.copytree(LOCKED, INSTALLED, dirs_exist_ok=True)
        subprocess.run(["npm", "ci"], cwd=INSTALLED, check=True, capture_output=True)
        done.write_text(lock)
    return ["node", str(INSTALLED / "node_modules/lighthouse/cli/index.js")]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of the program as it is really served: by gunicorn, with its files compressed."""
    address = urlsplit(os.environ.get("DATABASE_URL") or quality.postgres.url())
    own = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    with override_settings(STATIC_ROOT=tmp_path / "static", STORAGES=COMPRESSED):
        call_command("collectstatic", interactive=False, verbosity=0)
    env = {"DATABASE_URL": own, "STATIC_ROOT": str(tmp_path / "static"), "MEDIA_ROOT": str(tmp_path / "media")}
    with gunicorn("config.wsgi", env) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def chromium(browser: Browser, profile: Path) -> Iterator[tuple[BrowserContext, int]]:
    """A browser of its own that Lighthouse can drive by a port, where somebody may be signed in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = ["--no-sandbox", "--disable-gpu", f"--remote-debugging-port={port}"]
    started = browser.browser_type.launch_persistent_context(
        profile, executable_path=quality.chromium(), args=arguments, locale="vi-VN"
    )
    yield started, port
    started.close()


def look(command: list[str], port: int, address: str, how: list[str]) -> tuple[Scores, list[str]]:
    """The scores in per cent by category, and what cost points."""
    options = ["--output=json", "--quiet", f"--port={port}", "--disable-full-page-screenshot"]
    options += ["--only-categories=performance,accessibility,best-practices", *how]
    said = json.loads(subprocess.run([*command, address, *options], check=True, capture_output=True).stdout)
    assert said["finalDisplayedUrl"] == address  # not the way to the login
    lost = [
        f"{name}: {said['audits'][name]['score']} {said['audits'][name].get('displayValue', '')}"
        for category in said["categories"].values()
        for name, weight in ((each["id"], each["weight"]) for each in category["auditRefs"])
        if weight and (said["audits"][name]["score"] or 0) < 1 and said["audits"][name]["score"] is not None
    ]
    return {name: round(100 * found["score"]) for name, found in said["categories"].items()}, lost


def faults(see: Callable[[], tuple[Scores, list[str]]]) -> list[str]:
    """What is below LEAST; where only the speed is, or Lighthouse itself gave up, the page is looked at again."""
    low: dict[str, Any] = {}
    lost: list[str] = []
    for _ in range(TRIES):
        try:
            scores, lost = see()
        except subprocess.CalledProcessError as error:
            low = {"Lighthouse gave up": error.stderr[-500:]}
            continue
        low = {name: score for name, score in scores.items() if score < LEAST}
        if set(low) != {"performance"}:
            break
    return [f"{low}", *lost] if low else []


def test_lighthouse_gives_at_least_95(lighthouse: list[str], served: str, browser: Browser, tmp_path: Path) -> None:
    programme = Programme(size=2)
    create_story(page=create_page(unit=programme.unit, address="huyen"))
    leader: User = make.create_user(role=Role.LEADER, unit=programme.unit)
    with chromium(browser, tmp_path / "profile") as (context, port):
        sit_down(context.pages[0], leader, served)
        pages = [("/chung-tay/huyen/", "telephone"), ("/chung-tay/huyen/dang-ky/", "telephone")]
        pages += [("/reports/", "telephone"), ("/reports/", "desk")]
        found = {
            f"{path} {screen}": faults(partial(look, lighthouse, port, served + path, SCREENS[screen]))
            for path, screen in pages
        }
    assert {page: lost for page, lost in found.items() if lost} == {}
