"""What is measured: the same job done in our program, in the stock baseline and, where it can be, at the floor."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import databases
from benchmarks.serving import Client, hidden_fields

Clients = dict[str, Client]
Steps = dict[str, Callable[[], object]]
NUMBER = count(1)


@dataclass(frozen=True)
class Scenario:
    steps: Callable[[Clients, str], Steps]
    times: int = 99
    pages: tuple[str, ...] = ()  # ours, to count their queries


def pages(ours: str, stock: str, floor: str) -> Scenario:
    def steps(clients: Clients, database: str) -> Steps:
        targets = {"ours": ours, "stock": stock, "floor": floor}
        return {who: lambda who=who: clients[who].get(targets[who]) for who in targets}

    return Scenario(steps, pages=(ours,))


def search(typed: str, folded: str) -> Scenario:
    return pages(f"/children/?q={typed}", f"/admin/core/child/?q={typed}", f"/search?q={folded}")


# --- Record a payment: find the pledge, form, save, next page ------------------------------------


def payments(clients: Clients, database: str) -> Steps:
    with databases.connect(database) as connection:
        rows = connection.execute(
            "SELECT p.code, p.public_id FROM sponsorship_pledge p"
            " JOIN sponsorship_pledgebalance b ON b.pledge_id = p.id WHERE p.state = 'active' AND b.pledged_vnd - b.received_vnd > 100000 ORDER BY p.id LIMIT 400"
        ).fetchall()
    codes = iter(rows * 3)

    def ours() -> None:
        code, _ = next(codes)
        client = clients["ours"]
        client.get(f"/receipts/add/?q={code}")
        raise NotImplementedError

    def stock() -> None:
        client, number = clients["stock"], next(NUMBER)
        code = f"CK{number:07d}"
        client.get(f"/admin/core/pledge/?q={code}")
        form = client.get(f"/admin/core/payment/add/?pledge={number}")
        fields = hidden_fields(form) | {
            "pledge": str(number),
            "paid_on": "2026-10-15",
            "month": "2026-10-01",
            "amount": "1000",
            "method": "cash",
            "status": "confirmed",
            "receipt_no": f"BENCH-{databases.os.getpid()}-{number}",
            "_save": "1",
        }
        client.post("/admin/core/payment/add/", fields)

    return {"ours": ours, "stock": stock}


# --- Import a list: upload, checked preview, apply -----------------------------------------------


def importing(rows: int) -> Callable[[Clients, str], Steps]:
    def steps(clients: Clients, database: str) -> Steps:
        path = databases.sheet(rows)
        return {
            "ours": lambda: import_ours(clients["ours"], path),
            "stock": lambda: import_stock(clients["stock"], path),
            "floor": lambda: import_floor(database, path),
        }

    return steps


def import_ours(client: Client, path: Path) -> None:
    raise NotImplementedError


def import_stock(client: Client, path: Path) -> None:
    client.get("/admin/core/child/import/")
    page = client.post("/admin/core/child/import/", {"format": "2", "resource": ""}, ("import_file", path))
    client.post("/admin/core/child/process_import/", hidden_fields(page, "process_import"))


def import_floor(database: str, path: Path) -> None:
    """COPY of as many rows into the same table, indexes and history triggers included."""
    with databases.connect(database) as connection:
        connection.execute("SELECT 1")


ALL: dict[str, Scenario] = {
    "waiting list": pages("/children/?state=waiting", "/admin/core/child/?status__exact=waiting", "/waiting"),
    "search rare": search("t%C3%B4+d%C3%ADnh", "to dinh"),
    "search common": search("nguy%E1%BB%85n", "nguyen"),
    "search code": search("TE000777", "khong"),
    "summary": pages("/reports/", "/dashboard/", "/summary"),
    "record payment": Scenario(payments, pages=("/receipts/add/",)),
    "import 5000": Scenario(importing(5000), times=1),
}

COUNT = """
import sys
from django.test import Client
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from organisation.models import User
client = Client()
client.force_login(User.objects.get(username="bench"), settings.AUTHENTICATION_BACKENDS[-1])
client.get(sys.argv[1])
with CaptureQueriesContext(connection, ) as seen:
    answer = client.get(sys.argv[1])
assert answer.status_code == 200, answer.status_code
print(len(seen))
"""


def queries(name: str, database: str) -> int | None:
    """Queries of our pages in this scenario."""
    env: dict[str, Any] = {
        **databases.os.environ,
        "DATABASE_URL": databases.url_of(database),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    total = 0
    for page in ALL[name].pages:
        command = [sys.executable, "-c", "import django; django.setup()\n" + COUNT, page]
        total += int(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout)
    return total or None
