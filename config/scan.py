"""dev.py scan: tools that others wrote look for holes, at a demo of our own and on this machine alone.

bandit reads the code; wapiti and sqlmap attack the served pages; vnu and axe-core read them. Each finding is mended or
answered in SECURITY.md, by the words in which it is printed here; what is neither fails the scan.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from config import postgres, quality

ROOT = postgres.ROOT
FOLDER = ROOT / "var" / "scan"
TOOLS = FOLDER / "venv" / "bin"
VNU = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CODE = [
    *"config public reports sponsorship campaigns children donors imports organisation".split(),
    "vietnamese",
    "dev.py",
]
HTMX = ["--filterpattern", ".*Attribute .hx-.* not allowed.*"]  # htmx's own attributes, which no validator knows
MOST_PAGES = 150
PAGES = FOLDER / "pages"
DATABASE = "scan"
LEFT_ALONE = ("/account/", "/admin/logout/", "/language/")  # they would end the session of whoever looks
Finding = str


def command(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py scan", description=__doc__)
    parser.add_argument("tools", nargs="*", help=f"which of {', '.join(SCANS)}; all without")
    parser.add_argument("--seconds", type=int, default=600, help="how long wapiti may take")
    options = parser.parse_args(arguments)
    quality.use_test_database()
    install()
    answers, left = (ROOT / "SECURITY.md").read_text("utf-8"), 0
    for name in options.tools or SCANS:
        found = sorted(set(SCANS[name](options.seconds)))
        open_ones = [finding for finding in found if not is_answered(finding, answers)]
        print(
            f"{'FAILED' if open_ones else 'ok    '} {name}: {len(found)} findings, {len(open_ones)} without an answer"
        )
        print("".join(f"       {finding}\n" for finding in open_ones), end="", flush=True)
        left += len(open_ones)
    sys.exit(bool(left))


def is_answered(finding: Finding, answers: str) -> bool:
    """SECURITY.md names the finding between backticks, or its beginning: `bandit B101 …` answers it in every file."""
    told = re.findall("`([^`]+)`", answers)
    return any(finding == words or (words.endswith("…") and finding.startswith(words[:-1])) for words in told)


def install() -> None:
    """Into a folder of their own: nothing of this is part of the program or of its locks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (TOOLS / "wapiti").exists():
        venv.create(TOOLS.parent, with_pip=True)
        run([TOOLS / "pip", "install", "-q", "wapiti3", "sqlmap", "bandit"])
    if not VNU.exists():
        run(["npm", "install", "--silent", "--prefix", FOLDER, "vnu-jar"])
    if shutil.which("java") is None:
        sys.exit("vnu needs Java: apt-get install --no-install-recommends default-jre-headless")


def run(asked: list[object]) -> subprocess.CompletedProcess[str]:
    """What the tool says is judged by what it found, not by how it ended."""
    return subprocess.run(list(map(str, asked)), cwd=ROOT, capture_output=True, text=True, check=False)


# --- What reads the code ------------------------------------------------------------------------


def bandit(seconds: int) -> Iterator[Finding]:
    done = run([TOOLS / "bandit", "-q", "-r", "-f", "json", *CODE])
    for each in json.loads(done.stdout)["results"]:
        yield f"bandit {each['test_id']} {each['filename'].removeprefix('./')}"


# --- What looks at the served pages -------------------------------------------------------------


def served(then: Callable[[str, str], list[Finding]]) -> list[Finding]:
    """A demo on a free port, looked at by its administrator: `then(address, session)`."""
    from benchmarks import databases, serving

    databases.drop(DATABASE)
    databases.create(DATABASE)
    env = {"DATABASE_URL": databases.url_of(DATABASE), "MEDIA_ROOT": str(FOLDER / "media"), "UNSAFE_DATABASE": "true"}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    for step in (["migrate", "-v0"], ["load_areas"], ["demo"], ["collectstatic", "--noinput", "-v0"]):
        databases.run([sys.executable, "manage.py", *step], env)
    with serving.gunicorn("config.wsgi", env) as port:
        return then(f"http://127.0.0.1:{port}", serving.signed_in(env, ROOT, "quan.tri"))


def wapiti(seconds: int) -> list[Finding]:
    report, cookies = FOLDER / "wapiti.json", FOLDER / "cookies.json"

    def attack(address: str, session: str) -> list[Finding]:
        # --drop-set-cookie would drop the cookies of its requests, too: nothing but the sign-in page would be looked at
        facts = {"value": session, "expires": None, "secure": False, "port": None, "version": 0}
        cookies.write_text(json.dumps({urlsplit(address).hostname: {"/": {"sessionid": facts}}}))
        asked: list[object] = [TOOLS / "wapiti", "-u", f"{address}/", "-c", cookies, "-f", "json", "-o", report]
        asked += ["--flush-session", "--no-bugreport", "--scope", "folder", "--verify-ssl", "0"]
        asked += ["--max-scan-time", str(seconds), "--store-session", FOLDER / "wapiti"]
        asked += ["--max-attack-time", str(seconds // 8), "--store-config", FOLDER / "wapiti-config"]
        asked += ["-d", "1"]  # each view once, and what it links to and asks: not every record's
        asked += [word for path in save_pages(address, session).values() for word in ("-s", f"{address}{path}")]
        asked += [word for path in LEFT_ALONE for word in ("-x", f"{address}{path}*")]
        run(asked)
        found = json.loads(report.read_text())
        pages = found["infos"]["crawled_pages_nbr"]
        print(f"       {pages} pages and forms attacked by wapiti")
        kinds = found["vulnerabilities"] | found["anomalies"]
        told = [f"wapiti {kind} {kind_of(each['path'])}" for kind, several in kinds.items() for each in several]
        return told if pages >= MOST_PAGES else [*told, "wapiti unfinished"]

    return served(attack)


SQLMAP_TARGETS = (
    "/children/?q=an&state=waiting&sort=name&page=1",
    "/donors/?q=an&kind=individual&sort=name",
    "/pledges/?q=an&state=active&sort=child",
    "/search/?q=an",
    "/receipts/?q=an&since=01%2F01%2F2025&until=01%2F01%2F2026&sort=name",
    "/reports/pivot/?key=children_sponsored&row=commune&column=donor_kind",
)


def sqlmap(seconds: int) -> list[Finding]:
    def attack(address: str, session: str) -> list[Finding]:
        found = []
        for target in SQLMAP_TARGETS:
            asked: list[object] = [TOOLS / "sqlmap", "-u", f"{address}{target}", f"--cookie=sessionid={session}"]
            asked += ["--batch", "--level=2", "--dbms=PostgreSQL", "--disable-coloring", "--flush-session"]
            asked += ["--ignore-code=404", "--drop-set-cookie", f"--output-dir={FOLDER / 'sqlmap'}", "--threads=2"]
            done = run(asked)
            injectable = "sqlmap identified the following injection point" in done.stdout
            finished = "all tested parameters do not appear to be injectable" in done.stdout
            path = target.partition("?")[0]
            found += [f"sqlmap injectable {path}"] if injectable else [] if finished else [f"sqlmap unfinished {path}"]
        return found

    return served(attack)


def vnu(seconds: int) -> list[Finding]:
    def read(address: str, session: str) -> list[Finding]:
        paths = save_pages(address, session)
        done = run(["java", "-jar", VNU, "--format", "json", "--exit-zero-always", *HTMX, "--skip-non-html", PAGES])
        found = []
        for each in json.loads(done.stderr or done.stdout)["messages"]:
            if each["type"] == "error" or each.get("subType") == "warning":
                said = kind_of(each["message"]).replace("“", "").replace("”", "")
                found.append(f"vnu {said} {kind_of(paths[Path(each['url']).name])}")
        print(f"       {len(paths)} pages read by vnu")
        return found

    return served(read)


def save_pages(address: str, session: str) -> dict[str, str]:
    """File name → the page's path; the pages that links lead to, each view once or twice."""
    from benchmarks.serving import Client

    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    client = Client(int(address.rpartition(":")[2]), session)
    waiting, seen = ["/"], {"/"}
    paths: dict[str, str] = {}
    kinds: dict[str, int] = {}
    while waiting and len(paths) < MOST_PAGES:
        path = waiting.pop(0)
        kind = kind_of(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 2 or not (page := html_of(client, path)):
            continue
        name = f"{len(paths):03}.html"
        (PAGES / name).write_text(page, "utf-8")
        paths[name] = path
        for link in re.findall(r'href="(/[^"#?]*)', page):
            if link not in seen and not link.startswith((*LEFT_ALONE, "/static/")):
                seen.add(link)
                waiting.append(link)
    return paths


def kind_of(text: str) -> str:
    """An address or a message without its numbers: the same for every record."""
    return re.sub(r"[0-9a-f-]{36}|\d+", "N", text)


def html_of(client: object, path: str) -> str:
    try:
        status, text = client.request("GET", path)  # type: ignore[attr-defined]  # benchmarks are not typed
    except SystemExit:  # a 404 or 403: nothing to read
        return ""
    return text if status == 200 and text.lstrip().lower().startswith("<!doctype html") else ""


def axe(seconds: int) -> list[Finding]:
    """The journey of the suite that visits every page, with axe-core on each of them."""
    os.environ["CHROMIUM"] = quality.chromium() or sys.exit("axe needs Chromium")
    os.environ["AXE_READS_EVERYTHING"] = "1"
    failed = quality.pytest("-q", "-n", "2", "tests/journeys/test_every_page.py")
    return ["axe test_every_page.py"] if failed else []


SCANS: dict[str, Callable[[int], list[Finding] | Iterator[Finding]]] = {
    "bandit": bandit,
    "vnu": vnu,
    "sqlmap": sqlmap,
    "wapiti": wapiti,
    "axe": axe,
}
