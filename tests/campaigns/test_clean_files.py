"""What a paper tells of people beside its text stays behind when it is attached."""

import io
import random
import subprocess
import zipfile
import zlib
from pathlib import Path
from typing import Any, cast

import docx
import pytest
import typst
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import ExifTags, Image, ImageCms
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from campaigns import attached_files, file_fields
from campaigns.exceptions import DamagedFile, GrownFile, LockedFile, NoFile
from campaigns.models import FileKind
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.plan_records import make_campaign

NAME = "Nguyen Van Mau"
TEXT = "Kế hoạch năm 2026 của Hội Phụ nữ xã Mẫu"

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PNG = b"\x89PNG\r\n\x1a\n"


def paper(*, pages: int = 2) -> bytes:
    return typst.compile("#pagebreak()\n".join([f'#text(font: "Libertinus Serif")[{TEXT}]\n'] * pages).encode())


def telling() -> PdfWriter:
    """A paper with its author in all the places where programs write one, and with all that can run."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    writer.add_metadata({"/Author": NAME, "/Producer": NAME, "/Company": NAME})
    script = action("/JavaScript", "/JS")
    writer.add_attachment("danh-sach.txt", NAME.encode())
    names = cast(DictionaryObject, writer.root_object["/Names"])
    names[NameObject("/JavaScript")] = DictionaryObject({NameObject("/Names"): script})
    writer.root_object[NameObject("/OpenAction")] = script
    for place in (writer.root_object, writer.pages[0]):
        place[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        place[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Word"): TextStringObject(NAME)})
        place[NameObject("/Metadata")] = writer._add_object(xmp())
    notes = [note("/Link", A=action("/Launch", "/F")), note("/FileAttachment", T=TextStringObject(NAME))]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(writer._add_object(each) for each in notes)
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.vn/"))
    return writer


def action(kind: str, key: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(NAME)})


def note(kind: str, **more: Any) -> DictionaryObject:
    said = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind)}
    return DictionaryObject(said | {NameObject(f"/{key}"): value for key, value in more.items()})


def xmp() -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta>{NAME}<exif:GPSLatitude>12</exif:GPSLatitude></x:xmpmeta>".encode())
    return stream


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def everything_in(data: bytes) -> str:
    """All objects of the file, also those that no page leads to, streams opened."""
    reader = PdfReader(io.BytesIO(data))
    numbers = sorted({number for part in reader.xref.values() for number in part} | set(reader.xref_objStm))
    found = [reader.trailer, *(reader.get_object(number) for number in numbers)]
    return "".join(repr(each) + (repr(each.get_data()) if isinstance(each, StreamObject) else "") for each in found)


def text_in(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_a_pdf_keeps_its_text_and_loses_author_scripts_and_files() -> None:
    sent = written(telling())
    assert all(sign in everything_in(sent) for sign in (NAME, "/JavaScript", "/EmbeddedFile", "/Launch", "GPS"))

    kept, kind = attached_files.judged(sent)

    assert kind == FileKind.PDF
    assert text_in(kept) == text_in(sent)
    assert TEXT in text_in(kept)[0]
    inside = everything_in(kept)
    signs = (NAME, "/Java", "/JS", "/Embedded", "/OpenAction", "/AA", "/Metadata", "/Info", "/Launch", "/Piece", "GPS")
    assert [sign for sign in signs if sign in inside] == []
    assert "https://example.vn/" in inside  # where a link leads is text


def test_what_follows_a_link_goes_and_the_link_stays() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    for followers in (action("/Launch", "/F"), ArrayObject([action("/URI", "/URI"), action("/GoToE", "/F")])):
        link = action("/URI", "/URI")
        link[NameObject("/Next")] = writer._add_object(followers)
        writer.add_annotation(0, note("/Link", Rect=ArrayObject([NumberObject(9)] * 4), A=link))

    kept, _kind = attached_files.judged(written(writer))

    inside = everything_in(kept)
    assert [sign for sign in ("/Launch", "/GoToE", "/Next") if sign in inside] == []
    assert inside.count("/URI") == 4


def test_a_font_or_picture_may_be_named_like_what_is_taken_out() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper(pages=1))))
    writer.root_object[NameObject("/OpenAction")] = action("/JavaScript", "/JS")
    resources = cast(DictionaryObject, writer.pages[0]["/Resources"])
    fonts = cast(DictionaryObject, resources["/Font"])
    fonts[NameObject("/AA")] = next(iter(fonts.values()))
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/JS"): DictionaryObject()})
    resources[NameObject("/XObject")] = cast(
        Any, writer.root_object.indirect_reference
    )  # an alias does not shield what stands elsewhere too

    kept, _kind = attached_files.judged(written(writer))

    found = cast(DictionaryObject, PdfReader(io.BytesIO(kept)).pages[0]["/Resources"])
    assert "/AA" in cast(DictionaryObject, found["/Font"])
    assert "/JS" in cast(DictionaryObject, found["/Properties"])
    assert "/OpenAction" not in everything_in(kept)


def test_an_earlier_version_that_the_file_still_holds_goes_too() -> None:
    first = written(telling())
    later = PdfWriter(io.BytesIO(first), incremental=True)
    later.metadata = None
    both = written(later)
    assert both.startswith(first)

    assert NAME not in everything_in(attached_files.judged(both)[0])


@pytest.mark.django_db
def test_a_signed_pdf_stays_as_it_came_and_the_page_says_so() -> None:
    data = signed()
    assert attached_files.judged(data) == (data, FileKind.PDF)
    campaign = make_campaign(make.create_unit())
    staff = Client()
    staff.force_login(make.create_user(role=Role.MATCHING_OFFICER, unit=campaign.managing_unit))

    def told(content: bytes) -> list[str]:
        file = SimpleUploadedFile("ke-hoach.pdf", content)
        answer = staff.post(reverse("campaigns:attachment_add", args=[campaign.public_id]), {"file": file})
        return [message.level_tag for message in get_messages(answer.wsgi_request)]

    assert "warning" not in told(paper())
    assert "warning" in told(data)


def signed() -> bytes:
    writer = telling()
    ranges = ArrayObject()
    signature = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): ranges})
    writer.root_object[NameObject("/Perms")] = DictionaryObject({NameObject("/DocMDP"): writer._add_object(signature)})
    return written(writer)


@pytest.mark.parametrize("password", ["", "mat-khau"])
def test_a_locked_pdf_is_refused_with_what_to_do(password: str) -> None:
    writer = telling()
    writer.encrypt(password, owner_password="nguoi-khac", algorithm="RC4-128")

    with pytest.raises(LockedFile):
        attached_files.judged(written(writer))


NO_PAGES = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7", NO_PAGES, paper()[: len(paper()) // 3], b"%PDF-" + bytes(9999)],
    ids=["nothing", "no pages", "cut off", "noughts"],
)
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        attached_files.judged(data)


def test_a_pdf_that_unpacks_without_end_stops_only_its_own_process() -> None:
    """A list of objects that inflates to 100 MB: the reader's memory has an end."""
    stream, packer = bytearray(), zlib.compressobj(9)
    for _n in range(100):
        stream += packer.compress(bytes(1024**2))
    stream += packer.flush()
    head = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
    data = head + b"%d>>\nstream\n" % len(stream) + bytes(stream) + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"

    with pytest.raises(DamagedFile):
        attached_files.judged(data)


def test_who_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(attached_files, "CLEANER", slow)
    monkeypatch.setattr(attached_files, "WALL_SECONDS", 0.3)

    with pytest.raises(DamagedFile):
        attached_files.judged(paper())


def test_the_files_of_one_form_share_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def nine_seconds(_data: bytes, seconds: float) -> tuple[bytes, FileKind]:
        given.append(seconds)
        if seconds < 9:
            raise DamagedFile
        return b"x", FileKind.PDF

    monkeypatch.setattr(attached_files, "judged", nine_seconds)
    monkeypatch.setattr(file_fields, "monotonic", lambda: 1000 + 9 * len(given))

    with pytest.raises(ValidationError, match="Send fewer"), override("en"):
        file_fields.FilesField().clean([SimpleUploadedFile(f"{n}.pdf", b"x") for n in range(4)])
    assert given == [20, 11, 2]


def test_a_paper_and_a_photo_stop_when_the_shared_time_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(attached_files, "CLEANER", slow)
    monkeypatch.setattr(attached_files.pictures, "DECODER", slow)
    asked: list[float] = []
    run = subprocess.run

    def watched(*command: Any, timeout: float, **more: Any) -> Any:
        asked.append(timeout)
        return run(*command, timeout=timeout, **more)

    monkeypatch.setattr(subprocess, "run", watched)
    for data in (paper(), photo("JPEG")):
        with pytest.raises(NoFile):
            attached_files.Paper(data, "a", 0.2)
    assert asked == [0.2, 0.2]


@pytest.mark.parametrize(("member", "kind"), [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")])
def test_a_word_or_excel_file_loses_its_properties_and_nothing_else(member: str, kind: str) -> None:
    parts = {"[Content_Types].xml": "<x/>", member: f"<x>{TEXT}</x>"}
    properties = {f"docProps/{name}.xml": f"<x>{NAME}</x>" for name in ("core", "app", "custom")}

    kept, found = attached_files.judged(zipped(parts | properties))

    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        inside = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == kind
    assert inside.keys() == parts.keys() | properties.keys()
    assert {name: inside[name] for name in parts} == parts
    assert NAME not in str(inside)


def test_a_signed_word_file_stays_as_it_came() -> None:
    data = zipped({"word/document.xml": "<x/>", "docProps/core.xml": NAME, "_xmlsignatures/sig1.xml": "<x/>"})

    assert attached_files.judged(data) == (data, FileKind.WORD)


def test_a_file_that_grows_beyond_what_is_kept_is_refused_with_what_to_do() -> None:
    """1 MB said eleven times over: how it came knew that, how it is written anew does not see so far."""
    parts = {"word/document.xml": random.Random(1).randbytes(1024**2) * 11, "docProps/core.xml": NAME}
    data = zipped(parts, zipfile.ZIP_LZMA)
    assert len(data) < 2 * 1024**2

    with pytest.raises(GrownFile):
        attached_files.judged(data)


def test_a_word_file_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(DamagedFile):
        attached_files.judged(zipped({"word/document.xml": bytes(201 * 1024**2), "docProps/core.xml": NAME}))


def photo(kind: str, **more: Any) -> bytes:
    """As a telephone takes one: the place, a word and a colour profile beside the pixels."""
    told = Image.Exif()
    told[ExifTags.Base.Artist] = NAME
    told.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (13.0, 58.0, 11.0)
    out = io.BytesIO()
    picture = Image.effect_noise((90, 70), 60).convert("RGB")
    picture.save(out, kind, exif=told, comment=NAME, icc_profile=SRGB, **more)
    return out.getvalue()


END = b"\xff\xd9"
PHOTOS = [photo("JPEG"), photo("JPEG", progressive=True), photo("JPEG") + b"film" + photo("JPEG")]
PHOTOS += [photo("JPEG").removesuffix(END)]


def same_picture(kept: bytes, sent: bytes) -> bool:
    """The same pixels under the same profile, and nothing told beside them."""
    now, was = (Image.open(io.BytesIO(data + END)) for data in (kept, sent))
    assert was.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert not now.getexif()
    assert b"Exif" not in kept
    assert NAME.encode() not in kept
    return (now.info["icc_profile"], now.tobytes()) == (was.info["icc_profile"], was.tobytes())


def test_photos_in_a_pdf_keep_their_pixels_and_lose_where_they_were_taken() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper(pages=1))))
    images = DictionaryObject()
    kind = NameObject("/DCTDecode")
    for data, filters in zip(PHOTOS, [ArrayObject([kind]), kind, kind, kind], strict=True):
        image = EncodedStreamObject()
        image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): filters})
        image._data = data
        images[NameObject(f"/Im{len(images)}")] = writer._add_object(image)
    cast(DictionaryObject, writer.pages[0]["/Resources"])[NameObject("/XObject")] = images

    kept = PdfReader(io.BytesIO(attached_files.judged(written(writer))[0]))

    found = cast(Any, kept.pages[0])["/Resources"]["/XObject"]
    assert [same_picture(found[f"/Im{n}"]._data, data) for n, data in enumerate(PHOTOS)] == [True] * 4


@pytest.mark.parametrize("member", ["word/document.xml", "xl/workbook.xml"])
def test_photos_in_a_word_or_excel_file_lose_where_they_were_taken(member: str) -> None:
    folder = member.partition("/")[0] + "/media/"
    photos = {f"{folder}image{n}.jpeg": data for n, data in enumerate(PHOTOS)} | {f"{folder}a.png": photo("PNG")}
    others = {f"{folder}c.emf": b"\x01\0\0\0", f"{folder}no.jpg": b"\xff\xd8\xff\xe1\xff\xff", f"{folder}no.png": PNG}

    kept, _kind = attached_files.judged(zipped({member: "<x/>"} | photos | others))

    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert all(same_picture(inside[name], data) for name, data in photos.items())
    assert {name: inside[name] for name in others} == others


def test_a_word_file_loses_the_small_picture_of_its_first_page() -> None:
    data = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(data)
    assert "docProps/thumbnail.jpeg" in zipfile.ZipFile(data).namelist()

    kept, _kind = attached_files.judged(data.getvalue())

    assert not any("thumbnail" in name for name in zipfile.ZipFile(io.BytesIO(kept)).namelist())
    opened = docx.Document(io.BytesIO(kept))  # fails where a relation leads to a part that is not there
    assert [paragraph.text for paragraph in opened.paragraphs] == [TEXT]
    assert not any(relation.reltype.endswith("thumbnail") for relation in opened.part.package.rels.values())


def zipped(parts: dict[str, Any], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
