"""The sentences of a report: what a secretary would write from its numbers, and keeps or changes in Word."""

from __future__ import annotations

from typing import Any

from reports.models import Snapshot
from sponsorship.papers.wording import counted, dong, short_day

MOST = 3  # places named
Parts = tuple[tuple[str, tuple[str, ...]], ...]


def paragraphs(snapshot: Snapshot) -> Parts:
    """(heading, paragraphs), in Vietnamese."""
    now, then = snapshot.content["figures"], snapshot.content["before"]
    return (
        (
            "I. Kết quả thực hiện",
            (_donors(snapshot, now, then), _waiting(snapshot, now, then), *_money(snapshot, now, then)),
        ),
        ("II. Địa bàn, đợt phát động tiêu biểu", _best(snapshot)),
        ("III. Tồn tại, hạn chế", _lacking(snapshot, now)),
        ("IV. Nhiệm vụ trọng tâm thời gian tới", _next(now)),
    )


def _changed(now: int, then: int, what: str, since: str) -> str:
    if now == then:
        return f"không thay đổi so với ngày {since}"
    return f"{'tăng' if now > then else 'giảm'} {counted(abs(now - then))} {what} so với ngày {since}"


def _donors(snapshot: Snapshot, now: dict[str, int], then: dict[str, int]) -> str:
    day, since = short_day(snapshot.as_of), short_day(snapshot.since)
    if not (now["children_helped"] or now["donors_active"]):
        return f"1. Tính đến ngày {day}, chưa có trẻ nào được nhận đỡ đầu."
    change = _changed(now["children_sponsored"], then["children_sponsored"], "trẻ", since)
    so_far = f"Từ trước đến nay đã có {counted(now['children_helped'])} trẻ được nhận đỡ đầu."
    if not now["children_sponsored"]:
        return f"1. Tính đến ngày {day}, không có trẻ nào đang được đỡ đầu; {change}. {so_far}"
    return (
        f"1. Tính đến ngày {day}, có {counted(now['donors_active'])} tổ chức, cá nhân đang nhận đỡ đầu "
        f"{counted(now['children_sponsored'])} trẻ với {counted(now['pledges_active'])} lượt đỡ đầu đang thực hiện; "
        f"số trẻ được đỡ đầu {change}. {so_far}"
    )


def _waiting(snapshot: Snapshot, now: dict[str, int], then: dict[str, int]) -> str:
    if not now["children_waiting"]:
        return "2. Không còn trẻ nào trong danh sách đang chờ người đỡ đầu."
    change = _changed(now["children_waiting"], then["children_waiting"], "trẻ", short_day(snapshot.since))
    union = counted(now["children_waiting_union"])
    return (
        f"2. Còn {counted(now['children_waiting'])} trẻ đang chờ người đỡ đầu, trong đó {union} trẻ là con đoàn viên, "
        f"người lao động; {change}."
    )


def _money(snapshot: Snapshot, now: dict[str, int], then: dict[str, int]) -> tuple[str, ...]:
    day = short_day(snapshot.as_of)
    pledged, received, delivered, held = (now[f"{key}_vnd"] for key in ("pledged", "received", "delivered", "held"))
    if not (pledged or received or delivered):
        return (f"3. Đến ngày {day} chưa có kinh phí cam kết, chưa phát sinh khoản nhận, khoản trao.",)
    total = f"3. Tổng kinh phí cam kết đến ngày {day} là {dong(pledged)}."
    if not (received or delivered):
        return (f"{total} Chưa phát sinh khoản nhận, khoản trao.",)
    rest = f"còn giữ {dong(held)} để trao tiếp" if held > 0 else "không còn giữ khoản nào chưa trao"
    return (
        f"{total} Đã nhận {dong(received)}{_share(received, pledged, 'số cam kết')}; đã trao đến trẻ {dong(delivered)}"
        f"{_share(delivered, received, 'số đã nhận')}; {rest}.",
        _in_period(snapshot, received - then["received_vnd"], delivered - then["delivered_vnd"]),
    )


def _in_period(snapshot: Snapshot, received: int, delivered: int) -> str:
    period = f"(sau ngày {short_day(snapshot.since)} đến hết ngày {short_day(snapshot.as_of)})"
    if not (received or delivered):
        return f"Riêng trong kỳ {period} không phát sinh khoản nhận, khoản trao."
    return f"Riêng trong kỳ {period}: đã nhận {dong(received)}, đã trao {dong(delivered)}."


def _share(part: int, whole: int, of: str) -> str:
    """Rounded down: what is not all is not 100 %."""
    return f" (đạt {100 * part // whole} % {of})" if whole > 0 else ""


def _named(lines: list[Any], key: str, several: str, one: str) -> tuple[str, ...]:
    """`several`: Xã A (10 trẻ), Xã B (07 trẻ): the largest first. Nothing is the largest of `one`."""
    largest = sorted((line for line in lines if line[2] and line[3][key] > 0), key=lambda line: -line[3][key])[:MOST]
    named = ", ".join(f"{name} ({counted(found[key])} trẻ)" for name, _under, _pk, found in largest)
    return (f"{several if len(largest) > 1 else one}: {named}.",) if largest else ()


def _best(snapshot: Snapshot) -> tuple[str, ...]:
    tables, key = snapshot.content["tables"], "children_sponsored"
    said = (
        *_named(tables["commune"], key, "Địa bàn có nhiều trẻ được đỡ đầu nhất", "Địa bàn có trẻ được đỡ đầu"),
        *_named(tables["connecting_unit"], key, "Đơn vị kết nối được nhiều nhất", "Đơn vị kết nối"),
        *_named(
            tables["campaign"], key, "Đợt phát động có nhiều trẻ được đỡ đầu nhất", "Đợt phát động có trẻ được đỡ đầu"
        ),
    )
    return said or ("Chưa có địa bàn, đơn vị nào phát sinh kết quả trong phạm vi báo cáo.",)


def _lacking(snapshot: Snapshot, now: dict[str, int]) -> tuple[str, ...]:
    several, one = "Một số địa bàn còn nhiều trẻ chưa có người đỡ đầu", "Địa bàn còn trẻ chưa có người đỡ đầu"
    said = [*_named(snapshot.content["tables"]["commune"], "children_waiting", several, one)]
    if now["children_waiting"] and not said:
        said.append(f"Còn {counted(now['children_waiting'])} trẻ chưa có người đỡ đầu.")
    if now["held_vnd"] > 0:
        said.append(f"Còn {dong(now['held_vnd'])} đã nhận nhưng chưa trao đến trẻ.")
    if now["pledged_vnd"] > now["received_vnd"]:
        said.append(
            f"Còn {dong(now['pledged_vnd'] - now['received_vnd'])} đã cam kết nhưng chưa nhận hoặc chưa đến hạn."
        )
    return tuple(said) or ("Qua số liệu theo dõi, không còn trẻ chờ đỡ đầu, không còn khoản đã nhận mà chưa trao.",)


def _next(now: dict[str, int]) -> tuple[str, ...]:
    said = []
    if waiting := now["children_waiting"]:
        said.append(
            f"Tiếp tục vận động, kết nối người đỡ đầu cho {counted(waiting)} trẻ đang chờ, ưu tiên trẻ mồ côi cả cha "
            "và mẹ, con đoàn viên, người lao động có hoàn cảnh khó khăn."
        )
    if now["held_vnd"] > 0:
        said.append(f"Trao đủ, đúng hạn {dong(now['held_vnd'])} đang giữ đến tay trẻ và người nuôi dưỡng.")
    if now["pledges_active"]:
        said.append("Rà soát các lượt đỡ đầu sắp hết hạn để vận động gia hạn; cập nhật hồ sơ trẻ, thăm hỏi định kỳ.")
    else:
        said.append("Rà soát, lập danh sách trẻ cần đỡ đầu; vận động tổ chức, cá nhân nhận đỡ đầu.")
    return tuple(said)
