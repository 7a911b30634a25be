"""Programs under measure: gunicorn on a free port, and a client that keeps its connection and its session."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.databases import ROOT

BASELINE = ROOT / "benchmarks/baseline"
NO_TELEPHONE = {"SECOND_FACTOR": "offered"}  # the account `bench` has none
SESSION = """
import sys
import django; django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from importlib import import_module
SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
User = get_user_model()
name = sys.argv[1]
user = User.objects.filter(username=name).first()
if user is None:
    user = User.objects.create_superuser("bench", "bench@example.org", None)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
session.create()
print(session.session_key)
"""


def signed_in(env: dict[str, str], folder: Path, name: str = "bench") -> str:
    """The key of a session of that account."""
    done = subprocess.run(
        [sys.executable, "-c", SESSION, name],
        cwd=folder,
        env=os.environ | NO_TELEPHONE | env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()[-1]


@contextmanager
def gunicorn(application: str, env: dict[str, str], folder: Path = ROOT, workers: int = 2) -> Iterator[int]:
    """Serve on a free port of this machine; yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", "-w", str(workers)]
    command += ["--timeout", "900", "--keep-alive", "900", "--worker-class", "gthread", "--threads", "1"]
    server = subprocess.Popen(
        command, cwd=folder, env=os.environ | NO_TELEPHONE | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int, server: subprocess.Popen) -> None:
    for _ in range(300):
        if server.poll() is not None:
            sys.exit(f"gunicorn ended with {server.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("gunicorn does not answer")


class Client:
    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.cookies = port, {"sessionid": session} if session else {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)

    def request(
        self, method: str, target: str, body: bytes = b"", kind: str = "", more: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """(status, text) after redirects. Anything but 200 ends the run: a wrong page must not be measured."""
        headers = (more or {}) | {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Host": f"127.0.0.1:{self.port}",
        }
        if kind:
            headers["Content-Type"] = kind
        self.connection.request(method, target, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (301, 302, 303):
            to = urlsplit(answer.headers["Location"])
            self.landed = to.path + (f"?{to.query}" if to.query else "")
            return self.request("GET", self.landed)
        if answer.status != 200:
            sys.exit(f"{method} {target}: {answer.status}\n{text[:3000]}")
        return answer.status, text

    def get(self, target: str) -> str:
        self.landed = target
        return self.request("GET", target)[1]

    def type(self, target: str) -> str:
        """What the page asks for while somebody types: the results alone."""
        return self.request("GET", target, more={"HX-Request": "true", "HX-Target": "results"})[1]

    def post(self, target: str, fields: dict[str, str], file: tuple[str, Path] | None = None) -> str:
        fields = fields | ({"csrfmiddlewaretoken": self.cookies["csrftoken"]} if "csrftoken" in self.cookies else {})
        if file is None:
            return self.request("POST", target, urlencode(fields).encode(), "application/x-www-form-urlencoded")[1]
        edge = uuid.uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="{file[1].name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = "".join(parts).encode() + file[1].read_bytes() + f"\r\n--{edge}--\r\n".encode()
        return self.request("POST", target, body, f"multipart/form-data; boundary={edge}")[1]


Clients = dict[str, Client]  # ours, stock, floor
Steps = dict[str, Callable[[], object]]  # what each of them does


def hidden_fields(page: str, form: str = "") -> dict[str, str]:
    """name → value of the hidden inputs of a page, or of its first form whose tag holds `form`."""
    if form:
        page = next(part for part in page.split("<form")[1:] if form in part.split(">")[0]).split("</form")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        names, values = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if names and 'type="hidden"' in tag:
            found[names[1]] = values[1] if values else ""
    return found
