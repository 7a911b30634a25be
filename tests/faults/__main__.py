"""python3 dev.py faults [PART …]: real faults on a stage of our own, with Debian's nginx and PgBouncer on loopback.

It needs half an hour and, as root, mounts a small disk; the short form of its kills runs in the suite.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable

from benchmarks.databases import generated, run
from benchmarks.serving import signed_in
from tests.faults import booted, front, kills, recovery
from tests.faults.report import Line
from tests.faults.stage import ROOT, Stage, refuse_without_programs, wait_until

Parts = dict[str, Callable[[], list[Line]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    parser.add_argument("parts", nargs="*", help="which of them; all without")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--think", type=float, default=5, help="seconds between two pages of a user")
    parser.add_argument(
        "--size", default="load", help="records on the stage: load has 10,000 children, 100,000 payments"
    )
    options = parser.parse_args()
    refuse_without_programs()
    stage = Stage()
    try:
        session = set_up(stage, options.size)
        lines = run_parts(parts_of(stage, session, options), options.parts)
    finally:
        stage.close()
    failed = [line for line in lines if not line.passed]
    print(f"\n{len(lines) - len(failed)} of {len(lines)} targets reached.")
    sys.exit(bool(failed))


def set_up(stage: Stage, size: str) -> str:
    """The key of a session of somebody who may do everything."""
    started = time.monotonic()
    stage.build_database()
    superuser = stage.url("postgres")
    run([sys.executable, "-m", "benchmarks.load", str(generated(size)), superuser])
    stage.manage("shell", "-c", kills.PREPARE)
    stage.manage("collectstatic", "--noinput", "-v0")
    stage.start_pgbouncer()
    stage.start_program()
    stage.start_nginx()
    wait_until(stage.answers, 30)
    session = signed_in(stage.env(DATABASE_URL=stage.url(), DJANGO_SETTINGS_MODULE="config.settings"), ROOT)
    print(f"The stage stands after {time.monotonic() - started:.0f} s: {size}", flush=True)
    return session


def parts_of(stage: Stage, session: str, options: argparse.Namespace) -> Parts:
    return {
        "requests": lambda: front.requests_through(stage, session),
        "systemd": lambda: front.units_of_systemd(stage),
        "booted": lambda: booted.units_for_real(stage),
        "slow": lambda: front.slow_clients(stage, session, 200),
        "users": lambda: front.fifty_users(stage, session, options.users, options.minutes, options.think),
        "disk": lambda: front.full_disk(stage, session),
        "clock": lambda: recovery.clock_jumps(stage),
        "restarts": lambda: kills.restart_under_load(stage, session, options.restarts),
        "workers": lambda: kills.kill_workers(stage, session, options.kills),
        "database": lambda: kills.kill_database(stage, session, options.kills),
        "moment": lambda: recovery.back_to_a_moment(stage),
        "backup": lambda: recovery.backup_and_restore(stage),
    }


def run_parts(parts: Parts, wanted: list[str]) -> list[Line]:
    lines = []
    for name in wanted or parts:
        try:
            found = parts[name]()
        except Exception as error:  # the other parts are worth their figures
            traceback.print_exc()
            found = [Line(name, str(error)[-300:], False)]
        for line in found:
            print(line, flush=True)
        lines += found
    return lines


if __name__ == "__main__":
    main()
