"""How lists of who sponsors whom head the same column under a common heading, "Trẻ được đỡ đầu" over "Họ tên"."""


def child_headings(*leaves: str) -> tuple[str, ...]:
    groups = (
        "Trẻ được nhận đỡ đầu",
        "Trẻ được đỡ đầu",
        "Trẻ",
        "Cháu",
        "Trẻ em",
        "Con đỡ đầu",
        "Trẻ mồ côi",
        "Cháu được nhận đỡ đầu",
    )
    return tuple(f"{group} {leaf}" for group in groups for leaf in leaves) + tuple(f"{leaf} trẻ" for leaf in leaves)


def donor_headings(*leaves: str) -> tuple[str, ...]:
    groups = (
        "Người nhận đỡ đầu",
        "Người đỡ đầu",
        "Đơn vị nhận đỡ đầu",
        "Tập thể cá nhân nhận đỡ đầu",
        "Mẹ đỡ đầu",
        "Bên nhận đỡ đầu",
    )
    return tuple(f"{group} {leaf}" for group in groups for leaf in leaves)


def rate_headings() -> tuple[str, ...]:
    names = ("Mức hỗ trợ", "Số tiền", "Kinh phí", "Mức đỡ đầu", "Số tiền hỗ trợ", "Mức")
    return names + tuple(
        f"{name} {per}" for name in names for per in ("tháng", "hàng tháng", "quý", "năm", "năm học", "học kỳ")
    )
