"""Importing a list: upload, checked preview, apply."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import databases
from benchmarks.serving import Client, Clients, Steps, hidden_fields


def by_pages(rows: int) -> Callable[[Clients, str], Steps]:
    """A list uploaded, looked at and entered; the floor is COPY of its rows."""

    def steps(clients: Clients, database: str) -> Steps:
        path = databases.sheet(rows)
        copied = sheet_rows(path)
        return as_new(
            database,
            ours=lambda: import_ours(clients["ours"], path, rows),
            stock=lambda: import_stock(clients["stock"], path),
            floor=lambda: import_floor(database, copied),
        )

    return steps


def with_bad_rows(rows: int, bad: int) -> Callable[[Clients, str], Steps]:
    """A list of which `bad` per cent are spoilt; the floor is our own import of the list without faults."""

    def steps(clients: Clients, database: str) -> Steps:
        spoilt, whole = databases.sheet(rows, bad), databases.sheet(rows)
        return as_new(
            database,
            ours=lambda: import_ours(clients["ours"], spoilt),
            floor=lambda: import_ours(clients["ours"], whole, rows),
        )

    return steps


def by_command(rows: int) -> Callable[[Clients, str], Steps]:
    """import_list with all that starting it takes; the floor is COPY of its rows. Tells the memory it took."""

    def steps(clients: Clients, database: str) -> Steps:
        path = databases.sheet(rows)
        copied = sheet_rows(path)
        command = [sys.executable, "manage.py", "import_list", "children", str(path), "--unit", "DV000001", "--apply"]
        env = {"DATABASE_URL": databases.url_of(database)}

        def ours() -> None:
            with subprocess.Popen(
                command, env=os.environ | env, cwd=databases.ROOT, stdout=subprocess.DEVNULL
            ) as started:
                _pid, status, used = os.wait4(started.pid, 0)
                started.returncode = os.waitstatus_to_exitcode(status)
            if started.returncode:
                sys.exit("import_list failed")
            print(f"import_list of {rows:,} rows: {used.ru_maxrss // 1024} MB at most", file=sys.stderr)

        return as_new(database, ours=ours, floor=lambda: import_floor(database, copied))

    return steps


def as_new(database: str, **jobs: Callable[[], None]) -> Steps:
    """Each job begins without what the one before entered, and is timed from there."""

    def timed(job: Callable[[], None]) -> float:
        forget_imports(database)
        start = time.perf_counter()
        job()
        return time.perf_counter() - start

    return {who: lambda job=job: timed(job) for who, job in jobs.items()}


def forget_imports(database: str) -> None:
    """What an earlier run entered would make this one find nothing but repeated rows."""
    with databases.connect(database) as connection:
        entered = "import_batch_id IS NOT NULL"
        of_them = f"child_id IN (SELECT id FROM children_child WHERE {entered})"
        connection.execute(f"DELETE FROM children_caregiver WHERE {entered} OR {of_them}")
        connection.execute(f"DELETE FROM children_child WHERE {entered}")
        connection.execute("DELETE FROM imports_importrow")
        connection.execute("DELETE FROM imports_importbatch")
    with databases.connect(database.replace("ours", "stock")) as connection:
        connection.execute("DELETE FROM core_child WHERE code LIKE 'TE5______'")


def import_ours(client: Client, path: Path, rows: int | None = None) -> None:
    """`rows`: how many must have been entered, where it is known."""
    page = client.get("/imports/upload/")
    client.post("/imports/upload/", hidden_fields(page) | {"kind": "children", "unit": "1"}, ("file", path))
    batch = client.landed.removesuffix("columns/").partition("?")[0]
    if client.landed.endswith("columns/"):
        client.get(batch)
    page = client.post(f"{batch}apply/", {})
    if "/undo/" not in page or (rows and f"{rows:,}".replace(",", ".") not in page.replace(",", ".")):
        sys.exit("The list was not entered: " + page[:2000])


def import_stock(client: Client, path: Path) -> None:
    page = client.get("/admin/core/child/import/")
    xlsx = re.search(r'value="(\d+)">xlsx', page)
    fields = {"format": xlsx[1] if xlsx else "", "resource": ""}
    page = client.post("/admin/core/child/import/", fields, ("import_file", path))
    client.post("/admin/core/child/process_import/", hidden_fields(page, "process_import"))


def sheet_rows(path: Path) -> list[tuple]:
    from python_calamine import load_workbook

    _, *rows = load_workbook(path).get_sheet_by_index(0).to_python()
    return [
        (row[2], "male" if row[3] == "m" else "female", row[4], row[5], row[6], f"{row[7]:.0f}", row[0], row[13])
        for row in rows
    ]


def import_floor(database: str, rows: list[tuple]) -> None:
    """COPY of as many rows into the same table with its indexes and history; taken back."""
    columns = "full_name, sex, birth_date, address_as_written, school, grade, list_code, note"
    fixed = (
        "alias, ethnicity, personal_id_number, hamlet, orphaned_by_covid, circumstance_groups, circumstances, poverty,"
        " father_name, mother_name, is_union_member_child, parents_union, need_ended_reason, birth_date_precision,"
        " orphan_status, managing_unit_id"
    )
    values = ("", "", "", "", False, "{}", "", "", "", "", False, "", "", "day", "unknown", 1)
    command = f"COPY children_child ({columns}, {fixed}) FROM STDIN"
    with (
        databases.connect(database) as connection,
        connection.transaction(force_rollback=True),
        connection.cursor().copy(command) as copy,
    ):
        for row in rows:
            copy.write_row(row + values)
