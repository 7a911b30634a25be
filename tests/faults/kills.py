"""Workers, importers and the database itself are killed while people work. What was said to be saved is there."""

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable

from tests.faults.client import Client
from tests.faults.report import Line
from tests.faults.stage import ROOT, Stage, children_of, wait_until

PREPARE = "from tests.imports.lists import programme; programme()"
CHILD = {
    "full_name": "",
    "birth_date": "01/02/2015",
    "sex": "female",
    "managing_unit": "1",
    "needs_since": "01/02/2024",
}


class Clerks:
    """People who add children one after another; they note which ones the program said were saved."""

    def __init__(self, stage: Stage, session: str, count: int = 4) -> None:
        self.stage, self.session = stage, session
        self.saved: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,), daemon=True) for n in range(count)]

    def __enter__(self) -> "Clerks":
        self.form = hidden(Client(self.stage.address, self.session).get("/children/add/")[2].decode())
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(90)

    def work(self, number: int) -> None:
        client, chance = Client(self.stage.address, self.session), random.Random()  # nobody twice
        for turn in range(10**9):
            if self.stopping.is_set():
                return
            mark = f"K{number}-{turn}-{chance.randrange(10**6)}"
            with contextlib.suppress(OSError):
                status, headers, _ = client.post("/children/add/", self.form | CHILD | child_called(mark, chance))
                self.statuses[status] += 1
                if status == 302 and "/children/" in headers["Location"]:
                    self.saved.append(mark)
            time.sleep(0.05)

    def lost(self) -> list[str]:
        there = {row[0] for row in self.stage.sql("SELECT hamlet FROM children_child WHERE hamlet LIKE 'K%'")}
        return [mark for mark in self.saved if mark not in there]


def child_called(mark: str, chance: random.Random) -> dict[str, str]:
    name = " ".join(["Lê", *("".join(chance.choices("abcdeghiklmnopqrstuvxy", k=4)).title() for _ in range(3))])
    born = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2011, 2022)}"
    return {"full_name": name, "hamlet": mark, "birth_date": born, "token": str(uuid.uuid4())}


def hidden(page: str) -> dict[str, str]:
    """What the form of a page holds already."""
    form = next(part for part in page.split("<form")[1:] if 'name="full_name"' in part).split("</form")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and value and not re.search(r'type="(checkbox|radio|file|submit)"', tag):
            found[name[1]] = value[1]
    return found


class Importer:
    """A process that enters lists; it can be killed and goes on as another one."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.begun: dict[int, int] = {}
        self.done: dict[int, int] = {}
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.importer"]
        env = self.stage.env()
        process = subprocess.Popen(
            command, env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.process = process
        threading.Thread(target=self.listen, args=(process,), daemon=True).start()

    def listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            word, number, rows = line.split()
            (self.begun if word == "begun" else self.done)[int(number)] = int(rows)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def partial(self) -> list[int]:
        """Lists of which some rows are there and some are not, or that were said to be done and are not."""
        counted = (
            "SELECT substring(hamlet FROM '[0-9]+')::bigint, count(*) FROM children_child WHERE hamlet LIKE 'Xóm 1%'"
        )
        there = {number: rows for number, rows in self.stage.sql(f"{counted} GROUP BY 1") if number > 10**6}
        return [
            number
            for number, rows in self.begun.items()
            if there.get(number, 0) not in {0, rows} or (number in self.done and there.get(number, 0) != rows)
        ]


def kill_workers(stage: Stage, session: str, times: int) -> list[Line]:
    """A worker of the program or the importer, in turns, at any moment of their work."""
    importer, chance = Importer(stage), random.Random(7)
    with Clerks(stage, session) as clerks:
        importer.start()
        for turn in range(times):
            time.sleep(0.3 + chance.random())
            if turn % 2:
                begun = len(importer.begun)
                importer.kill()
                importer.start()
                wait_until(lambda at=begun: len(importer.begun) > at, 240)
            else:
                os.kill(chance.choice(wait_for_workers(stage)), signal.SIGKILL)
        wait_until(stage.answers, 30)
    importer.kill()
    return told("kills of a worker", times, importer, clerks)


def wait_for_workers(stage: Stage) -> list[int]:
    wait_until(lambda: children_of(stage.processes["program"].pid), 30)
    return children_of(stage.processes["program"].pid)


def kill_database(stage: Stage, session: str, times: int) -> list[Line]:
    """All of PostgreSQL at once, as when the power goes, while lists and children are entered."""
    importer, chance = Importer(stage), random.Random(8)
    with Clerks(stage, session) as clerks:
        importer.start()
        for _ in range(times):
            time.sleep(1 + 5 * chance.random())
            stage.kill_database()
            stage.start_database()
            wait_until(stage.answers, 60)
    importer.kill()
    return told("kills of the database", times, importer, clerks)


def told(what: str, times: int, importer: Importer, clerks: Clerks) -> list[Line]:
    partial, lost = importer.partial(), clerks.lost()
    figures = f"{times} kills; {len(importer.done)} of {len(importer.begun)} lists entered, {len(partial)} in part; "
    figures += f"{len(clerks.saved)} children saved by hand, {len(lost)} lost; answers {dict(clerks.statuses)}"
    did_work = bool(importer.done and clerks.saved)
    return [Line(f"{what}: no partial import, no lost commit", figures, did_work and not partial and not lost)]


def restart_under_load(stage: Stage, session: str, times: int) -> list[Line]:
    """A fast restart of PostgreSQL; how long until pages are right again."""
    seconds, wrong = [], 0
    right = money_of(Client(stage.address, session))
    with Clerks(stage, session) as clerks:
        for _ in range(times):
            time.sleep(1)
            started = time.monotonic()
            stage.stop_database()
            stage.start_database()
            reader = Client(stage.address, session)
            wait_until(lambda client=reader: answers(client), 30)
            seconds.append(time.monotonic() - started)
            wrong += sum(not (answers(reader) and money_of(reader) == right) for _ in range(5))
    lost = clerks.lost()
    figures = f"{times} restarts, healed in {max(seconds):.1f} s at most; {wrong} wrong pages afterwards, "
    figures += f"{len(clerks.saved)} children saved, {len(lost)} lost"
    held = bool(right and clerks.saved) and max(seconds) <= 5 and not lost and not wrong
    return [Line("restarts under load healed in 5 s", figures, held)]


def answers(client: Client) -> bool:
    try:
        status, _, page = client.get("/children/")
    except OSError:
        return False
    return status == 200 and b"list-count" in page


def money_of(client: Client) -> list[bytes]:
    """The cells of the table of the four numbers, which clerks who add children leave as they are."""
    return re.findall(rb"<td[^>]*>([^<]*\d[^<]*)<", client.get("/money/")[2])


Part = Callable[[Stage, str, int], list[Line]]
