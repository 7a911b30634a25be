"""What stands in deploy/, for real, in one folder and on loopback alone: PostgreSQL, PgBouncer, gunicorn, nginx.

Only what belongs to the machine is changed in those files: paths, ports, the size of memory.
"""

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from config import postgres, postgres_programs
from tests.faults.client import Client

ROOT = postgres.ROOT
DEPLOY = ROOT / "deploy"
WORKERS = 3
NEEDED = {
    "nginx": "nginx-light",
    "pgbouncer": "pgbouncer",
    "openssl": "openssl",
    "faketime": "faketime",
    "systemd-analyze": "systemd",
    "systemd-nspawn": "systemd-container",
}


def refuse_without_programs() -> None:
    lacking = [package for program, package in NEEDED.items() if shutil.which(program, path=PATHS) is None]
    if lacking:
        sys.exit(f"For the faults install first: apt-get install --no-install-recommends {' '.join(lacking)}")


PATHS = f"{os.environ['PATH']}:/usr/sbin"


class Stage:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="faults-"))
        self.folder.chmod(0o755)
        self.wal, self.media, self.run = (self.folder / name for name in ("wal", "media", "run"))
        self.ports = {name: postgres._free_port() for name in ("postgres", "pgbouncer", "https", "http")}
        self.prefix, self.owner = postgres_programs.unprivileged()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.secret = secrets.token_urlsafe(50)
        for path in (self.wal, self.media, self.run, self.folder / "nginx"):
            path.mkdir()
        self.address = f"https://127.0.0.1:{self.ports['https']}"

    # --- PostgreSQL ---

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, role: str = "dodau_owner", *, through: str = "postgres") -> str:
        return f"postgres://{role}@127.0.0.1:{self.ports[through]}/dodau"

    def build_database(self) -> None:
        give(self.folder, self.owner)
        self.program("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", *locale())
        text = (DEPLOY / "postgresql.conf").read_text().replace("/srv/dodau/wal", str(self.wal))
        text = re.sub(r"(shared_buffers|effective_cache_size) = .*", r"\1 = 256MB", text)
        text += f"\nport = {self.ports['postgres']}\nunix_socket_directories = ''\n"
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(text)
        self.start_database()
        self.sql("CREATE DATABASE dodau", database="postgres")
        self.roles()
        self.manage("migrate", "-v0", DATABASE_URL=self.url())
        self.manage("load_areas", DATABASE_URL=self.url())
        self.grant()

    def roles(self) -> None:
        self.sql((DEPLOY / "roles.sql").read_text())

    def grant(self) -> None:
        self.manage("application_role", "dodau", "--login", DATABASE_URL=self.url("postgres"))

    def start_database(self, data: Path | None = None) -> None:
        folder = data or self.data
        name = f"postgres {folder.name}"
        command = [*self.prefix, postgres_programs.program("postgres"), "-D", folder]
        started = time.monotonic()
        while not self.is_up(name, folder):  # as systemd does: a process of the killed server may still hold its memory
            if name not in self.processes or self.processes[name].poll() is not None:
                self.start(name, command)
            if time.monotonic() - started > 60:
                raise RuntimeError(f"{name} did not start")
            time.sleep(0.05)

    def is_up(self, name: str, folder: Path) -> bool:
        """The file may be that of a server that was killed: the number tells."""
        with contextlib.suppress(OSError, IndexError, KeyError):
            lines = (folder / "postmaster.pid").read_text().splitlines()
            return int(lines[0]) == self.processes[name].pid and lines[7].strip() == "ready"
        return False

    def kill_database(self) -> None:
        """As when the power goes: the postmaster and everybody it started, at once."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # so that it starts nobody meanwhile
        for number in [*children_of(postmaster), postmaster]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.processes.pop("postgres data").wait(10)

    def stop_database(self, data: Path | None = None) -> None:
        process = self.processes.pop(f"postgres {(data or self.data).name}")
        postmaster = int(((data or self.data) / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGINT)
        process.wait(60)

    def sql(self, statement: str, *, database: str = "dodau", port: int = 0) -> list[tuple]:
        place = f"host=127.0.0.1 port={port or self.ports['postgres']} user=postgres dbname={database}"
        with psycopg.connect(place, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def program(self, name: str, *arguments: Any) -> None:
        command = [*self.prefix, str(postgres_programs.program(name)), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    # --- The rest ---

    def env(self, **more: str) -> dict[str, str]:
        """deploy/dodau.env with this machine's values."""
        lines = [line for line in (DEPLOY / "dodau.env").read_text().splitlines() if re.match(r"\w+=", line)]
        said = dict(line.split("=", 1) for line in lines)
        said |= {"SECRET_KEY": self.secret, "MEDIA_ROOT": str(self.media), "ALLOWED_HOSTS": "127.0.0.1"}
        said |= {"DATABASE_URL": self.url("dodau", through="pgbouncer"), "PATH": PATHS, "PYTHONPATH": str(ROOT)}
        said |= {"CSRF_TRUSTED_ORIGINS": self.address, "LANG": "C.UTF-8", "TEST_STAGE": str(self.folder)}
        return said | more

    def manage(self, *arguments: str, **more: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        env = self.env(DATABASE_URL=self.url()) | more
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}: {done.stdout[-1500:]}{done.stderr[-3000:]}")
        return done.stdout + done.stderr

    def start_pgbouncer(self) -> None:
        text = (DEPLOY / "pgbouncer.ini").read_text()
        text = text.replace("listen_port = 6432", f"listen_port = {self.ports['pgbouncer']}")
        text = text.replace("port=5432", f"port={self.ports['postgres']}").replace("scram-sha-256", "trust")
        users = self.folder / "userlist.txt"
        users.write_text('"dodau" ""\n"dodau_owner" ""\n')
        ini = self.folder / "pgbouncer.ini"
        ini.write_text(text.replace("/etc/pgbouncer/userlist.txt", str(users)))
        for path in (users, ini):
            give(path, self.owner)
        self.start("pgbouncer", [*self.prefix, shutil.which("pgbouncer", path=PATHS), "-q", ini])

    def start_program(self, *before: str, **more: str) -> None:
        """As systemd/dodau.service says, its check first; the stage's accounts have no telephone."""
        unit = (DEPLOY / "systemd/dodau.service").read_text().replace("/run/dodau/", f"{self.run}/")
        unit = unit.replace("/srv/dodau/app/.venv/bin/python", sys.executable)
        unit = unit.replace("/srv/dodau/app/.venv/bin/", f"{Path(sys.executable).parent}/")
        check, serve = (re.findall(rf"^{key}=(.*)$", unit, re.M)[0].split() for key in ("ExecStartPre", "ExecStart"))
        if not before:
            self.manage(*check[2:], DATABASE_URL=self.url("dodau"), DATABASE_LIMITS="")
        serve[serve.index("--workers") + 1] = str(WORKERS)
        self.start("program", [*before, *serve], env=self.env(SECOND_FACTOR="offered", **more))
        wait_until((self.run / "web.sock").exists, 30)

    def workers(self) -> list[int]:
        return children_of(self.processes["program"].pid)

    def kill_workers(self) -> None:
        for number in self.workers():
            os.kill(number, signal.SIGKILL)

    def start_nginx(self) -> None:
        place = self.folder / "nginx"
        subject = ["-subj", "/CN=127.0.0.1", "-keyout", place / "key.pem", "-out", place / "cert.pem"]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
        changes = {
            "/etc/letsencrypt/live/dodau.example.vn/fullchain.pem": place / "cert.pem",
            "/etc/letsencrypt/live/dodau.example.vn/privkey.pem": place / "key.pem",
            "/etc/nginx/dodau-proxy.conf": place / "dodau-proxy.conf",
            "/var/log/nginx/": f"{place}/",
            "/run/dodau-nginx": place,
            "/run/dodau/": f"{self.run}/",
            "/srv/dodau/media/": f"{self.media}/",
            "/srv/dodau/app/": f"{ROOT}/",
            "listen 443 ssl": f"listen 127.0.0.1:{self.ports['https']} ssl",
            "listen 80;": f"listen 127.0.0.1:{self.ports['http']};",
            "dodau.example.vn": "127.0.0.1",
        }
        for name in ("nginx.conf", "nginx-proxy.conf"):
            text = (DEPLOY / name).read_text()
            for old, new in changes.items():
                text = text.replace(old, str(new))
            (place / name.replace("nginx-", "dodau-").replace("nginx.conf", "site.conf")).write_text(text)
        user = "user root;" if os.geteuid() == 0 else ""
        (place / "nginx.conf").write_text(
            f"{user} worker_processes 2; pid {place}/pid; daemon off; error_log {place}/error.log;\n"
            "events { worker_connections 1024; }\n"
            f"http {{ include /etc/nginx/mime.types; include {place}/site.conf; }}\n"
        )
        nginx = [shutil.which("nginx", path=PATHS), "-p", place, "-c", place / "nginx.conf", "-e", place / "error.log"]
        subprocess.run([*map(str, nginx), "-t", "-q"], check=True)
        self.start("nginx", nginx)

    # --- Processes ---

    def start(self, name: str, command: list[Any], env: dict[str, str] | None = None) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(part) for part in command], cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self, name: str) -> None:
        process = self.processes.pop(name, None)
        if process and process.poll() is None:
            process.terminate()
            process.wait(80)

    def answers(self) -> bool:
        try:
            return Client(self.address).get("/public/readyz")[0] == 200
        except OSError:
            return False

    def close(self) -> None:
        for name in list(self.processes):
            if name.startswith("postgres"):
                self.processes[name].send_signal(signal.SIGINT)
                for number in children_of(self.processes[name].pid):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(number, signal.SIGINT)
                self.processes.pop(name).wait(60)
            else:
                self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)


def locale() -> list[str]:
    modern = postgres_programs.major_version(postgres_programs.program("postgres")) >= 17
    return ["--locale-provider=builtin", "--locale=C.UTF-8"] if modern else ["--locale=C.UTF-8"]


def give(path: Path, owner: int | None) -> None:
    for each in [path, *path.rglob("*")]:
        os.chown(each, -1 if owner is None else owner, -1, follow_symlinks=False)


def children_of(number: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(entry.read_text().rpartition(")")[2].split()[1]) == number:
                found.append(int(entry.parent.name))
    return found


def wait_until(condition: Any, seconds: float) -> float:
    """Seconds until it holds. Raises RuntimeError when it does not in time."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > seconds:
            raise RuntimeError("it did not happen in time")
        time.sleep(0.02)
    return time.monotonic() - started
