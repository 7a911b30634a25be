"""What somebody who offered help is told: Vietnamese, ready to send by mail or to paste into Zalo."""

from donors.models import DonorKind, Registration, RegistrationState

ACCEPTED = """Kính gửi {name},

{unit} chân thành cảm ơn {you} đã đăng ký nhận đỡ đầu. Chúng tôi đã ghi nhận và sẽ sớm giới thiệu hoàn cảnh các cháu đang chờ để {you} lựa chọn.

Trân trọng,
{officer}"""  # noqa: E501  # a paragraph is one line when it is pasted
DECLINED = """Kính gửi {name},

{unit} chân thành cảm ơn tấm lòng của {you}. Hiện nay chúng tôi chưa thể thực hiện theo nguyện vọng {you} đã đăng ký; khi có dịp phù hợp, chúng tôi xin được liên hệ lại.

Trân trọng,
{officer}"""  # noqa: E501  # as above


def answer_text(offer: Registration) -> str:
    """The answer to an offer that was accepted or declined."""
    text = ACCEPTED if offer.state == RegistrationState.ACCEPTED else DECLINED
    officer = offer.answered_by
    return text.format(
        name=offer.name,
        unit=offer.managing_unit.name,
        you="ông/bà" if offer.kind == DonorKind.INDIVIDUAL else "quý đơn vị",
        officer=(officer.get_full_name() or officer.get_username()) if officer else "",
    )
