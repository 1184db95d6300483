"""Writing an OpenDocument sheet of texts, with their line breaks, which tablib would join."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGINNING = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content office:version="1.3" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:automatic-styles><number:text-style style:name="text"><number:text-content/></number:text-style>'
    '<style:style style:name="as-text" style:family="table-cell" style:data-style-name="text"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_COLUMN = '<table:table-column table:default-cell-style-name="as-text" table:number-columns-repeated="{}"/>'
_END = "</table:table></office:spreadsheet></office:body></office:document-content>"
# XML folds white space, so more than one space, and any tab, is written as an element.
_SPACES = re.compile(r"^ | $| {2,}|\t")


def write(name: str, rows: Iterable[Sequence[str]], *, columns: int) -> bytes:
    """A file with one sheet; every cell is text, so that codes stay as they are and nothing is run."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _MIMETYPE, compress_type=zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        with package.open("content.xml", "w", force_zip64=True) as content:
            content.write(f"{_BEGINNING}<table:table table:name={quoteattr(name)}>".encode())
            content.write(_COLUMN.format(columns).encode())
            for row in rows:
                content.write(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>".encode())
            content.write(_END.encode())
    return stream.getvalue()


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_SPACES.sub(_element, escape(line))}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="as-text" office:value-type="string">{lines}</table:table-cell>'


def _element(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'
