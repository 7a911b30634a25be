"""python3 dev.py bench [SIZE …] [--only NAME …] [--times N]: the measured scenarios.

Ours, the stock baseline and the floor run in the same call and take turns, because only ratios of one run hold.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import pairwise

from benchmarks import databases, scenarios
from benchmarks.serving import BASELINE, Client, gunicorn, signed_in

SIZES = ["district", "province", "perf", "waiting", "national"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["district", "province"], choices=SIZES)
    parser.add_argument("--only", nargs="*", choices=list(scenarios.ALL), default=list(scenarios.ALL))
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--drop", action="store_true", help="drop the databases made before, and make them anew")
    options = parser.parse_args()
    print(f"{'size':<10}{'scenario':<18}{'ours':>9}{'stock':>10}{'floor':>9}   stock/ours  ours/floor  queries")
    seen = {size: measure(size, options) for size in options.sizes}
    for smaller, larger in pairwise(options.sizes):
        print(f"\nGrowth from {smaller} to {larger}: ours on the larger / ours on the smaller")
        for name in options.only:
            print(f"{name:<28}{seen[larger][name] / seen[smaller][name]:>9.2f}")


def measure(size: str, options: argparse.Namespace) -> dict[str, float]:
    """The median seconds of ours in each scenario."""
    if options.drop:
        databases.drop(f"bench_ours_{size}")
        databases.drop(f"bench_stock_{size}")
    ours, stock = databases.ours(size), databases.stock(size)
    ours_env = {"DATABASE_URL": databases.url_of(ours), "DJANGO_SETTINGS_MODULE": "config.settings"}
    stock_env = databases.baseline_env(stock)
    databases.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], ours_env)
    found = {}
    with ExitStack() as stack:
        ports = [
            stack.enter_context(gunicorn("config.wsgi", ours_env)),
            stack.enter_context(gunicorn("config.wsgi", stock_env, BASELINE)),
            stack.enter_context(gunicorn("benchmarks.floor:application", ours_env)),
        ]
        clients = {
            "ours": Client(ports[0], signed_in(ours_env, databases.ROOT)),
            "stock": Client(ports[1], signed_in(stock_env, BASELINE)),
            "floor": Client(ports[2]),
        }
        for name in options.only:
            scenario = scenarios.ALL[name]
            steps = scenario.steps(clients, ours)
            times = min(options.times, scenario.times)
            seconds = take_turns(steps, times)
            report(size, name, seconds, scenarios.queries(name, ours))
            found[name] = seconds["ours"]
    return found


def take_turns(steps: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """The median seconds of each program; the first round warms up when there are several."""
    seen: dict[str, list[float]] = {who: [] for who in steps}
    for _ in range(times + (times > 1)):
        for who, step in steps.items():
            start = time.perf_counter()
            said = step()
            seen[who].append(said if isinstance(said, float) else time.perf_counter() - start)
    return {who: statistics.median(values[times > 1 :]) for who, values in seen.items()}


def report(size: str, name: str, seconds: dict[str, float], queries: int | None) -> None:
    def ms(who: str) -> str:
        return f"{seconds[who] * 1000:,.1f}" if who in seconds else "–"

    def ratio(over: str, under: str) -> str:
        return f"{seconds[over] / seconds[under]:.1f}" if over in seconds and under in seconds else "–"

    line = f"{size:<10}{name:<18}{ms('ours'):>9}{ms('stock'):>10}{ms('floor'):>9}"
    print(f"{line}   {ratio('stock', 'ours'):>10}  {ratio('ours', 'floor'):>10}  {queries or '–':>7}", flush=True)


if __name__ == "__main__":
    os.environ["GUNICORN_CMD_ARGS"] = ""
    main()
