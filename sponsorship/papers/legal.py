"""What an agreement is made on the strength of, as official papers cite it."""

import re
from typing import Any

from campaigns.models import Campaign
from sponsorship.papers.wording import short_day

KINDS = {
    "CT": "Chỉ thị",
    "CTR": "Chương trình",
    "CTRPH": "Chương trình phối hợp",
    "CV": "Công văn",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "TT": "Thông tư",
}
KIND = re.compile(r"\d[/-]([A-ZĐ]+)[-/]")
BEGUN = re.compile(r"^căn cứ\s+", re.IGNORECASE)


def legal_basis(campaign: Campaign | None) -> tuple[str, ...]:
    """ "Căn cứ Kế hoạch số 06/KH-LĐLĐ ngày 26/04/2024 của …;": its documents, then what was written freely."""
    if campaign is None:
        return ()
    cited = [_cited(document) for document in campaign.legal_documents.all()]
    written = [line.strip().rstrip(";.") for line in campaign.legal_basis.splitlines() if line.strip()]
    return tuple(f"Căn cứ {BEGUN.sub('', text)};" for text in [*cited, *written])


def _cited(document: Any) -> str:
    number, title = document.number, document.title.strip().rstrip(";.")
    found = KIND.search(number)
    text = f"{KINDS.get(found[1] if found else '', 'Văn bản')} số {number}"
    if document.issued_on:
        text += f" ngày {short_day(document.issued_on)}"
    text += f" của {document.issuer}"
    if not title:
        return text
    return f"{text} {title[0].lower()}{title[1:]}" if title.casefold().startswith("về ") else f"{text} về {title}"
