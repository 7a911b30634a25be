"""What stands in front: nginx and PgBouncer with real requests, slow clients, fifty users, a full disk."""

import io
import re
import shutil
import socket
import ssl
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from PIL import Image

from tests.faults.client import NO_CHECK, Client
from tests.faults.report import Line
from tests.faults.stage import DEPLOY, Stage, wait_until

PAGES = ["/", "/children/", "/children/?q=Nguyen", "/donors/", "/pledges/", "/receipts/", "/children/?state=waiting"]
SUMMARIES = ["/reports/", "/money/", "/reports/pivot/?key=children_sponsored&row=managing_unit&column=donor_kind"]
SLOWEST = {"pages": 0.8, "summaries": 2.0}  # seconds, of 95 in 100

MOST_EXPOSED = 2.5  # of 10, as systemd counts


def a_photo(side: int = 600) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(file, "JPEG", quality=95)
    return file.getvalue()


def requests_through(stage: Stage, session: str) -> list[Line]:
    client, stranger = Client(stage.address, session), Client(stage.address)
    page = client.get("/children/")
    found = {
        "pages": page[0] == 200 and b"list-count" in page[2],
        "door": stranger.get("/children/")[0] == 302,
        "headers": {"Content-Security-Policy", "Strict-Transport-Security", "X-Frame-Options"} <= set(page[1]),
        "no store": page[1]["Cache-Control"] == "private, no-store",
        "visitors' role": stranger.get("/me-do-dau/")[0] in {200, 404},
        "too large": says(client.post("/children/add/", {}, ("photo", bytes(50_000_000))), 413, "lớn hơn 45 MB"),
        "gate": stranger.get("/gate/413.html")[0] in {302, 404},
        "a worker that is gone": worker_gone(stage, client),
    }
    found |= photo_by_nginx(stage, client, stranger) | static_by_nginx(page[2].decode(), stranger)
    log = (stage.folder / "nginx" / "dodau.log").read_text()
    client.get("/children/?q=Nguyen+Van+Kin")
    found["no search in the log"] = "Kin" not in (stage.folder / "nginx" / "dodau.log").read_text() and bool(log)
    wrong = [name for name, held in found.items() if not held]
    return [Line("nginx and PgBouncer with real requests", f"{len(found)} checks; wrong: {wrong or 'none'}", not wrong)]


def says(answer: tuple[int, Any, bytes], status: int, words: str) -> bool:
    return answer[0] == status and words in answer[2].decode()


def worker_gone(stage: Stage, client: Client) -> bool:
    """A page waits for a lock when its worker is killed: the answer says what that means."""
    place = f"host=127.0.0.1 port={stage.ports['postgres']} user=postgres dbname=dodau"
    with psycopg.connect(place) as other:
        other.execute("LOCK TABLE children_child IN ACCESS EXCLUSIVE MODE")
        threading.Timer(1, stage.kill_workers).start()
        told = says(client.get("/children/"), 502, "không bao giờ chỉ một phần")
    wait_until(stage.answers, 30)
    return told


def photo_by_nginx(stage: Stage, client: Client, stranger: Client) -> dict[str, bool]:
    child = add_photo(stage, client)
    answer = client.get(f"{child}photo/")
    name = stage.sql("SELECT file FROM children_photo ORDER BY id DESC LIMIT 1")[0][0]
    return {
        "X-Accel": answer[0] == 200 and answer[2][:2] == b"\xff\xd8" and "X-Accel-Redirect" not in answer[1],
        "X-Accel's headers": answer[1]["Cache-Control"] == "private, no-store" and "sandbox" in str(answer[1]),
        "no way round": stranger.get(f"/kept/photos/{name[:2]}/{name}")[0] == 404,
        "photo's door": stranger.get(f"{child}photo/")[0] == 302,
    }


def add_photo(stage: Stage, client: Client, photo: bytes = b"") -> str:
    number, public_id = stage.sql("SELECT id, public_id FROM children_child ORDER BY id LIMIT 1")[0]
    if not stage.sql(f"SELECT 1 FROM children_consent WHERE child_id = {number}"):
        stage.manage("shell", "-c", CONSENT.format(number=number))
    client.post(f"/children/{public_id}/photo/add/", {"taken_on": ""}, ("photo", photo or a_photo()))
    return f"/children/{public_id}/"


CONSENT = """
from children.models import Consent
Consent.objects.create(child_id={number}, purpose="process", given_by="Lê Thị Bà", given_on="2024-09-01")
"""


def static_by_nginx(page: str, stranger: Client) -> dict[str, bool]:
    address = re.findall(r'(/static/site\.[^"]+\.css)', page)[0]
    status, headers, _ = stranger.get(address)
    return {"static files": status == 200 and "max-age" in headers["Cache-Control"]}


def slow_clients(stage: Stage, session: str, count: int) -> list[Line]:
    """Half send their request a byte at a time, the others read their answer likewise."""
    drips = [(drip if number % 2 else sip)(stage, session, number) for number in range(count)]
    try:
        client, seconds, statuses = Client(stage.address, session), [], Counter[int]()
        for turn in range(60):
            started = time.monotonic()
            statuses[client.get(PAGES[turn % len(PAGES)])[0]] += 1
            seconds.append(time.monotonic() - started)
            for each in drips[turn % 10 :: 10]:
                go_on(each)
        open_still = sum(go_on(each) for each in drips)
    finally:
        for each in drips:
            each.connection.close()
    figures = f"{count} slow clients, {open_still} still waiting at the end; 60 pages meanwhile: "
    figures += f"p95 {p95(seconds) * 1000:.0f} ms, {dict(statuses)}"
    return [Line("200 slow clients do not stop it", figures, set(statuses) == {200} and p95(seconds) < 3)]


@dataclass(frozen=True)
class Slow:
    connection: ssl.SSLSocket
    reads: bool


def drip(stage: Stage, session: str, number: int) -> Slow:
    slow = Slow(connected(stage, number), reads=False)
    slow.connection.sendall(
        b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nusername="
    )
    return slow


def sip(stage: Stage, session: str, number: int) -> Slow:
    """A page of more bytes than the kernel keeps for who does not read them."""
    slow = Slow(connected(stage, number), reads=True)
    asked = f"GET /children/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: __Host-sessionid={session}\r\n\r\n"
    slow.connection.sendall(asked.encode())
    return slow


def connected(stage: Stage, number: int) -> ssl.SSLSocket:
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.settimeout(30)
    plain.bind((f"127.0.1.{1 + number % 50}", 0))
    plain.connect(("127.0.0.1", stage.ports["https"]))
    return NO_CHECK.wrap_socket(plain)


def go_on(slow: Slow) -> bool:
    """A byte more; whether the other side still waits for it or has more to say."""
    try:
        if slow.reads:
            return bool(slow.connection.recv(1))
        slow.connection.sendall(b"x")
    except OSError:
        return False
    return True


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def fifty_users(stage: Stage, session: str, users: int, minutes: float, think: float) -> list[Line]:
    """Each with an account of their own looks at a page or a summary, reads it for a while, goes on."""
    seconds: dict[str, list[float]] = {"pages": [], "summaries": []}
    statuses: Counter[int] = Counter()
    sessions = stage.manage("shell", "-v0", "-c", PEOPLE.format(users=users)).split()[-users:]
    until = time.monotonic() + minutes * 60

    def work(number: int) -> None:
        client = Client(stage.address, sessions[number])
        time.sleep(think * number / users)
        for turn in range(10**9):
            if time.monotonic() > until:
                return
            page, kind = looked_at(turn + number)
            started = time.monotonic()
            try:
                statuses[client.get(page)[0]] += 1
            except OSError:
                statuses[0] += 1
            seconds[kind].append(time.monotonic() - started)
            time.sleep(think)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    figures = f"{users} users for {minutes:g} minutes, {think:g} s between pages: {dict(statuses)}"
    for kind, taken in seconds.items():
        figures += f"; {len(taken)} {kind}, p95 {p95(taken) * 1000:.0f} ms, "
        figures += f"median {statistics.median(taken) * 1000:.0f} ms"
    held = set(statuses) == {200} and all(p95(taken) <= SLOWEST[kind] for kind, taken in seconds.items())
    return [Line("p95 ≤ 800 ms, of summaries ≤ 2 s, with 0 5xx", figures, held)]


def looked_at(turn: int) -> tuple[str, str]:
    """All the pages, then one of the summaries, and again."""
    around, place = divmod(turn, len(PAGES) + 1)
    if place < len(PAGES):
        return PAGES[place], "pages"
    return SUMMARIES[around % len(SUMMARIES)], "summaries"


PEOPLE = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from organisation.models import User
from organisation.sessions import SessionStore
posts = list(User.objects.get(username="bench").appointments.all())
for n in range({users}):
    user, _made = User.objects.get_or_create(pk=1_000 + n, username=f"bench{{n}}")
    for post in posts:
        user.appointments.get_or_create(role=post.role, unit=post.unit, starts_on=post.starts_on)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session.create()
    print(session.session_key)
"""


def units_of_systemd(stage: Stage) -> list[Line]:
    """systemd reads our units and what hardens them, each with programs that are there; booted.py starts them."""
    folder = stage.folder / "systemd"
    for unit in (*DEPLOY.glob("systemd/*.service"), *DEPLOY.glob("systemd/*.timer")):
        beside = folder / f"{unit.name}.d"
        beside.mkdir(parents=True)
        (folder / unit.name).write_text(re.sub(r"/srv/dodau/app/\.venv/bin/\w+", sys.executable, unit.read_text()))
        if unit.suffix == ".service":
            shutil.copy(DEPLOY / "systemd/hardening.conf", beside)
    units = sorted(path for path in folder.iterdir() if path.is_file())
    command = ["systemd-analyze", "verify", "--man=no", *map(str, units)]
    refused = subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()
    exposed = [f"{unit.name} {points}" for unit in units if (points := exposure(unit)) > MOST_EXPOSED]
    figures = f"{len(units)} units; refused: {refused or 'none'}; more open than they need: {exposed or 'none'}"
    return [Line("systemd takes the units", figures, not refused and not exposed)]


def exposure(unit: Path) -> float:
    """From 0, shut off from all it does not need, to 10; a timer runs nothing itself."""
    if unit.suffix != ".service":
        return 0
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(re.findall(r"Overall exposure level .*: ([\d.]+)", said)[0])


def full_disk(stage: Stage, session: str) -> list[Line]:
    """Photos go to a disk of 2 MB until it is full."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(stage.media)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        return [
            Line("a full disk refuses the upload and keeps the rest serving", "left out: only root may mount", False)
        ]
    try:
        return [_fill_disk(stage, Client(stage.address, session))]
    finally:
        subprocess.run(["umount", "-l", str(stage.media)], check=True)


def _fill_disk(stage: Stage, client: Client) -> Line:
    child = add_photo(stage, client)
    before = stage.sql("SELECT count(*) FROM children_photo")[0][0]
    answers = [client.post(f"{child}photo/add/", {"taken_on": ""}, ("photo", a_photo(900))) for _ in range(20)]
    statuses = Counter(answer[0] for answer in answers)
    rows = stage.sql("SELECT count(*) FROM children_photo")[0][0] - before
    files = len(list(stage.media.rglob("*.jpg")))
    named = 2 * stage.sql("SELECT count(*) FROM children_photo")[0][0]
    pages = Counter(client.get(page)[0] for page in PAGES)
    told = "hết chỗ lưu" in answers[-1][2].decode()
    figures = (
        f"20 photos: {dict(statuses)}, {rows} kept; files {files}; pages meanwhile {dict(pages)}; said in words: {told}"
    )
    held = set(statuses) == {302, 507} and rows == statuses[302] and set(pages) == {200} and told and files <= named
    return Line("a full disk refuses the upload and keeps the rest serving", figures, held)
