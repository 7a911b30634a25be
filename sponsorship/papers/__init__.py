"""Papers that are printed and signed. Always in Vietnamese, whatever language the reader's screen speaks.

contents.py says what a paper holds, as plain data; the modules named after the matter fill it from the records;
pdf.py and word.py lay it out. Nothing in templates/ reads a record.
"""
