"""`dev.py run` as on a fresh machine, by an ordinary user: first start, Ctrl-C, second start, kill -9.

The environment with the packages is that of the tests; everything else is made anew.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import postgres
from tests.test_dev import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks for stray processes in /proc")

ORDINARY_USER = 65534
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "staticfiles", "tests", "benchmarks", "__pycache__", ".env")
FIRST_START_SECONDS = 300  # the whole country's areas and the demo, on a machine with other work to do
SECOND_START_SECONDS = 5  # of the processor's time, so that a busy machine proves nothing


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    """A copy of the project that belongs to an ordinary user, where nothing was ever started."""
    folder = Path(tempfile.mkdtemp(prefix="start-"))  # pytest's own folders are closed to other users
    shutil.copytree(postgres.ROOT, folder / "project", ignore=LEFT_OUT, symlinks=True)
    lend_environment(folder / "project")
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, ORDINARY_USER, ORDINARY_USER, follow_symlinks=False)
    yield folder / "project"
    assert strays(folder) == []
    shutil.rmtree(folder)


def lend_environment(project: Path) -> None:
    (project / ".venv").mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (project / ".venv" / part).symlink_to(Path(sys.prefix) / part)
    lock = project / "requirements-dev.lock"
    (project / ".venv" / f".installed-{lock.name}").write_text(hashlib.sha256(lock.read_bytes()).hexdigest())


def as_ordinary_user() -> list[str]:
    """What to put before a command where the tests run as root; for reading alone it may pass root's closed folders."""
    if os.geteuid() != 0:
        return []
    user = ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups"]
    for capability in ("dac_read_search", "dac_override"):
        prefix = [*user, f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]
        trial = [*prefix, sys.executable, "-c", "import django"]
        if subprocess.run(trial, capture_output=True, check=False).returncode == 0:
            return prefix
    pytest.skip("no ordinary user may run this Python here")


class Run:
    """`dev.py run` in a session of its own, as in a terminal, until its first page can be read."""

    def __init__(self, project: Path) -> None:
        port = str(postgres._free_port())
        environment = {"PATH": os.environ["PATH"], "HOME": str(project), "LANG": "C.UTF-8", "WEB_CONCURRENCY": "2"}
        command = [*as_ordinary_user(), sys.executable, str(project / "dev.py"), "run", "--port", port]
        started = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.said = self._listen_until(f"http://127.0.0.1:{port}/", started)
        self.seconds, self.processor_seconds = time.monotonic() - started, processor_seconds(self.process.pid)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=30) as answer:
            self.page = answer.read().decode()

    def _listen_until(self, words: str, started: float) -> str:
        assert self.process.stdout
        said = ""
        while words not in said:
            line = self.process.stdout.readline()
            said += line
            assert line, said
            assert time.monotonic() - started < FIRST_START_SECONDS
        return said

    def end(self, how: int) -> None:
        """Ctrl-C reaches everybody in the terminal, kill -9 only the one whose number was given."""
        kill: Callable[[int, int], None] = os.killpg if how == signal.SIGINT else os.kill
        kill(self.process.pid, how)
        self.process.wait(timeout=60)


def processor_seconds(number: int) -> float:
    """Of a process and of those it has waited for."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def strays(folder: Path) -> list[str]:
    """Processes that were started from the folder or work in it."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "cmdline").read_text() + str((entry / "cwd").readlink())
        except OSError:  # it has just ended
            continue
        found += [f"{entry.name} {told}"] if str(folder) in told else []
    return found


def test_an_ordinary_user_starts_stops_and_starts_again(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = Run(clone)
    assert "Đăng nhập" in first.page
    assert (clone / "var" / "demo-accounts.txt").stat().st_uid == (os.geteuid() or ORDINARY_USER)
    first.end(signal.SIGINT)
    wait_until(lambda: not strays(clone), seconds=30)

    second = Run(clone)
    assert "Đăng nhập" in second.page
    assert second.processor_seconds < SECOND_START_SECONDS
    second.end(signal.SIGKILL)
    wait_until(lambda: not strays(clone), seconds=30)

    with capsys.disabled():
        print(f"\nfirst start {first.seconds:.1f} s, second {second.seconds:.1f} s ", end="")
        print(f"({second.processor_seconds:.1f} s of the processor)")


def test_without_a_word_dev_py_lists_its_commands_and_a_wrong_word_is_an_error() -> None:
    nothing, wrong = (
        subprocess.run(
            [sys.executable, "dev.py", *words], cwd=postgres.ROOT, capture_output=True, text=True, check=False
        )
        for words in ([], ["rnu"])
    )

    assert nothing.returncode == 0
    assert wrong.returncode == 1
    assert nothing.stdout == wrong.stdout
    for command in ("run", "test", "setup", "demo", "bench", "backup", "restore", "messages", "manage"):
        assert f"\n  {command} " in nothing.stdout
