"""Headings of a list of children that go together, and those that only look like one."""


def address_headings(*leaves: str) -> tuple[str, ...]:
    groups = ("Địa chỉ", "Nơi ở", "Chỗ ở hiện nay", "Nơi cư trú", "Nơi ở hiện nay", "Thường trú")
    return tuple(f"{group} {leaf}" for group in groups for leaf in leaves)


def birth_headings(leaf: str) -> tuple[str, ...]:
    return tuple(f"{group} {leaf}" for group in ("Ngày sinh", "Ngày tháng năm sinh", "Năm sinh", "Sinh", "Sinh ngày"))


# Of headings that name a parent or a carer and ask for something else than who that is, or whether he or she lives.
NO_PARENT = (
    r"\bdo dau\b|\bnghe nghiep\b|\bnoi (?:lam|cong tac)\b|\b(?:hoi|doan) vien\b|\bcong doan\b|\bcdcs\b|\bdv\s?cd\b|"
    r"\bphu nu\b|\bthuong binh\b|\bdon than\b|\bly hon\b|\bdi (?:tu|xa|lam)\b|\bnam sinh\b"
)
NO_CARER = r"^(?:nghe nghiep|nam sinh|noi lam viec|suc khoe|thu nhap)\b"
NOT_THE_CHILDS = r"\b(?:bo|me|cha|nuoi|cham soc|giam ho)\b"
