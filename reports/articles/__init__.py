"""Five newspaper articles of 2021–2024, told with the program's own operations. Everybody in them is invented.

Where an article gives children, children exist; where it gives totals, results. What an article does not say stays
unknown. Each has a tree of units of its own.
"""

from collections.abc import Iterable

from django.db import transaction

from campaigns.models import Campaign
from organisation.models import User
from reports.articles import kon_tum, nam_tu_liem, red_cross, soc_son, thanh_chuong
from reports.articles.world import World

ARTICLES = {
    "thanh_chuong": thanh_chuong.tell,
    "soc_son": soc_son.tell,
    "nam_tu_liem": nam_tu_liem.tell,
    "red_cross": red_cross.tell,
    "kon_tum": kon_tum.tell,
}


@transaction.atomic
def build(officer: User, others: Iterable[User] = ()) -> dict[str, Campaign]:
    """All five, by the hand of `officer`, who is appointed there as `others` are with the roles they hold already.

    Returns the campaign of each article by its key. Needs the areas of Thanh Chương, Sóc Sơn and Nam Từ Liêm.
    """
    world = World(officer, others)
    return {key: tell(world) for key, tell in ARTICLES.items()}
