"""python -m tests.faults.importer: enters one list after another, as a clerk would, until it is killed.

It says "begun NUMBER ROWS" before and "done NUMBER ROWS" after each commit. Whatever befalls the server, it
tries again.
"""

import os
import random
import time

import django

ROWS = 100
UNIT = "Mẹ đỡ đầu Thanh Chương"
SYLLABLES = (
    "An Bình Châu Dung Giang Hạnh Khôi Linh Mai Nga Oanh Phúc Quế Sơn Thu Uyên Vinh Xuân Yến Đạt Bảo Cường".split()
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from django.db import Error, close_old_connections

    while True:
        close_old_connections()
        try:
            enter(time.time_ns())  # no other list has this number, whoever enters it
        except Error:
            time.sleep(0.2)


def enter(number: int) -> None:
    from django.db import transaction

    from imports.operations import apply_batch
    from organisation.models import Unit
    from tests.imports.lists import child_row, children_list, opened

    unit = Unit.objects.get(name=UNIT)
    chance = random.Random()
    rows = [child_row(invented(chance), birthday(chance), hamlet=f"Xóm {number}", phone="") for _ in range(ROWS)]
    with transaction.atomic():
        batch = opened(children_list(*rows), unit)
    print(f"begun {number} {batch.counts['new']}", flush=True)
    apply_batch(batch=batch, by=None)
    print(f"done {number} {batch.counts['new']}", flush=True)


def invented(chance: random.Random) -> str:
    return " ".join(["Lê", *(chance.choice(SYLLABLES) for _ in range(3))])


def birthday(chance: random.Random) -> str:
    return f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(2011, 2022)}"


if __name__ == "__main__":
    main()
