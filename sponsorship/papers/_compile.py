"""The child process that lays out a PDF: the name of the template as argument, its data as JSON on stdin.

Run by papers/pdf.py, never imported by it. Typst keeps what it laid out: 500 certificates cost 80 MB each time, which
only this process takes, and gives back.
"""

import sys
from pathlib import Path

import typst

FOLDER = Path(__file__).with_name("templates")


def main() -> None:
    made = typst.compile(
        FOLDER / f"{sys.argv[1]}.typ",
        root=FOLDER,
        font_paths=typst.Fonts(include_system_fonts=False),  # those of the wheel: the same sheet on every machine
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
        pdf_tags=False,  # a third of the size; these sheets are printed
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
