"""Serves the site on this computer: gunicorn in this very process, Django's own server where there is no gunicorn."""

import ctypes
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

PR_SET_PDEATHSIG = 1


def refuse_busy_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken by another program. Choose another: python3 dev.py run --port {port + 80}")


def serve(*, port: int, reload: bool, announce: Callable[[], None]) -> None:
    """Serves until Ctrl-C. The database is let go of when this process ends."""
    from django.db import connections

    connections.close_all()  # a worker must not inherit a connection
    if os.name == "nt":
        from django.core.management import call_command

        announce()
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=reload)
        return

    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):
        def load_config(self) -> None:
            for name, value in gunicorn_settings(port=port, reload=reload, announce=announce).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from config.wsgi import application

            return application

    Site().run()


def gunicorn_settings(*, port: int, reload: bool, announce: Callable[[], None]) -> dict[str, Any]:
    return {
        "bind": f"127.0.0.1:{port}",
        "workers": int(os.environ.get("WEB_CONCURRENCY", 3)),
        "timeout": 60,
        "preload_app": not reload,
        "reload": reload,
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda arbiter: announce(),
        "post_fork": lambda arbiter, worker: _end_with(arbiter.pid),
    }


def _end_with(master: int) -> None:
    """A worker whose master was killed would linger until its time-out; Linux can tell it at once."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != master:
            sys.exit()
