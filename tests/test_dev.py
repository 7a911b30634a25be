"""The server of our own: shared, safe against kill -9, gone when nobody uses it. Also backup and restore."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config import postgres
from config.postgres_programs import PostgresError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks for stray processes in /proc")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One initialised data directory, copied for each test: initdb takes a second."""
    cluster = postgres.Cluster(tmp_path_factory.mktemp("template") / "postgres")
    postgres.start(cluster)
    postgres.stop(cluster)
    return cluster.folder


@pytest.fixture
def cluster(template: Path, tmp_path: Path) -> Iterator[postgres.Cluster]:
    folder = tmp_path / "postgres"
    subprocess.run(["cp", "-a", template, folder], check=True)
    cluster = postgres.Cluster(folder)
    yield cluster
    postgres.stop(cluster)
    wait_until(lambda: not processes(cluster))


def processes(cluster: postgres.Cluster) -> list[int]:
    """Who works on this data directory: the guard and the server, whoever started them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(cluster.folder).encode() in arguments or str(cluster.data).encode() in arguments:
            found.append(int(entry.name))
    return found


def server_number(cluster: postgres.Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def wait_until(condition: Callable[[], bool], *, seconds: float = 8) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def start_elsewhere(cluster: postgres.Cluster, then: str = "") -> subprocess.Popen[str]:
    """Another process that uses the server, says "ready" and stays, as a second terminal would."""
    program = f"""
        import pathlib, sys, time, psycopg
        from config import postgres
        cluster = postgres.Cluster(pathlib.Path({str(cluster.folder)!r}))
        postgres.start(cluster)
        connection = psycopg.connect(postgres.url(cluster), autocommit=True)
        {then}
        print("ready", flush=True)
        time.sleep(60)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=postgres.ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str], how: int = signal.SIGKILL) -> None:
    process.send_signal(how)
    process.wait()


def query(cluster: postgres.Cluster, statement: str) -> list[tuple]:
    with psycopg.connect(postgres.url(cluster)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_kill_9_of_the_starter_loses_no_commit_and_leaves_no_process(cluster: postgres.Cluster) -> None:
    write = 'connection.execute("CREATE TABLE paid AS SELECT generate_series(1, 1000) AS n")'
    starter = start_elsewhere(cluster, write)
    assert len(processes(cluster)) >= 2

    kill(starter)

    wait_until(lambda: not processes(cluster))
    postgres.start(cluster)
    assert query(cluster, "SELECT count(*) FROM paid") == [(1000,)]


def test_kill_9_of_guard_and_starter_loses_no_commit_and_leaves_no_process(cluster: postgres.Cluster) -> None:
    starter = start_elsewhere(cluster, 'connection.execute("CREATE TABLE paid AS SELECT 1 AS n")')
    guard = int(Path(f"/proc/{server_number(cluster)}/stat").read_text().split()[3])  # the server's parent

    os.kill(guard, signal.SIGKILL)
    kill(starter)

    wait_until(lambda: not processes(cluster))
    postgres.start(cluster)
    assert query(cluster, "SELECT n FROM paid") == [(1,)]


def test_the_server_restarts_when_it_alone_is_killed(cluster: postgres.Cluster) -> None:
    postgres.start(cluster)
    server = server_number(cluster)
    query(cluster, "CREATE TABLE paid AS SELECT 1 AS n")

    os.kill(server, signal.SIGKILL)

    def answers() -> bool:
        try:
            return query(cluster, "SELECT n FROM paid") == [(1,)]
        except psycopg.OperationalError:
            return False

    wait_until(answers)


def test_a_second_process_joins_and_keeps_the_server_when_the_first_goes(cluster: postgres.Cluster) -> None:
    first = start_elsewhere(cluster, 'connection.execute("CREATE TABLE seen (n int)")')
    server = server_number(cluster)
    postgres.start(cluster)

    kill(first, signal.SIGTERM)

    assert query(cluster, "SELECT count(*) FROM seen") == [(0,)]
    assert server_number(cluster) == server
    postgres.stop(cluster)
    assert not postgres.running(cluster)
    assert not (cluster.data / "postmaster.pid").exists()


def test_many_that_start_at_once_share_one_server(cluster: postgres.Cluster) -> None:
    together = [
        subprocess.Popen([sys.executable, "-c", ONE_QUERY, cluster.folder], cwd=postgres.ROOT) for _ in range(5)
    ]

    assert [process.wait() for process in together] == [0] * 5
    wait_until(lambda: not processes(cluster))


ONE_QUERY = """
import pathlib, sys, psycopg
from config import postgres
cluster = postgres.Cluster(pathlib.Path(sys.argv[1]))
postgres.start(cluster)
psycopg.connect(postgres.url(cluster)).execute("SELECT 1")
"""


def test_a_left_over_pid_file_with_the_number_of_another_program_is_no_hindrance(cluster: postgres.Cluster) -> None:
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n\n\n\n")

    postgres.start(cluster)

    assert query(cluster, "SELECT 1") == [(1,)]


def test_a_path_too_long_for_a_socket_is_no_hindrance(template: Path, tmp_path: Path) -> None:
    deep = postgres.Cluster(tmp_path / ("Thư mục, rất dài " * 8))
    subprocess.run(["cp", "-a", template, deep.folder], check=True)

    postgres.start(deep)

    assert query(deep, "SELECT 1") == [(1,)]
    postgres.stop(deep)


def test_without_unix_sockets_it_listens_on_this_computer_alone_and_asks_for_a_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("socket.AF_UNIX")
    cluster = postgres.Cluster(tmp_path / "postgres", throwaway=True)

    postgres.start(cluster)

    assert "@127.0.0.1:" in postgres.url(cluster)
    assert query(cluster, "SHOW listen_addresses") == [("127.0.0.1",)]
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.url(cluster), password="guessed")
    postgres.stop(cluster)
    postgres.start(cluster)  # the ports may be others, the password is the same
    assert query(cluster, "SELECT 1") == [(1,)]
    postgres.stop(cluster)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_web_server_takes_its_workers_along_however_it_ends(how: int) -> None:
    program = """
        import django
        from config import postgres, serve
        django.setup()
        serve.serve(port=postgres._free_port(), reload=False, announce=lambda: print("ready", flush=True))
    """
    server = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=postgres.ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "WEB_CONCURRENCY": "2"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == "ready\n"
    wait_until(lambda: len(group(server.pid)) == 3)

    kill(server, how)

    wait_until(lambda: not group(server.pid))


def group(number: int) -> list[str]:
    """The processes of one process group that have not ended."""
    states = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, process_group = entry.read_text().rpartition(")")[2].split()[:3]
            states += [entry.parent.name] if process_group == str(number) and state != "Z" else []
    return states


def test_data_that_must_last_are_written_safely(cluster: postgres.Cluster) -> None:
    postgres.start(cluster)

    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert query(cluster, f"SHOW {setting}") == [("on",)]


def test_data_of_another_version_are_left_alone_and_named(cluster: postgres.Cluster) -> None:
    (cluster.data / "PG_VERSION").write_text("12\n")

    with pytest.raises(PostgresError, match="written by PostgreSQL 12"):
        postgres.start(cluster)


def test_vietnamese_letters_are_lowered(cluster: postgres.Cluster) -> None:
    postgres.start(cluster)

    assert query(cluster, "SELECT lower('ĐẶNG ƯỚC')") == [("đặng ước",)]
