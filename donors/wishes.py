"""A donor's wishes as a person would say them."""

from typing import Any

from django.utils.translation import gettext as _

from donors.models.donor import WishedSex


def wishes_in_words(row: Any, area_name: str = "") -> list[str]:
    """The wishes of a Donor, or of any row with its columns, each as a few words; none for who takes any child."""
    said = [
        _("boy") if row.wished_sex == WishedSex.MALE else _("girl") if row.wished_sex == WishedSex.FEMALE else "",
        _ages(row.wished_age_from, row.wished_age_to),
        _("lost both parents") if row.wishes_double_orphan else "",
        _("union member's child") if row.wishes_union_member_child else "",
        _("in %(area)s") % {"area": area_name} if area_name else "",
        _("at %(school)s") % {"school": row.wished_school} if row.wished_school else "",
        row.wishes_note,
    ]
    return [words for words in said if words]


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest is None and oldest is None:
        return ""
    if youngest is None:
        return _("up to %(oldest)s years old") % {"oldest": oldest}
    if oldest is None:
        return _("from %(youngest)s years old") % {"youngest": youngest}
    return _("from %(youngest)s to %(oldest)s years old") % {"youngest": youngest, "oldest": oldest}
