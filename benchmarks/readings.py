"""What leaders read, and eight people at once. A step may give its own seconds: what it did before does not count."""

import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks import databases
from benchmarks.serving import Client, Clients, Steps, hidden_fields, signed_in

SUMMARY = {"ours": "/reports/", "stock": "/dashboard/", "floor": "/summary"}
LISTS = {"ours": "/children/?state=waiting", "stock": "/admin/core/child/?status__exact=waiting", "floor": "/waiting"}
PIVOT = {"ours": "/reports/pivot/?key=children_sponsored&row=managing_unit&column=donor_kind", "floor": "/pivot"}
AT_ONCE, EACH = 8, 12


def after_payment(payments: Callable[[Clients, str], Steps]) -> Callable[[Clients, str], Steps]:
    """The page of figures right after a payment was recorded; the floor has no payments to record."""

    def steps(clients: Clients, database: str) -> Steps:
        paid = payments(clients, database)

        def read(who: str) -> float:
            if who in paid:
                paid[who]()
            start = time.perf_counter()
            clients[who].get(SUMMARY[who])
            return time.perf_counter() - start

        return {who: lambda who=who: read(who) for who in SUMMARY}

    return steps


def pivot(clients: Clients, database: str) -> Steps:
    """Children sponsored by unit and kind of donor; the floor asks the same with its totals, as a plain table."""
    return {who: lambda who=who: clients[who].get(PIVOT[who]) for who in PIVOT}


def export(clients: Clients, database: str) -> Steps:
    """All children as xlsx; the floor writes as many cells. What the program's processes grew to is printed."""

    def ours() -> None:
        before = grown(clients["ours"].port)
        clients["ours"].get("/children/?export=xlsx")
        print(f"{'':<10}the exporting process grew by {grown(clients['ours'].port) - before:.0f} MB", flush=True)

    def stock() -> None:
        client = clients["stock"]
        page = client.get("/admin/core/child/export/")
        xlsx = re.search(r'value="(\d+)">xlsx', page)
        fields = dict.fromkeys(re.findall(r'name="(childresource_\w+)"', page), "on") | hidden_fields(page)
        if client.post("/admin/core/child/export/", fields | {"format": xlsx[1] if xlsx else ""})[:2] != "PK":
            sys.exit("The stock admin exported nothing")

    return {"ours": ours, "stock": stock, "floor": lambda: clients["floor"].get("/export")}


def grown(port: int) -> float:
    """The most memory that any process of the server on this port ever had, MB (Linux)."""
    most = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"127.0.0.1:{port}".encode() in (process / "cmdline").read_bytes():
                said = re.search(r"VmHWM:\s*(\d+)", (process / "status").read_text())
                most = max(most, int(said[1]) if said else 0)
        except OSError:  # it has ended meanwhile
            continue
    return most / 1024


def at_once(clients: Clients, database: str) -> Steps:
    """A list for eight people at once: the seconds a page, all in all. The slowest of a hundred is printed.

    Each has a session of their own: ours notes in it when somebody was last seen, so one alone would wait for itself.
    """
    env = {"DATABASE_URL": databases.url_of(database), "DJANGO_SETTINGS_MODULE": "config.settings"}
    sessions = [signed_in(env, databases.ROOT) for _ in range(AT_ONCE)]

    def several(who: str) -> float:
        one = clients[who].cookies.get("sessionid", "")
        own = [Client(clients[who].port, session if who == "ours" else one) for session in sessions]

        def read(client: Client) -> list[float]:
            taken = []
            for _ in range(EACH):
                start = time.perf_counter()
                client.get(LISTS[who])
                taken.append(time.perf_counter() - start)
            return taken

        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as people:
            taken = sorted(second for seconds in people.map(read, own) for second in seconds)
        each = (time.perf_counter() - start) / len(taken)
        middle, slowest = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
        print(
            f"{'':<10}{who}: {1 / each:,.0f} a second; p99 {slowest / middle:.1f} × median", file=sys.stderr, flush=True
        )
        return each

    return {who: lambda who=who: several(who) for who in LISTS}
