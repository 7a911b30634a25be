"""Pieces of work that several journeys do."""

from pathlib import Path

from tests.journeys.screen import Screen

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
CHILDREN_LIST = SAMPLES / "tre-can-do-dau-huyen.xlsx"
PLEDGES_LIST = SAMPLES / "nhan-do-dau-2024.xlsx"


def enter_list(screen: Screen, file: Path, rows: str) -> None:
    """From the menu to the sentence that all its rows were entered."""
    screen.menu("Nhập danh sách Excel")
    screen.press("Nhập danh sách Excel")
    screen.choose_file("Chọn tệp danh sách", file)
    screen.press("Đọc tệp")
    screen.reads(f"{rows} dòng mới sẵn sàng để nhập.")
    screen.press(f"Nhập {rows} dòng")
    screen.reads(f"Nhập {rows} dòng của danh sách này?")
    screen.press("Đồng ý nhập")
    screen.reads(f"Đã nhập {rows} dòng.")


def undo_list(screen: Screen) -> None:
    screen.press("Hoàn tác cả danh sách")
    screen.press("Đồng ý hoàn tác")
    screen.reads("Các hồ sơ nhập từ đó đã được xóa.")


def add_donor(screen: Screen, name: str) -> None:
    screen.menu("Danh sách người đỡ đầu")
    screen.press("Thêm người đỡ đầu")
    screen.choose("Loại người đỡ đầu", "Tổ chức")
    screen.write("Tên", name)
    screen.write("Số trẻ có thể nhận", "1")
    screen.press("Lưu")
    screen.headed(name)


def pledge(screen: Screen, *, rate: str, months: str) -> None:
    """On the form of a new pledge; its total is worked out while one types."""
    screen.write("Mức hỗ trợ mỗi kỳ", rate)
    screen.choose("Thời hạn", "Một số tháng")
    screen.write("Số tháng", months)
    screen.reads("6.000.000 đ")
    screen.press("Lập cam kết")


def receive(screen: Screen, amount: str) -> None:
    """From the pledge's page and back to it."""
    screen.press("Ghi tiền đã nhận")
    screen.write("Số tiền", amount)
    screen.press("Lưu")


def hand_over(screen: Screen, amount: str, *, to: str) -> None:
    """From the pledge's page and back to it."""
    screen.press("Trao cho trẻ")
    screen.write("Số tiền", amount)
    screen.write("Người nhận", to)
    screen.field("Đã ký nhận trên giấy").check()
    screen.press("Lưu")
