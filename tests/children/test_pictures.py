import io
import struct
import zlib

import pytest
from PIL import Image

from children import pictures
from children.pictures import RefusedPicture

MARK = b"Nguyen Thi Mau 0984631588"


def jpeg(size: tuple[int, int] = (60, 40), *, orientation: int | None = None, **save) -> bytes:
    image = Image.new("RGB", size, "navy")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()  # ImageDescription
    if orientation:
        exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (18.0, 47.0, 10.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=MARK, icc_profile=b"\0" * 128 + MARK, **save)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_nothing_but_pixels_is_kept() -> None:
    source = jpeg()
    assert source.count(MARK) == 3
    picture = pictures.decode(source)
    for data in (picture.large, picture.small):
        kept = opened(data)
        assert kept.format == "JPEG"
        assert not kept.getexif()
        assert not set(kept.info) & {"exif", "comment", "icc_profile", "photoshop", "xmp"}
        assert MARK not in data


def test_a_photo_taken_upright_stands_upright() -> None:
    picture = pictures.decode(jpeg((60, 40), orientation=6))
    assert (picture.width, picture.height) == (40, 60)


def test_a_large_photo_becomes_1600_and_its_thumbnail_320() -> None:
    picture = pictures.decode(jpeg((3200, 2400)))
    assert (picture.width, picture.height) == (1600, 1200)
    assert max(opened(picture.small).size) == 320


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_transparent_picture_lies_on_white(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, kind)
    assert opened(pictures.decode(out.getvalue()).large).getpixel((10, 10)) == (255, 255, 255)


def bomb() -> bytes:
    """A PNG of 13000 × 13000 black pixels in some 20 KB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes((13000 // 8 + 1) * 13000), 9)
    head = struct.pack(">IIBBBBB", 13000, 13000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><script>alert(1)</script></html>", "not_a_picture"),
        (b"", "not_a_picture"),
        (b"\xff\xd8\xff\xe0" + b"x" * 200, "damaged"),
        (gif(), "not_a_picture"),
        (jpeg((400, 400))[:-2000], "damaged"),
        (bomb(), "too_many_pixels"),
        (b"\xff" * (pictures.MAX_BYTES + 1), "too_large"),
    ],
    ids=["html", "nothing", "jpeg in its first bytes", "gif", "cut off", "bomb", "11 MB"],
)
def test_what_is_no_fit_photo_is_refused_with_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedPicture) as refusal:
        pictures.decode(data)
    assert refusal.value.message == pictures.REASONS[reason]


def test_a_kept_photo_has_a_name_that_says_nothing(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    name = pictures.keep(pictures.Picture(b"large", b"small", 1, 1))
    path = pictures.path_of(name)
    assert path.read_bytes() == b"large"
    assert path.stat().st_mode & 0o077 == 0
    assert path.is_relative_to(tmp_path / "photos")
    assert len(name) == 36
