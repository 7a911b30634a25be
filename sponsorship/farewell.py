"""What is written to a donor whose child has left: ready to send, in Vietnamese whatever the screen speaks."""

from typing import Any

from sponsorship.models.states import EndReason
from sponsorship.papers.wording import PROGRAMME, dong, short_day

# Adoption, a death and a family's wish are told by a person, not by a message.
WHY = {
    EndReason.AGED_OUT: "cháu đã đủ 18 tuổi",
    EndReason.MOVED_AWAY: "gia đình cháu đã chuyển đi nơi khác",
}
LETTER = """Kính gửi {donor},

{unit} trân trọng thông báo: từ ngày {day}, {child} không còn nhận đỡ đầu trong chương trình “{programme}”{why}. Lượt đỡ đầu {code} kết thúc từ ngày này.

Trong thời gian qua, tấm lòng của {donor} đã đến với cháu: đã trao {delivered}.{held}

{unit} chân thành cảm ơn và mong tiếp tục được {donor} đồng hành cùng một cháu khác. Cán bộ chương trình sẽ liên hệ để trao đổi thêm.
"""  # noqa: E501 - a paragraph is one line when it is pasted
HELD = " Số tiền {held} còn giữ chưa trao; xin {donor} cho biết mong muốn: trao nốt cho {whom}, chuyển cho một cháu khác, hay hoàn lại."  # noqa: E501 - as above


def farewell(pledge: Any, child: str, unit: str) -> str:
    """`child`: as the donor may know it, "cháu Trần Thị Mẫu" or "cháu (mã số TE000012)"; `unit`: who writes."""
    why = WHY.get(pledge.end_reason, "")
    held = pledge.balance.held_vnd
    return LETTER.format(
        donor=pledge.donor,
        unit=unit,
        day=short_day(pledge.ended_on),
        child=child,
        programme=PROGRAMME,
        why=f" vì {why}" if why else "",
        code=pledge.code,
        delivered=dong(pledge.balance.delivered_vnd),
        held=HELD.format(held=dong(held), donor=pledge.donor, whom=_whom(pledge)) if held else "",
    ).strip()


def _whom(pledge: Any) -> str:
    return "gia đình cháu" if pledge.end_reason == EndReason.DIED else "cháu"
