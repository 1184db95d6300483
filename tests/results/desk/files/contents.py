"""Files made at test time: good ones of every kind, and what is built upon them."""

import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD_MAIN = f"{OFFICE}.wordprocessingml.document.main+xml"
EXCEL_MAIN = f"{OFFICE}.spreadsheetml.sheet.main+xml"
DOCX_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + bytes(30) + b"\xff\xd9"
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
WEBP = b"RIFF" + (30).to_bytes(4, "little") + b"WEBPVP8L" + (17).to_bytes(4, "little") + bytes(18)


def _chunk(name, content):
    checksum = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + checksum


def png(size=1):
    """A white square."""
    head = size.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    rows = (b"\x00" + b"\xff\xff\xff" * size) * size
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


PNG = png()


def content_types(main, part):
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="{part}" ContentType="{main}"/>'
        "</Types>"
    )


def package(parts, main=None, part="/word/document.xml"):
    """A zip of these parts; with ``main`` it declares what it is."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if main:
            made.writestr("[Content_Types].xml", content_types(main, part))
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def docx(**more):
    return package({"word/document.xml": "<document/>", **more}, WORD_MAIN)


def xlsx():
    return package({"xl/workbook.xml": "<workbook/>"}, EXCEL_MAIN, "/xl/workbook.xml")


def encrypted(content):
    """The same zip with the mark of a password on every entry of its directory."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def lying(content, size):
    """The same zip, whose directory announces another size for the last of its entries."""
    changed = bytearray(content)
    place = changed.rfind(b"PK\x01\x02")
    changed[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def upload(content=PDF, name="decree.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)
