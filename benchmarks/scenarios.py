"""What is measured: the same job done in our program, in the stock baseline and, where it can be, at the floor."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from benchmarks import databases, importing, readings, rollups
from benchmarks.serving import Clients, Steps, hidden_fields

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
    return pages(f"/children/?q={typed}", f"/admin/core/child/?q={typed}", f"/search?q={folded.replace(' ', '+')}")


def typing(typed: str, folded: str) -> Scenario:
    """The same search as the page puts it while one types; the others can only send a whole page."""

    def steps(clients: Clients, database: str) -> Steps:
        whole = search(typed, folded).steps(clients, database)
        return whole | {"ours": lambda: clients["ours"].type(f"/children/?q={typed}")}

    return Scenario(steps)


# --- Record a payment: find the pledge, form, save, next page ------------------------------------

OWING = """
SELECT p.code FROM sponsorship_pledge p JOIN sponsorship_pledgebalance b ON b.pledge_id = p.id
WHERE p.state = 'active' AND b.pledged_vnd - b.received_vnd > 100000 ORDER BY p.id LIMIT 400
"""


def payments(clients: Clients, database: str) -> Steps:
    with databases.connect(database) as connection:
        codes = iter([code for (code,) in connection.execute(OWING).fetchall()])

    def ours() -> None:
        """The code alone finds the pledge, and the form comes with it; saving leads to the pledge."""
        address, client = f"/receipts/add/?q={next(codes)}", clients["ours"]
        client.post(address, hidden_fields(client.get(address)) | receipt())
        if not client.landed.startswith("/pledges/"):
            sys.exit("The receipt was not booked: " + client.landed)

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


def receipt() -> dict[str, str]:
    booked = {"amount_vnd": "1000", "method": "cash", "source": "social_mobilisation", "save": "1"}
    return booked | {"received_on": f"{datetime.datetime.now(datetime.UTC):%d/%m/%Y}"}


# --- Papers of a ceremony ------------------------------------------------------------------------

ROUND = """
WITH found AS (SELECT id, public_id FROM campaigns_campaign WHERE name = 'Lễ trao 500 cháu'),
made AS (
    INSERT INTO campaigns_campaign (name, kind, theme, starts_on, managing_unit_id, legal_basis, note)
    SELECT 'Lễ trao 500 cháu', 'sponsorship_round', '', current_date, id, '', '' FROM organisation_unit
    WHERE parent_id IS NULL AND NOT EXISTS (SELECT FROM found) ORDER BY id LIMIT 1 RETURNING id, public_id
)
SELECT id, public_id FROM found UNION ALL SELECT id, public_id FROM made
"""
JOIN = """
UPDATE sponsorship_pledge SET campaign_id = %(id)s WHERE id IN (
    SELECT id FROM sponsorship_pledge WHERE state = 'active' AND campaign_id IS DISTINCT FROM %(id)s ORDER BY id DESC
    LIMIT 500 - (SELECT count(*) FROM sponsorship_pledge WHERE campaign_id = %(id)s AND state = 'active')
)
"""


def papers(part: str, floor: bool = False) -> Callable[[Clients, str], Steps]:
    """Of a round of 500 pledges; the floor is Typst alone with 500 plain certificates."""

    def steps(clients: Clients, database: str) -> Steps:
        with databases.connect(database) as connection:
            number, public_id = connection.execute(ROUND).fetchone()
            connection.execute(JOIN, {"id": number})
        today = f"{datetime.datetime.now(datetime.UTC):%d/%m/%Y}"
        target = f"/papers/campaign/{public_id}/?part={part}&day={today}"
        found: Steps = {"ours": lambda: clients["ours"].get(target)}
        return found | ({"floor": lambda: clients["floor"].get("/certificates")} if floor else {})

    return steps


# --- Matching ------------------------------------------------------------------------------------

WISHES = """
UPDATE donors_donor SET wished_sex = 'female', wished_age_from = 6, wished_age_to = 12,
    wishes_union_member_child = true, wished_area_id = a.parent_id, commune_id = a.id
FROM (SELECT id, parent_id FROM organisation_area WHERE level = 'commune' AND valid_to IS NULL ORDER BY key LIMIT 1) a
WHERE donors_donor.id = (SELECT min(id) FROM donors_donor WHERE kind = 'organisation') RETURNING public_id
"""


def suggestions(clients: Clients, database: str) -> Steps:
    """Children for an organisation with wishes of every kind; the floor is three pages of the waiting list."""
    with databases.connect(database) as connection:
        (donor,) = connection.execute(WISHES).fetchone()

    def waiting_pages() -> None:
        for page in (1, 2, 3):
            clients["ours"].get(f"/children/?state=waiting&page={page}")

    return {"ours": lambda: clients["ours"].get(f"/match/donor/{donor}/"), "floor": waiting_pages}


def by_need(clients: Clients, database: str) -> Steps:
    """The waiting list in the order of need; the floor is the list of the same children by name."""
    addresses = {"ours": "/match/", "floor": "/children/?state=waiting"}
    return {who: lambda address=address: clients["ours"].get(address) for who, address in addresses.items()}


ALL: dict[str, Scenario] = {
    "waiting list": pages("/children/?state=waiting", "/admin/core/child/?status__exact=waiting", "/waiting"),
    "search rare": search("t%C3%B4+d%C3%ADnh", "to dinh"),
    "search common": search("nguy%E1%BB%85n", "nguyen"),
    "search code": search("TE000777", "khong"),
    "typing rare": typing("t%C3%B4+d%C3%ADnh", "to dinh"),
    "typing common": typing("nguy%E1%BB%85n", "nguyen"),
    "waiting by need": Scenario(by_need, pages=("/match/",)),
    "suggestions": Scenario(suggestions),
    "roll-up": Scenario(rollups.steps),
    "summary": pages("/reports/", "/dashboard/", "/summary"),
    "paid, summary": Scenario(readings.after_payment(payments)),
    "pivot": Scenario(readings.pivot, pages=(readings.PIVOT["ours"],)),
    "export": Scenario(readings.export, times=3),
    "eight at once": Scenario(readings.at_once, times=5),
    "record payment": Scenario(payments, pages=("receipt",)),
    "import 5000": Scenario(importing.by_pages(5000), times=3),
    "import 20000": Scenario(importing.by_pages(20_000), times=1),
    "20000, 2 % bad": Scenario(importing.with_bad_rows(20_000, bad=2), times=3),
    "100000, command": Scenario(importing.by_command(100_000), times=1),
    "500 certificates": Scenario(papers("certificates", floor=True), times=9),
    "ceremony pack 500": Scenario(papers("all"), times=9),
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

def book():
    from benchmarks import scenarios, serving
    address = f"/receipts/add/?q={next(codes)}"
    page = client.get(address).content.decode()
    return client.post(address, serving.hidden_fields(page) | scenarios.receipt(), follow=True)

def read():
    return client.get(sys.argv[1])

if sys.argv[1] == "receipt":
    from benchmarks.scenarios import OWING
    with connection.cursor() as cursor:
        cursor.execute(OWING)
        codes = iter([code for (code,) in cursor.fetchall()][-2:])
step = book if sys.argv[1] == "receipt" else read
step()
with CaptureQueriesContext(connection) as seen:
    answer = step()
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
