"""A picture inside a paper, without what its camera wrote beside it (place, time, maker); its pixels are not touched.

Part of campaigns/_clean_file.py's child process. What cannot be followed as JPEG or PNG comes back as it was.
"""

import re

PNG = b"\x89PNG\r\n\x1a\n"
PNG_TELLS = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
JPEG = b"\xff\xd8"
START_OF_SCAN, END, COMMENT = 0xDA, 0xD9, 0xFE
OF_PROGRAMS = range(0xE0, 0xF0)
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # of those of programs: what the colours rest on
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
SCAN_END = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)  # others stand in a scan


def without_camera(data):
    if data.startswith(JPEG):
        return jpeg(data)
    return png(data) if data.startswith(PNG) else data


def jpeg(data):
    """Cut at its end: what some cameras put behind it is a picture or film of its own."""
    kept, at, code, has_scan = [JPEG], len(JPEG), None, False
    while marker := (SCAN_END.search if code == START_OF_SCAN else MARKER.match)(data, at):
        kept.append(data[at : marker.start()])
        at, start, code = marker.start(), marker.end(), marker[1][0]
        if code == END:
            return b"".join(kept) + marker[0]
        end = start + int.from_bytes(data[start : start + 2])
        if not start + 2 <= end <= len(data):
            break
        if is_needed(code, data[start + 2 : end]):
            kept.append(data[at:end])
        at, has_scan = end, has_scan or code == START_OF_SCAN
    return b"".join(kept) + data[at:] if has_scan else data  # cut off, as many are; or no JPEG at all


def is_needed(code, segment):
    if code in OF_PROGRAMS:
        return code in NEEDED and segment.startswith(NEEDED[code])
    return code != COMMENT


def png(data):
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if end > len(data):
            break
        if kind not in PNG_TELLS:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return data
