"""The child process that opens a stranger's picture: bytes on stdin, a fresh JPEG and its thumbnail on stdout.

Run by children/pictures.py, never imported by it: nothing here may import Django. A file may
make a decoder use all memory or abort; only this process dies of it.
"""

import io
import json
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # python -I leaves it out

from imports._limits import limit_resources

MAX_PIXELS = 24_000_000
LONGEST_SIDE, THUMBNAIL_SIDE = 1600, 320
CPU_SECONDS = 10
FORMATS = ["JPEG", "PNG", "WEBP"]


class Refused(Exception):
    """The picture is not taken; the text is a key of children.pictures.REASONS."""


def decode(data):
    """A picture upright on a fresh canvas: what the file carried beside its pixels stays behind."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise Refused("too_many_pixels")
        picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))  # a JPEG is decoded no larger than needed
        picture.load()
        return on_white(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError:
        raise Refused("not_a_picture") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused("too_many_pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError):
        raise Refused("damaged") from None


def on_white(picture):
    from PIL import Image

    if picture.mode not in ("RGB", "L"):
        picture = picture.convert("RGBA")
    canvas = Image.new("RGB", picture.size, "white")
    canvas.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return canvas


def as_jpeg(canvas, side):
    from PIL import Image

    canvas = canvas.copy()
    canvas.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), canvas.size


def main():
    limit_resources(CPU_SECONDS)
    try:
        canvas = decode(sys.stdin.buffer.read())
        large, (width, height) = as_jpeg(canvas, LONGEST_SIDE)
        small, _size = as_jpeg(canvas, THUMBNAIL_SIDE)
        head = {"width": width, "height": height, "large": len(large), "small": len(small)}
    except Refused as refusal:
        head, large, small = {"refused": str(refusal)}, b"", b""
    except MemoryError:
        head, large, small = {"refused": "too_many_pixels"}, b"", b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + large + small)


if __name__ == "__main__":
    main()
