"""The units of deploy/systemd started for real: systemd boots in a container of this machine's own files.

All that it writes goes to memory and is forgotten. Its network is the stage's, so that it finds PostgreSQL and
PgBouncer on loopback; the program lies where the units expect it.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.report import Line
from tests.faults.stage import DEPLOY, ROOT, Stage, children_of, wait_until

TARGET = "systemd starts the units"
APP, PYTHON = "srv/dodau/app", "/srv/python"  # not below /root or /home, which the units do not see
SERVICE = "dodau.service"
NOT_COPIED = shutil.ignore_patterns("var", ".venv", ".git", "__pycache__", "node_modules", ".*_cache")
SECONDS = 120


def units_for_real(stage: Stage) -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="booted-") as name, contextlib.ExitStack() as ends:
        try:
            root = ends.enter_context(own_copy_of_all_files(Path(name)))
            machine = ends.enter_context(Machine(stage, root, Path(name) / "log"))
        except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
            return [Line(TARGET, f"left out: systemd does not boot here: {error}", False)]
        started = machine.starts()
        if not started.passed:
            return [started]
        return [started, machine.is_shut_off(), machine.comes_back(), machine.does_each_errand(), machine.ends()]


@contextlib.contextmanager
def own_copy_of_all_files(folder: Path) -> Iterator[Path]:
    """Where the machine's files stand once more; what is written there lies in memory."""
    run("mount", "-t", "tmpfs", "tmpfs", folder)
    try:
        upper, work, root = (folder / each for each in ("upper", "work", "root"))
        for each in (upper, work, root):
            each.mkdir()
        run("mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", root)
        try:
            yield root
        finally:
            run("umount", "-l", root)
    finally:
        run("umount", "-l", folder)


class Machine:
    """A booted systemd with our units. `tell` asks its systemctl."""

    def __init__(self, stage: Stage, root: Path, log: Path) -> None:
        self.stage, self.root, self.log = stage, root, log

    def __enter__(self) -> "Machine":
        self.install()
        packages = next(path for path in map(Path, sys.path) if path.name == "site-packages")
        command = ["systemd-nspawn", "--boot", "--quiet", f"--directory={self.root}", "--machine=dodau-stage"]
        command += ["--register=no", "--keep-unit", f"--bind-ro={sys.base_prefix}:{PYTHON}"]
        command += [f"--bind-ro={packages}:/{APP}/.venv/lib/python{version()}/site-packages"]
        command += ["--", "--unit=sysinit.target"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until(self.is_up, SECONDS)
        except RuntimeError as error:
            self.__exit__()
            raise RuntimeError(self.log.read_text(errors="replace")[-500:]) from error
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            for number in children_of(self.process.pid):
                os.kill(number, signal.SIGKILL)
            self.process.wait(20)

    def is_up(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"systemd-nspawn ended with {self.process.returncode}")
        return bool(children_of(self.process.pid)) and self.tell("is-active", "sysinit.target") == "active"

    # --- As deploy/README.md says ---

    def install(self) -> None:
        shutil.copytree(ROOT, self.root / APP, ignore=NOT_COPIED, symlinks=True)
        self.make_venv(self.root / APP / ".venv")
        run("chroot", self.root, "useradd", "--system", "--user-group", "--home-dir", "/srv/dodau", "dodau")
        for name in ("media", "backups", "app/var"):
            (self.root / "srv/dodau" / name).mkdir(parents=True)
        (self.root / "home/of-somebody").touch()
        self.write_settings(self.root / "etc/dodau")
        own = ["media", "backups", "app/var", "app/staticfiles", "../../etc/dodau/backup.key"]
        run("chroot", self.root, "chown", "-R", "dodau:dodau", *(f"/srv/dodau/{name}" for name in own))
        folder = self.root / "etc/systemd/system"
        for unit in sorted((DEPLOY / "systemd").glob("dodau*")):
            shutil.copy(unit, folder)
            if unit.suffix == ".service":
                (folder / f"{unit.name}.d").mkdir()
                shutil.copy(DEPLOY / "systemd/hardening.conf", folder / f"{unit.name}.d")

    def make_venv(self, venv: Path) -> None:
        """That of this process under another name; its packages are mounted into it."""
        (venv / "bin").mkdir(parents=True)
        (venv / "lib" / f"python{version()}").mkdir(parents=True)
        (venv / "bin/python").symlink_to(f"{PYTHON}/bin/python{version()}")
        (venv / "pyvenv.cfg").write_text(f"home = {PYTHON}/bin\n")
        gunicorn = venv / "bin/gunicorn"
        gunicorn.write_text(f"#!/{APP}/.venv/bin/python\nfrom gunicorn.app.wsgiapp import run\nrun()\n")
        gunicorn.chmod(0o755)
        for stamp in Path(sys.prefix).glob(".installed-*"):
            shutil.copy(stamp, venv)

    def write_settings(self, folder: Path) -> None:
        folder.mkdir()
        said = self.stage.env(MEDIA_ROOT="/srv/dodau/media", EMAIL_URL="dummymail://")
        said |= {"LD_LIBRARY_PATH": f"{PYTHON}/lib"}  # where it was moved to
        for key in ("PATH", "PYTHONPATH", "TEST_STAGE"):
            said.pop(key)
        (folder / "env").write_text("".join(f"{key}={value}\n" for key, value in said.items()))
        (folder / "owner.env").write_text(f"DATABASE_URL={self.database_of_errands()}\n")
        for name in ("env", "owner.env"):
            (folder / name).chmod(0o600)
        backup = [sys.executable, ROOT / "dev.py", "backup", self.stage.folder / "first.age"]
        run(*backup, "--new-key", folder / "backup.key", env=self.stage.env(DATABASE_URL=self.stage.url()))

    def database_of_errands(self) -> str:
        """One of its own: the rows of the benchmarks come without all that is kept beside them, which is reported."""
        self.stage.sql("DROP DATABASE IF EXISTS errands", database="postgres")
        self.stage.sql("CREATE DATABASE errands OWNER dodau_owner", database="postgres")
        address = self.stage.url().removesuffix("dodau") + "errands"
        self.stage.manage("migrate", "-v0", DATABASE_URL=address)
        self.stage.manage("load_areas", DATABASE_URL=address)
        self.stage.manage("start_programme", "--name=Mẹ đỡ đầu", "--former-district=428", DATABASE_URL=address)
        return address

    # --- What is asked of it ---

    @property
    def leader(self) -> int:
        """The systemd in the container, as this machine numbers it."""
        return children_of(self.process.pid)[0]

    def tell(self, *words: str) -> str:
        """What systemctl answers; its refusals too."""
        command = ["nsenter", "--all", "--target", str(self.leader), "systemctl", "--no-pager", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS * 5)
        return (done.stdout + done.stderr).strip()

    def has(self, unit: str, **wanted: str) -> bool:
        said = dict(line.split("=", 1) for line in self.tell("show", unit, "-p", ",".join(wanted)).splitlines())
        return said == wanted

    def main(self) -> int:
        """The number of the program's master on this machine, which sees into the container."""
        wanted = f"/{SERVICE}"
        inside = self.tell("show", SERVICE, "-p", "MainPID", "--value")
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                numbers = [line.split() for line in (entry / "status").read_text().splitlines() if line[:5] == "NSpid"]
                if numbers[0][-1] == inside and wanted in (entry / "cgroup").read_text():
                    return int(entry.name)
        return 0

    def answers(self) -> bool:
        """/readyz through the socket of the program, as nginx asks it."""
        place = f"/proc/{self.leader}/root/run/dodau/web.sock"
        try:
            with socket.socket(socket.AF_UNIX) as plain:
                plain.settimeout(20)
                plain.connect(place)
                asked = http.client.HTTPConnection("127.0.0.1")
                asked.sock = plain
                asked.request("GET", "/public/readyz", headers={"X-Forwarded-Proto": "https"})
                return asked.getresponse().status == 200
        except OSError:
            return False

    def starts(self) -> Line:
        said = self.tell("start", SERVICE)
        with contextlib.suppress(RuntimeError):
            wait_until(self.answers, 30)
        found = {"active": self.has(SERVICE, ActiveState="active", SubState="running"), "readyz": self.answers()}
        return self.line("the program starts and is ready", found, said)

    def is_shut_off(self) -> Line:
        """As its own user, in its own view of the files: what may be written, and what is not there."""
        number = self.main()
        status, of_all = status_of(number), status_of(self.leader)
        user = status["Uid"].split()[0]
        (Path("/proc", str(self.leader), "root", "tmp") / "of-somebody").touch()

        def may(test: str, *, by: str = user) -> bool:
            into = ["nsenter", "--mount", "--target", str(number), "--setuid", by, "--", "/bin/sh", "-c", test]
            return subprocess.run(into, capture_output=True, check=False).returncode == 0

        found = {
            "own user": user == str((self.root / "srv/dodau/media").stat().st_uid) != "0",
            "no new privileges": status["NoNewPrivs"] == "1",
            "calls filtered": int(status["Seccomp_filters"]) > int(of_all["Seccomp_filters"]),  # nspawn has some too
            "no capabilities": int(status["CapBnd"], 16) == int(status["CapEff"], 16) == 0,
            "writes media": may("touch /srv/dodau/media/x && rm /srv/dodau/media/x"),
            "not even root writes elsewhere": not any(
                may(f"touch /{place}/x", by="0") for place in (APP, "etc", "usr", "var/lib")
            ),
            "home is empty": (self.root / "home/of-somebody").exists() and not may("test -e /home/of-somebody", by="0"),
            "own /tmp": not may("cd /tmp && test -e of-somebody", by="0"),
            "its secrets are root's": not may("cat /etc/dodau/env"),
        }
        return self.line("the program is shut off from all it does not need", found)

    def comes_back(self) -> Line:
        killed = self.main()
        os.kill(killed, signal.SIGKILL)
        started = time.monotonic()
        with contextlib.suppress(RuntimeError):
            wait_until(lambda: self.main() not in (0, killed) and self.answers(), 60)
        found = {"another one": self.main() not in (0, killed), "readyz": self.answers()}
        found |= {"counted": self.has(SERVICE, NRestarts="1")}
        return self.line(f"after kill -9 it is back ({time.monotonic() - started:.0f} s)", found)

    def does_each_errand(self) -> Line:
        found, said = {}, ""
        for timer in sorted((DEPLOY / "systemd").glob("*.timer")):
            service = timer.with_suffix(".service").name
            self.tell("start", timer.name)
            told = self.tell("start", service)
            found[timer.name] = self.has(timer.name, ActiveState="active")
            found[service] = self.has(service, Result="success", ActiveState="inactive", ExecMainStatus="0")
            said += told if not found[service] else ""
        return self.line("each timer waits, and its errand ends well", found, said)

    def ends(self) -> Line:
        self.tell("stop", SERVICE)
        found = {"the program": self.has(SERVICE, ActiveState="inactive", Result="success") and not self.main()}
        self.process.terminate()  # nspawn hands it on as the wish to halt
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(SECONDS)
        found["the machine"] = self.process.returncode == 0
        return self.line("it ends", found)

    def line(self, what: str, found: dict[str, bool], said: str = "") -> Line:
        wrong = [name for name, held in found.items() if not held]
        more = f"; {said[-300:]} {self.journal()}" if wrong else ""
        return Line(f"{TARGET}: {what}", f"{len(found)} checks; wrong: {wrong or 'none'}{more}", not wrong)

    def journal(self) -> str:
        if self.process.poll() is not None:
            return ""
        command = [
            "nsenter",
            "--all",
            "--target",
            str(self.leader),
            "journalctl",
            "--no-pager",
            "-n",
            "25",
            "-o",
            "cat",
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout[-1500:]


def status_of(number: int) -> dict[str, str]:
    lines = Path(f"/proc/{number}/status").read_text().splitlines()
    return dict(line.split(":\t", 1) for line in lines)


def version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def run(*command: object, env: dict[str, str] | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, env=env)
