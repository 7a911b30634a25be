"""What each paper holds: plain data, every text as it is printed. "" leaves room to write.

`fields()` of word_fields.py reads these classes: their fields are what a unit's own Word template may use.
"""

from dataclasses import dataclass

from sponsorship.papers.heads import Head
from sponsorship.papers.named import ChildForDonor


@dataclass(frozen=True, slots=True)
class Agreement:
    head: Head
    number: str
    day: str
    campaign: str
    legal_basis: tuple[str, ...]
    donor: str
    donor_contact: str
    donor_position: str
    donor_address: str
    guardian: str
    guardian_relationship: str
    child: ChildForDonor
    support: str
    months: str
    period: str
    instalments_count: str
    total: str
    total_in_words: str
    code: str


@dataclass(frozen=True, slots=True)
class Certificate:
    head: Head
    number: str
    day: str
    campaign: str
    donor: str
    children: tuple[ChildForDonor, ...]
    children_count: str
    support: str
    period: str
    total: str
    total_in_words: str
    code: str


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    head: Head
    number: str
    day: str
    donor: str
    donor_address: str
    child: ChildForDonor
    pledge: str
    amount: str
    amount_in_words: str
    method: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class HandoverPaper:
    head: Head
    number: str
    day: str
    occasion: str
    given_by: str
    received_by: str
    relationship: str
    child: str
    child_birth: str
    child_commune: str
    donor: str
    pledge: str
    what: str
    amount: str
    amount_in_words: str
    method: str
    code: str


@dataclass(frozen=True, slots=True)
class StatementPledge:
    number: str
    child: ChildForDonor
    pledge: str
    support: str
    due: str
    received: str
    delivered: str
    held: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    day: str
    code: str
    child: str
    amount: str
    remark: str


@dataclass(frozen=True, slots=True)
class Statement:
    head: Head
    number: str
    day: str
    year: str
    donor: str
    donor_code: str
    donor_address: str
    pledges: tuple[StatementPledge, ...]
    receipts: tuple[StatementEntry, ...]
    handovers: tuple[StatementEntry, ...]
    children_count: str
    due: str
    received: str
    delivered: str
    held: str
    received_in_words: str
    delivered_in_words: str


@dataclass(frozen=True, slots=True)
class ListLine:
    number: str
    child: str
    code: str
    birth: str
    commune: str
    donor: str
    amount: str
    receiver: str


@dataclass(frozen=True, slots=True)
class SigningList:
    head: Head
    number: str
    day: str
    campaign: str
    occasion: str
    lines: tuple[ListLine, ...]
    children_count: str
    total: str
    total_in_words: str


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    part: str
    phone: str


@dataclass(frozen=True, slots=True)
class BookPledge:
    donor: str
    pledge: str
    state: str
    support: str
    period: str
    pledged: str
    received: str
    delivered: str
    held: str


@dataclass(frozen=True, slots=True)
class BookHandover:
    day: str
    amount: str
    received_by: str
    donor: str
    remark: str


@dataclass(frozen=True, slots=True)
class SchoolYear:
    year: str
    grade: str
    school: str
    result: str
    conduct: str


@dataclass(frozen=True, slots=True)
class BookVisit:
    day: str
    visitors: str
    note: str


@dataclass(frozen=True, slots=True)
class Book:
    head: Head
    day: str
    child: str
    code: str
    birth: str
    sex: str
    ethnicity: str
    address: str
    school: str
    orphan_status: str
    poverty: str
    groups: str
    father: str
    mother: str
    parents_union: str
    caregivers: tuple[Person, ...]
    needs: tuple[str, ...]
    pledges: tuple[BookPledge, ...]
    handovers: tuple[BookHandover, ...]
    years: tuple[SchoolYear, ...]
    visits: tuple[BookVisit, ...]


@dataclass(frozen=True, slots=True)
class Envelope:
    number: str
    child: ChildForDonor
    amount: str
    amount_in_words: str
    occasion: str


@dataclass(frozen=True, slots=True)
class Board:
    head: Head
    day: str
    donor: str
    children_count: str
    amount: str
    amount_in_words: str
    remark: str
    campaign: str
