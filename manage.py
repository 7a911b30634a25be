#!/usr/bin/env python3
"""Django's commands. `python3 dev.py manage …` runs them in the project's environment."""

import os
import sys

try:
    import environ
except ImportError:
    sys.exit("Run it as: python3 dev.py manage " + " ".join(sys.argv[1:]))

from config import postgres
from config.logs import tell_plainly
from config.postgres_programs import PostgresError


def main() -> None:
    if "JOURNAL_STREAM" in os.environ:  # a timer's command: whoever keeps the machine reads systemd's journal
        sys.excepthook = tell_plainly
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_LIMITS", "-c lock_timeout=30s")  # nobody waits for a page: no limits of pages
    environ.Env.read_env(postgres.ROOT / ".env")
    if not os.environ.get("DATABASE_URL"):
        try:
            postgres.start()  # or joins the one that runs; it stops when the last command has ended
        except PostgresError as error:
            sys.exit(str(error))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
