"""Comments on cells of somebody's own workbook: their texts, and the boxes in which Excel shows them."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree

from results.imports.sheets.addresses import address
from results.imports.sheets.package import MAIN, Package, Relations, parse, written
from results.imports.sheets.texts import clean

AUTHOR = "Waymark"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY_COMMENTS = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_BOXES = f"<xml {_NAMES}></xml>".encode()
# Each says for itself what its prefixes mean, so that it can stand in a part that another program has written.
_KIND_OF_BOX = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_NAMES} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;width:240pt;height:90pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {row}, 2, {right}, 31, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ANY_BOX = re.compile(rb"<(\w+):shape\b.*?</\1:shape>", re.DOTALL)
_NUMBER = re.compile(rb'id="_x0000_s(\d{1,9})"')
_ROW, _COLUMN = (re.compile(rf"<\w+:{name}>\s*(\d+)\s*<".encode()) for name in ("Row", "Column"))


class Note(NamedTuple):
    """A comment on one cell: its row (from 1), its position in it (from 0), and what it says."""

    number: int
    position: int
    text: str


def annotate(package: Package, relations: Relations, notes: Sequence[Note], boxes: str) -> None:
    """Put these comments into a sheet in place of those we put there before; comments of other people stay.

    ``boxes`` names the relation to the boxes that the sheet refers to, which need not be there yet.
    """
    root = parse(package.read(comments) if (comments := relations.target("comments")) else _EMPTY_COMMENTS)
    gone = _without_ours(root)
    there = {comment.get("ref") for comment in _list(root)}
    # Where somebody has written a comment of her own, the status column says what is wrong.
    new = [note for note in notes if address(note.number, note.position) not in there]
    if not new and not gone:
        return
    _add_comments(root, new)
    package.changed[comments or _add_comments_part(package, relations)] = written(root)
    drawn = relations.by_name(boxes)
    content = _with_boxes(package.read(drawn) if drawn else _EMPTY_BOXES, gone, new)
    package.changed[drawn or _add_boxes_part(package, relations, boxes)] = content


def _add_comments_part(package: Package, relations: Relations) -> str:
    part = package.free_name("xl/waymark_comments{}.xml")
    relations.add("comments", part, relations.free_name())
    package.declare(part=part, content_type=_COMMENTS_TYPE)
    return part


def _add_boxes_part(package: Package, relations: Relations, name: str) -> str:
    part = package.free_name("xl/drawings/waymark_boxes{}.vml")
    relations.add("vmlDrawing", part, name)
    package.declare(extension="vml", content_type=_BOXES_TYPE)
    return part


def _list(root: Any) -> Any:
    found = root.find(f"{{{MAIN}}}commentList")
    return found if found is not None else etree.SubElement(root, f"{{{MAIN}}}commentList")


def _authors(root: Any) -> Any:
    found = root.find(f"{{{MAIN}}}authors")
    if found is None:
        found = etree.Element(f"{{{MAIN}}}authors")
        root.insert(0, found)
    return found


def _without_ours(root: Any) -> set[str]:
    """Take our own comments out; gives back on which cells they were."""
    ours = {str(number) for number, author in enumerate(_authors(root)) if author.text == AUTHOR}
    found = [comment for comment in _list(root) if comment.get("authorId") in ours]
    for comment in found:
        _list(root).remove(comment)
    return {comment.get("ref", "") for comment in found}


def _add_comments(root: Any, notes: Sequence[Note]) -> None:
    authors = _authors(root)
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    for note in notes:
        comment = etree.SubElement(
            _list(root), f"{{{MAIN}}}comment",
            ref=address(note.number, note.position), authorId=str(names.index(AUTHOR)),
        )  # fmt: skip
        run = etree.SubElement(etree.SubElement(comment, f"{{{MAIN}}}text"), f"{{{MAIN}}}r")
        text = etree.SubElement(run, f"{{{MAIN}}}t")
        text.text = clean(note.text)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _with_boxes(content: bytes, gone: set[str], notes: Sequence[Note]) -> bytes:
    kept = _ANY_BOX.sub(lambda box: b"" if _cell_of(box[0]) in gone else box[0], content)
    first = max(map(int, _NUMBER.findall(kept)), default=1024) + 1
    boxes = "".join(_box(note, number) for number, note in enumerate(notes, start=first))
    if b'id="_x0000_t202"' not in kept:
        boxes = _KIND_OF_BOX + boxes
    beginning, end, rest = kept.rpartition(b"</xml>")
    return beginning + boxes.encode() + end + rest


def _cell_of(box: bytes) -> str:
    row, column = _ROW.search(box), _COLUMN.search(box)
    return address(int(row[1]) + 1, int(column[1])) if row and column else ""


def _box(note: Note, number: int) -> str:
    column, row = note.position, note.number - 1
    return _BOX.format(number=number, row=row, column=column, left=column + 1, right=column + 4, bottom=row + 6)
