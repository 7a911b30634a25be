"""Back to a moment before a mistake, a backup that is really restored, and a clock that jumps at the end of a month."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.report import Line
from tests.faults.stage import PATHS, ROOT, Stage, give, wait_until

COUNT = "SELECT count(*), (SELECT count(*) FROM sponsorship_receipt) FROM children_child"

MISTAKE = "SET session_replication_role = replica; DELETE FROM sponsorship_receipt"
BY_MONTH = """
    SELECT to_char(received_on, 'YYYY-MM'), count(*) FROM sponsorship_receipt WHERE note = 'the clock'
    GROUP BY 1 ORDER BY 1
"""


def back_to_a_moment(stage: Stage) -> list[Line]:
    """As deploy/README.md tells: base backup, archived log, and PostgreSQL is told when to stop."""
    base, place = stage.folder / "base", ["-h", "127.0.0.1", "-p", stage.ports["postgres"], "-U", "postgres"]
    stage.program("pg_basebackup", "-D", base, "-X", "none", *place)
    stage.sql("SET ROLE dodau_owner; CREATE TABLE rehearsal (said text, at timestamptz DEFAULT clock_timestamp())")
    stage.sql("INSERT INTO rehearsal VALUES ('after the base backup')")
    good = stage.sql(COUNT)[0]
    time.sleep(1.1)
    moment = stage.sql("SELECT clock_timestamp()::text")[0][0]
    time.sleep(1.1)
    stage.sql(f"{MISTAKE}; INSERT INTO rehearsal VALUES ('the mistake')")
    stage.stop_database()  # what is left of the log is archived before it ends
    started = time.monotonic()
    recover(stage, base, moment)
    seconds, found = time.monotonic() - started, stage.sql(COUNT)[0]
    said = [row[0] for row in stage.sql("SELECT said FROM rehearsal")]
    stage.stop_database(base)
    stage.data.rename(stage.folder / "wrong")
    base.rename(stage.data)  # what was recovered is the database from now on
    stage.start_database()
    wait_until(stage.answers, 60)
    figures = f"children and receipts before the mistake {good}, after recovery {found}; told {said}; {seconds:.1f} s"
    return [Line("point-in-time recovery rehearsed", figures, found == good and said == ["after the base backup"])]


def recover(stage: Stage, base: Path, moment: str) -> None:
    with (base / "postgresql.conf").open("a") as file:
        file.write(f"\nrestore_command = 'cp {stage.wal}/%f %p'\nrecovery_target_time = '{moment}'\n")
        file.write("recovery_target_action = 'promote'\n")
    (base / "recovery.signal").touch()
    give(base, stage.owner)
    stage.start_database(base)
    wait_until(lambda: not stage.sql("SELECT pg_is_in_recovery()")[0][0], 120)


def backup_and_restore(stage: Stage) -> list[Line]:
    """As the backup's unit does it; then back from that file, as the owner of the tables, who is no superuser."""
    key, file = stage.folder / "backup.key", stage.folder / "backup.age"
    before = stage.sql(COUNT)[0]
    said = dev(stage, "backup", "--new-key", str(key)) + dev(stage, "backup", str(file), "--key-file", str(key))
    stage.sql(MISTAKE)
    started = time.monotonic()
    dev(stage, "restore", str(file), "--key-file", str(key))
    seconds, after = time.monotonic() - started, stage.sql(COUNT)[0]
    stage.grant()
    wait_until(stage.answers, 60)
    sealed = b"PGDMP" not in file.read_bytes()
    figures = f"{said.splitlines()[-1].split(': ', 1)[-1]} Restored in {seconds:.0f} s: children and receipts "
    figures += f"{before}, then {after}"
    return [Line("backup encrypted, tried, and restored in one command each", figures, before == after and sealed)]


def dev(stage: Stage, *arguments: str) -> str:
    command = [sys.executable, "-P", "-m", "config.develop", *arguments]
    env = stage.env(DATABASE_URL=stage.url())
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"dev.py {arguments[0]}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout


# --- The clock ----------------------------------------------------------------------------------

VIETNAM = dt.timezone(dt.timedelta(hours=7))
LAST_EVENING = dt.datetime(2026, 1, 31, 23, 59, 50, tzinfo=VIETNAM)


def clock_jumps(stage: Stage) -> list[Line]:
    """The program's clock goes over the end of January, a month ahead and two hours back; money stays where it was."""
    jumps = [LAST_EVENING, LAST_EVENING + dt.timedelta(seconds=20), LAST_EVENING + dt.timedelta(days=30)]
    jumps.append(LAST_EVENING - dt.timedelta(hours=2))
    before = verified(stage)
    said, wanted = [at_that_time(stage, jump) for jump in jumps], [jump.date().isoformat() for jump in jumps]
    months, after = dict(stage.sql(BY_MONTH)), verified(stage)
    sealed = (stage.manage("seal_history") + stage.manage("verify_history")).strip().splitlines()[-1]
    figures = f"days {said}; receipts by month {months}; kept totals as before: {after == before}; {sealed}"
    held = said == wanted and months == {"2026-01": 2, "2026-02": 1, "2026-03": 1} and after == before
    return [Line("the clock jumps at the month's end", figures, held)]


def verified(stage: Stage) -> list[str]:
    """What verify_totals says; the rows of the benchmarks are loaded without all that is kept beside them."""
    try:
        said = stage.manage("verify_totals")
    except RuntimeError as error:
        said = str(error)
    return [line for line in said.splitlines() if line.startswith(("received", "totals", "sums", "numbers"))]


def at_that_time(stage: Stage, moment: dt.datetime) -> str:
    """Records a receipt by a process whose clock says so; returns the day that it took for today."""
    env = stage.env(DATABASE_URL=stage.url("dodau", through="pgbouncer"), TZ="UTC", FAKETIME_DONT_RESET="1")
    at = f"@{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"
    command = ["faketime", "-f", at, sys.executable, str(ROOT / "manage.py"), "shell", "-c", RECEIPT]
    done = subprocess.run(command, env=env | {"PATH": PATHS}, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout.split()[-1]


RECEIPT = """
import uuid
from django.utils import timezone
from organisation.models import User
from sponsorship.models import Pledge
from sponsorship import operations
today = timezone.localdate()
operations.record_receipt(pledge=Pledge.objects.open().order_by("pk").first(), amount_vnd=1000, received_on=today,
    method="cash", note="the clock", idempotency_key=uuid.uuid4(), by=User.objects.get(username="bench"))
print(today)
"""
