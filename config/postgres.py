"""PostgreSQL where no server is given: a server of our own, its data under var/.

Whoever needs the database calls `start()`. The first one starts a guard process (postgres_guard.py), which holds the
server; each further one, in whatever terminal, joins it. A user is a connection to the guard, which the kernel closes
even after kill -9. When the last one has gone the guard stops the server: nothing stays behind, and nobody loses the
server while working.

Standard library alone: dev.py and the guard use it without Django.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from config.postgres_programs import PostgresError, unprivileged

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "meododau"
PORT = 5432  # only part of the socket's name where there are unix sockets
SOCKET_NAME = f".s.PGSQL.{PORT}"
START_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """One data directory and the server over it. A throw-away one trades safety after a power cut for speed."""

    folder: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def address_file(self) -> Path:
        return self.folder / "address.json"


OWN = Cluster(ROOT / "var" / "postgres")
TEST = Cluster(ROOT / "var" / "postgres-test", throwaway=True)

_held: dict[Cluster, tuple[socket.socket, int]] = {}


def url(cluster: Cluster = OWN) -> str:
    """The address of our own server as DATABASE_URL takes it. It starts nothing."""
    address = _read_address(cluster) or _choose_address(cluster)
    if address["socket"]:
        return f"postgres://postgres@/{DATABASE}?host={quote(address['socket'])}&port={PORT}"
    return f"postgres://postgres:{address['password']}@127.0.0.1:{address['port']}/{DATABASE}"


def beside(address: str, name: str) -> str:
    """The address of another database on the same server (postgres://user@/name?host=…)."""
    head, _, tail = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def start(cluster: Cluster = OWN) -> None:
    """Joins the running server, or starts it, and keeps it until `stop()` or the end of this process.

    Raises PostgresError when the server does not come up.
    """
    if cluster in _held and _held[cluster][1] == os.getpid():
        return
    try:
        cluster.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(cluster.folder / "start.lock"):
            connection = (_join(cluster) or (None,))[0] or _launch(cluster)
    except PermissionError as error:
        raise PostgresError(f"{cluster.folder} belongs to another user of this computer ({error}).") from error
    _held[cluster] = connection, os.getpid()
    atexit.register(stop, cluster)


def stop(cluster: Cluster = OWN) -> None:
    """Lets go of the server; when nobody else uses it, returns after it has stopped."""
    connection, owner = _held.get(cluster, (None, 0))
    if connection is None or owner != os.getpid():  # a forked worker must not let go for its master
        return
    del _held[cluster]
    with connection, contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(START_SECONDS)
        while connection.recv(64):
            pass


def running(cluster: Cluster = OWN) -> bool:
    """Whether somebody, perhaps another process, has the server up."""
    joined = _join(cluster)
    if joined:
        joined[0].close()
    return bool(joined)


@contextlib.contextmanager
def locked(path: Path, *, seconds: float = START_SECONDS) -> Iterator[None]:
    """Holds a lock file, which the kernel frees however the process ends. Raises PostgresError after the seconds."""
    with path.open("a") as file:
        until = time.monotonic() + seconds
        while not _try_lock(file):
            if time.monotonic() > until:
                raise PostgresError(f"Another command has held {path} for {seconds:.0f} seconds.")
            time.sleep(0.02)
        yield


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read_address(cluster: Cluster) -> dict[str, Any] | None:
    try:
        address: dict[str, Any] = json.loads(cluster.address_file.read_text())
    except (FileNotFoundError, ValueError):
        return None
    if address["root"] != str(cluster.folder):  # the folder was copied or moved: the socket is another clone's
        return None
    return address


def _choose_address(cluster: Cluster) -> dict[str, Any]:
    """Decides once where the server listens: a unix socket where there are any, else a free port with a password."""
    address: dict[str, Any] = dict.fromkeys(("socket", "port", "guard", "password"))
    address["root"] = str(cluster.folder)
    cluster.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(socket, "AF_UNIX"):
        address["socket"] = str(_socket_folder(cluster))
    else:
        address |= {"port": _free_port(), "guard": _free_port(), "password": _password(cluster.folder / "password")}
    temporary = cluster.folder / f"address.{os.getpid()}"
    temporary.touch(mode=0o600)
    temporary.write_text(json.dumps(address))
    temporary.replace(cluster.address_file)
    return address


def _socket_folder(cluster: Cluster) -> Path:
    folder = cluster.folder / "socket"
    folder.mkdir(mode=0o700, exist_ok=True)
    probe = folder / SOCKET_NAME.replace("s.", "t.")
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(probe))
    except OSError:  # the path is longer than a socket's may be, or the disk holds no sockets
        return Path(tempfile.mkdtemp(prefix="meododau-"))
    finally:
        probe.unlink(missing_ok=True)
    # PostgreSQL reads a comma as the start of a second folder
    return folder if "," not in str(folder) else Path(tempfile.mkdtemp(prefix="meododau-"))


def _password(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(os.urandom(16).hex())
    return file.read_text()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def guard_socket(address: dict[str, Any]) -> tuple[int, Any]:
    """The socket family and the address at which the guard counts its users."""
    if address["socket"]:
        return socket.AF_UNIX, os.path.join(address["socket"], "guard")
    return socket.AF_INET, ("127.0.0.1", address["guard"])


def _join(cluster: Cluster) -> tuple[socket.socket, int] | None:
    """A connection to the running guard and the guard's process id; None when there is none, or it is just stopping."""
    address = _read_address(cluster)
    if address is None:
        return None
    family, place = guard_socket(address)
    connection = socket.socket(family)
    connection.settimeout(START_SECONDS)
    try:
        connection.connect(place)
        greeting = connection.recv(64)
    except OSError:
        greeting = b""
    if not greeting:
        connection.close()
        return None
    connection.settimeout(None)
    return connection, int(greeting)


def _launch(cluster: Cluster) -> socket.socket:
    address = _read_address(cluster)
    if address is None or not address["socket"] or not Path(address["socket"]).is_dir():
        address = _choose_address(cluster)
    log_start = cluster.log.stat().st_size if cluster.log.exists() else 0
    process = _spawn(cluster, address)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        joined = _join(cluster)
        if joined:
            if joined[1] != process.pid:  # another starter's guard, whose starter died: ours is not needed
                process.terminate()
            return joined[0]
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise PostgresError(f"PostgreSQL did not start.\n{_end_of_log(cluster, log_start)}\n(from {cluster.log})")


def _end_of_log(cluster: Cluster, log_start: int) -> str:
    lines = cluster.log.read_bytes()[log_start:].decode(errors="replace").splitlines()
    return "\n".join(lines[-8:])


def _spawn(cluster: Cluster, address: dict[str, Any]) -> subprocess.Popen[bytes]:
    """Starts the guard as a process of its own; it ends by itself."""
    prefix, owner = unprivileged()
    _give_to(cluster.folder, owner)
    if address["socket"]:
        _give_to(Path(address["socket"]), owner)
    if cluster.log.exists() and cluster.log.stat().st_size > 5_000_000:
        cluster.log.replace(cluster.log.with_suffix(".old.log"))
    command = [*prefix, sys.executable, "-m", "config.postgres_guard", str(cluster.folder)]
    if cluster.throwaway:
        command.append("--throwaway")
    with cluster.log.open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd=ROOT,
        )


def _give_to(folder: Path, owner: int | None) -> None:
    if owner is None or folder.stat().st_uid == owner:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, -1, follow_symlinks=False)
