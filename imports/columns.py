"""Which column holds which field: by the meaning of its heading, and by the look of its values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from imports.fields import Field, ListKind, marked_words, text_of, words
from imports.looks import look
from imports.reading import Cell
from imports.synonyms import same_words
from vietnamese.text import fold

SEPARATOR = " › "  # between a group heading and the heading under it
ENOUGH = 0.55  # below it a column stays unread (its text goes into the note)

# Words that hardly tell one column from another.
_LIGHT = set("va cua cac cho voi hien nay theo la ghi ro neu co so em duoc nhan thuoc trong".split())
_OTHER_MARKS = 0.7  # for a phrase whose short words have other marks: họ for hộ
_LIGHT_WEIGHT, _WEIGHT = 0.25, 1.0


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How one column was understood: its letter, its heading, the field (None: unread), how sure that is (0 to 1)."""

    index: int
    letter: str
    heading: str
    field: str | None
    confidence: float
    samples: tuple[str, ...]


def letter(index: int) -> str:
    """Excel's letters of a column counted from 0: 0 -> A, 27 -> AB."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def index_of(name: str) -> int:
    """The column of Excel's letters, counted from 0; -1 for what are none."""
    index = 0
    for char in name.upper():
        if not "A" <= char <= "Z":
            return -1
        index = index * 26 + ord(char) - 64
    return index - 1


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in folded words, mistyped ones put right, and how far to trust this way of taking it."""

    said: tuple[str, ...]
    typos: int
    factor: float


def _phrase_score(phrase: tuple[str, ...], heading: _Heading) -> float:
    """1 when they say the same; less the more of the heading the phrase leaves unsaid; 0 when a word is missing."""
    trust = heading.factor * 0.95**heading.typos
    if phrase == heading.said:
        return trust
    left, found = list(heading.said), []
    for word in phrase:
        if word in left:
            left.remove(word)
            found.append(word)
        elif word not in _LIGHT:
            return 0.0
    said = _weight(found)
    trust *= 0.98 ** (len(phrase) - len(found))
    in_order = 0.96 if " ".join(phrase) in " ".join(heading.said) else 0.92
    return (0.5 + 0.5 * said / (said + _weight(left))) * in_order * trust


def _weight(phrase: Sequence[str]) -> float:
    return sum(_LIGHT_WEIGHT if word in _LIGHT else _WEIGHT for word in phrase)


@lru_cache(maxsize=8192)
def _word_of(kind: ListKind, word: str) -> str | None:
    """The word of the kind's headings that this word is, perhaps mistyped; None for a strange word."""
    if word in kind.vocabulary:
        return word
    if len(word) < 4 or word.isdigit():
        return None
    near = process.extractOne(word, kind.vocabulary, scorer=fuzz.ratio, score_cutoff=80)
    # "trường" is no mistyped "tổng"
    return near[0] if near and len(near[0]) >= 4 and abs(len(near[0]) - len(word)) <= 1 else None


@lru_cache(maxsize=8192)
def heading_scores(kind: ListKind, heading: str) -> dict[str, float]:
    """For each field of the kind that the heading may mean, how well it fits (0 to 1)."""
    heading = same_words(heading)
    headings = [found for said, factor in _variants(heading) if (found := _in_words_of(kind, said, factor))]
    scores: dict[str, float] = {}
    marked, owner = not heading.isascii(), _owner(heading)
    said_with_marks, plain = marked_words(heading), fold(heading)
    strange = {f.key for f in kind.fields if f.never and re.search(f.never, plain)}
    for h in headings:
        said = set(h.said)
        for key, phrase, telling, short in _phrases(kind):
            if (
                telling <= said
                and key not in strange
                and (not owner or not owner.isdisjoint(phrase))
                and (phrase == h.said or not kind.by_key[key].exact)
            ):
                score = _phrase_score(phrase, h) * (_marks_factor(short, said_with_marks) if marked else 1)
                if score >= 0.4 and score > scores.get(key, 0):
                    scores[key] = score
    return scores


def _marks_factor(short: frozenset[str], said: frozenset[str]) -> float:
    """Less for a phrase whose short words have other marks (họ, hộ), or that has one twice for two ("Năm … Nam")."""
    if not short <= said:
        return _OTHER_MARKS
    left = {word for word in said - short if fold(word) in {fold(known) for known in short}}
    return 0.85 if left else 1.0


@lru_cache(maxsize=16)
def _phrases(kind: ListKind) -> list[tuple[str, tuple[str, ...], frozenset[str], frozenset[str]]]:
    """Every phrase of the kind: its field's key, its words, those a heading cannot lack, its short ones with marks."""
    return [
        (f.key, phrase, frozenset(phrase) - _LIGHT, frozenset(word for word in short if fold(word) not in _LIGHT))
        for f in kind.fields
        for phrase, short in f.phrases.items()
    ]


def _in_words_of(kind: ListKind, said: tuple[str, ...], factor: float) -> _Heading | None:
    """None when too few of the words ever head a column of this kind."""
    known = [_word_of(kind, word) for word in said]
    if 2 * sum(1 for word in known if word) < len(said):
        return None
    typos = sum(1 for word, found in zip(said, known, strict=True) if found and found != word)
    return _Heading(tuple(found or word for word, found in zip(said, known, strict=True)), typos, factor)


# A year of birth or an address under these is not the child's.
_ANOTHER = re.compile(r"\bnuoi duong\b|^(?:thong tin )?(?:ve )?(?:cha|me|cha,? me)$")


def _owner(heading: str) -> set[str]:
    """The words of a group that speaks of another than the child ("Người nuôi dưỡng › Năm sinh")."""
    group = heading.rpartition(SEPARATOR)[0]
    return set(words(group)) - {"nguoi", "tre"} if group and _ANOTHER.search(fold(group)) else set()


def _variants(heading: str) -> list[tuple[tuple[str, ...], float]]:
    """Ways to take a heading: whole; without what stands in brackets; without the group above it."""
    group, _, leaf = heading.rpartition(SEPARATOR)
    found = [(words(heading), 1.0)]
    bare = re.sub(r"\([^)]*\)?", " ", heading)
    if bare != heading:
        found.append((words(bare), 0.98))
    if group:
        found.append((words(re.sub(r"\([^)]*\)?", " ", leaf)), 0.85))
    return [(said, factor) for said, factor in found if said]


def assign(
    headings: Sequence[str],
    values: Sequence[Sequence[Cell]],
    kind: ListKind,
    corrections: Mapping[str, str] | None = None,
) -> list[ColumnGuess]:
    """One guess for each column; no field is given to two columns.

    `values`: some filled cells of each column. `corrections`: column letter -> field key, "" for a column to leave
    unread; what a person said has confidence 1.
    """
    said = {i: k for i in range(len(headings)) if (k := (corrections or {}).get(letter(i))) in {"", *kind.by_key}}
    chosen: dict[int, tuple[str | None, float]] = {i: (key or None, 1.0) for i, key in said.items()}
    _choose(chosen, _proposals(headings, values, kind), kind)
    _choose_given_name(chosen, headings, values, kind)
    _choose_by_looks(chosen, headings, values, kind)
    return [
        ColumnGuess(i, letter(i), heading, *chosen.get(i, (None, 0.0)), tuple(text_of(v)[:40] for v in values[i][:3]))
        for i, heading in enumerate(headings)
    ]


def _proposals(
    headings: Sequence[str], values: Sequence[Sequence[Cell]], kind: ListKind
) -> list[tuple[float, int, str]]:
    """Every (score, column, field) worth considering, best first; ties go to the left."""
    found = []
    for i, heading in enumerate(headings):
        scores = heading_scores(kind, heading)
        if scores:
            looks = [look(value) for value in values[i][:15]]
            is_count = looks and all("number" in seen for seen in looks)  # "Số trẻ" names nobody
            for key, score in scores.items():
                if not is_count or key != kind.name_field or score >= 0.95:
                    found.append((min(1.0, score + _look_bonus(kind.by_key[key], looks)), i, key))
    return sorted(found, key=lambda p: (-round(p[0], 3), p[1]))


def _look_bonus(f: Field, looks: Sequence[frozenset[str]]) -> float:
    """From -0.3 (no value looks right) to +0.1 (all do)."""
    if not f.looks or not looks:
        return 0.0
    share = sum(1 for found in looks if found & f.looks) / len(looks)
    return 0.4 * share - 0.3


def _choose(
    chosen: dict[int, tuple[str | None, float]], proposals: list[tuple[float, int, str]], kind: ListKind
) -> None:
    taken = {key for key, _ in chosen.values()}
    for score, i, key in proposals:
        if score < ENOUGH or i in chosen or key in taken:
            continue
        after = kind.by_key[key].after
        if after:
            i = _best_after(after, key, score, proposals, chosen, kind)
            if i < 0:
                continue
        chosen[i] = (key, round(score, 2))
        taken.add(key)


def _best_after(
    after: str,
    key: str,
    score: float,
    proposals: list[tuple[float, int, str]],
    chosen: dict[int, tuple[str | None, float]],
    kind: ListKind,
) -> int:
    """Of the columns that fit the field about as well, the first to the right of the field it belongs to, unless
    another such field stands between and claims the column for its own (the child's address, not the donor's); -1 when
    all are claimed."""
    anchor = _column_of(after, proposals, chosen)
    columns = sorted(i for s, i, k in proposals if k == key and s >= score - 0.02 and i not in chosen)
    claimed = set()
    for i in columns:
        rivals = {kind.by_key[k].after for s, column, k in proposals if column == i and k != key and s >= score - 0.02}
        between = (_column_of(rival, proposals, chosen) for rival in rivals - {"", after})
        if i > anchor and not any(anchor < column < i for column in between):
            return i
        claimed.add(i)
    return next((i for i in columns if i < anchor or i not in claimed), -1)


def _column_of(key: str, proposals: list[tuple[float, int, str]], chosen: dict[int, tuple[str | None, float]]) -> int:
    """Where a field stands, or most likely will; -1 for nowhere."""
    settled = next((i for i, (field_key, _) in chosen.items() if field_key == key), None)
    return settled if settled is not None else next((i for _, i, k in proposals if k == key), -1)


def _choose_given_name(
    chosen: dict[int, tuple[str | None, float]],
    headings: Sequence[str],
    values: Sequence[Sequence[Cell]],
    kind: ListKind,
) -> None:
    """ "Họ và tên" over two columns: the single words in the second are the given names."""
    name = next((i for i, (key, _) in chosen.items() if key == kind.name_field), -1)
    given = name + 1
    if "given_name" not in kind.by_key or name < 0 or given >= len(headings) or given in chosen or not values[given]:
        return
    if headings[given] in ("", headings[name]) and all("given" in look(value) for value in values[given]):
        chosen[given] = ("given_name", 0.9 if headings[given] else 0.7)


_TELLING = frozenset(("sex", "phone", "relation", "death"))
_NUMBERED = re.compile(r"\b(tai khoan|tk|stk|cccd|cmnd|can cuoc|dinh danh|ma so|ma)\b")  # numbers that look like phones


def _choose_by_looks(
    chosen: dict[int, tuple[str | None, float]],
    headings: Sequence[str],
    values: Sequence[Sequence[Cell]],
    kind: ListKind,
) -> None:
    """A column without heading, or with one that nobody knows, whose values can only be one thing."""
    taken = {key for key, _ in chosen.values()}
    for i, heading in enumerate(headings):
        if i in chosen or len(values[i]) < 3 or _NUMBERED.search(fold(heading)):
            continue
        looks = [look(value) for value in values[i]]
        for f in kind.fields:
            telling = f.looks & (_TELLING | {"organisation"} if f.vital else _TELLING)
            if f.key not in taken and telling and sum(1 for found in looks if found & telling) >= 0.9 * len(looks):
                chosen[i] = (f.key, 0.5)
                taken.add(f.key)
                break
