"""The process that holds our own PostgreSQL: starts it, counts its users, stops it when the last one has gone.

It runs apart from whoever started it (a session of its own), so Ctrl-C and kill -9 there do not reach it; the kernel
tells it through the closed connection. If the guard itself is killed, Linux has the server shut down
(PR_SET_PDEATHSIG); elsewhere the next start finds the abandoned server and stops it first.
"""

import argparse
import contextlib
import ctypes
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from config.postgres import DATABASE, PORT, Cluster, guard_socket, locked
from config.postgres_programs import PostgresError, major_version, program, run_program

PR_SET_PDEATHSIG = 1
FIRST_USER_SECONDS = 15
SERVER_SETTINGS = {
    "log_error_verbosity": "terse",  # a refused row must not write a child's name into the log
    "log_min_error_statement": "panic",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


class Server:
    """The postgres process over one data directory."""

    def __init__(self, cluster: Cluster, address: dict[str, Any]) -> None:
        self.cluster = cluster
        self.address = address
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._check_version()
        if not self.cluster.data.exists():
            self._initialise()
        self._clear_abandoned()
        self._run()
        self._create_database()

    def _check_version(self) -> None:
        version_file = self.cluster.data / "PG_VERSION"
        if not version_file.exists():
            return
        found, wanted = version_file.read_text().strip(), str(major_version(program("postgres")))
        if found == wanted:
            return
        if not self.cluster.throwaway:
            raise PostgresError(
                f"{self.cluster.data} was written by PostgreSQL {found}, but the programs here are {wanted}. Set "
                f"PG_BIN to programs of version {found}; to change over, back up with them, restore with the new ones."
            )
        shutil.rmtree(self.cluster.data)

    def _initialise(self) -> None:
        """Makes the data directory under another name first, so that an interrupted one is never taken for whole."""
        new = self.cluster.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        options = ["--username=postgres", "--encoding=UTF8", "--auth-local=trust", *_locale_options()]
        if self.address["password"]:
            options += ["--auth-host=scram-sha-256", f"--pwfile={self.cluster.folder / 'password'}"]
        else:
            options += ["--auth-host=reject"]
        if self.cluster.throwaway:
            options.append("--no-sync")
        run_program("initdb", "-D", str(new), *options, stdout=subprocess.DEVNULL)
        new.replace(self.cluster.data)

    def _clear_abandoned(self) -> None:
        """Deals with the postmaster.pid of a dead or guardless server; we hold the guard's lock, so it is nobody's."""
        pid_file = self.cluster.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        if "postgres" in _process_name(pid):
            with contextlib.suppress(subprocess.CalledProcessError):
                self._pg_ctl_stop()
        else:
            pid_file.unlink()  # the number may be another program's by now, which would keep PostgreSQL from starting

    def _run(self) -> None:
        settings = dict(SERVER_SETTINGS)
        if self.address["socket"]:
            settings |= {"listen_addresses": "", "unix_socket_directories": self.address["socket"], "port": str(PORT)}
        else:
            settings |= {"listen_addresses": "127.0.0.1", "port": str(self.address["port"])}
        if self.cluster.throwaway:
            settings |= THROWAWAY_SETTINGS
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [str(program("postgres")), "-D", str(self.cluster.data), *options],
            stdin=subprocess.DEVNULL,
            preexec_fn=_stop_when_parent_dies() if sys.platform == "linux" else None,
        )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        pid_file = self.cluster.data / "postmaster.pid"
        while self.alive():
            with contextlib.suppress(FileNotFoundError):
                lines = pid_file.read_text().splitlines()
                if len(lines) >= 8 and lines[7].strip() == "ready":
                    return
            time.sleep(0.01)
        raise PostgresError("postgres ended at once; its own lines above say why.")

    def _create_database(self) -> None:
        place = ["-h", self.address["socket"] or "127.0.0.1", "-p", str(self.address["port"] or PORT), "-U", "postgres"]
        environment = {**os.environ, "PGPASSWORD": self.address["password"] or ""}
        with contextlib.suppress(subprocess.CalledProcessError):  # it exists
            run_program("createdb", *place, DATABASE, env=environment, stderr=subprocess.DEVNULL)

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def _pg_ctl_stop(self) -> None:
        run_program("pg_ctl", "stop", "-D", str(self.cluster.data), "-m", "fast", "-w", stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything committed is on disk."""
        if self.process is None or not self.alive():
            return
        if os.name == "nt":
            self._pg_ctl_stop()
        else:
            self.process.send_signal(signal.SIGINT)
        self.process.wait()


def _locale_options() -> list[str]:
    """UTF-8 rules without ICU, which the packaged binaries lack; plain C would not lower the letter Đ."""
    if major_version(program("postgres")) >= 17:
        return ["--locale-provider=builtin", "--locale=C.UTF-8"]
    return ["--locale=en_US.UTF-8" if sys.platform == "darwin" else "--locale=C.UTF-8"]


def _process_name(pid: int) -> str:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/comm").read_text()
        return ""
    command = ["tasklist", "/fi", f"pid eq {pid}"] if os.name == "nt" else ["ps", "-o", "comm=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _stop_when_parent_dies() -> Callable[[], None]:
    libc, guard = ctypes.CDLL(None), os.getpid()

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != guard:
            os._exit(1)

    return prepare


def serve(server: Server) -> list[socket.socket]:
    """Counts the users; returns when the last has gone, with the connection on which it awaits the server's end."""
    family, place = guard_socket(server.address)
    if isinstance(place, str):
        Path(place).unlink(missing_ok=True)
    users: list[socket.socket] = []
    deadline = time.monotonic() + FIRST_USER_SECONDS
    with socket.socket(family) as listener, selectors.DefaultSelector() as selector:
        listener.bind(place)
        listener.listen(64)
        selector.register(listener, selectors.EVENT_READ)
        while users or time.monotonic() < deadline:
            for key, _ in selector.select(timeout=1):
                if key.fileobj is listener:
                    users.append(_welcome(listener, selector))
                    deadline = 0
                    continue
                user = key.data
                if _has_left(user):
                    selector.unregister(user)
                    users.remove(user)
                    if not users:
                        return [user]
                    user.close()
            if not server.alive():  # killed by hand or for want of memory: PostgreSQL recovers what was committed
                server.start()
    return []


def _welcome(listener: socket.socket, selector: selectors.BaseSelector) -> socket.socket:
    user, _ = listener.accept()
    user.sendall(str(os.getpid()).encode())
    selector.register(user, selectors.EVENT_READ, data=user)
    return user


def _has_left(user: socket.socket) -> bool:
    try:
        return not user.recv(64)
    except OSError:
        return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--throwaway", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    cluster = Cluster(options.folder, throwaway=options.throwaway)
    server = Server(cluster, json.loads(cluster.address_file.read_text()))
    with locked(cluster.folder / "guard.lock"):
        waiting: list[socket.socket] = []
        try:
            server.start()
            waiting = serve(server)
        except (PostgresError, OSError, subprocess.CalledProcessError) as error:
            sys.exit(str(error))
        finally:
            server.stop()
            for user in waiting:
                user.close()


if __name__ == "__main__":
    main()
