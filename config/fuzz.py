"""`dev.py fuzz`: senseless requests, damaged files and texts in full numbers; the suite tries a few. It takes long."""

import argparse
import os
import subprocess
import sys

from config import quality

TESTS = (
    "tests/test_fuzz.py", "tests/imports/test_hostile.py", "tests/test_other_programmes.py", "tests/vietnamese",
    "tests/imports/test_understanding.py", "tests/campaigns/test_gift_lists.py",
)  # fmt: skip


def command(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("--requests", type=int, default=20_000, help="senseless and hostile requests")
    parser.add_argument("--files", type=int, default=3_500, help="lists with bytes changed, cut out or put in twice")
    parser.add_argument("--seed", type=int, default=7, help="another run of chance")
    asked = parser.parse_args(arguments)
    quality.use_test_database()
    more = {
        "FUZZ_REQUESTS": str(asked.requests),
        "FUZZ_SEED": str(asked.seed),
        "HOSTILE_MUTANTS": str(asked.files),
        "FOREIGN_EACH": "1",  # all pages are read beside another programme's
    }
    options = ["-q", "-s", "-n", "0", "--no-header", "--hypothesis-profile=fuzz"]
    command = [sys.executable, "-m", "pytest", *options, *TESTS]
    sys.exit(subprocess.run(command, cwd=quality.ROOT, env=os.environ | more, check=False).returncode)
