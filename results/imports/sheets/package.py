"""The parts of an Excel workbook: which there are, and how they refer to each other."""

import posixpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
_CONTENT_TYPES = "[Content_Types].xml"
# What is read as a whole: more of it than any person ever made would only be there to fill the memory.
_MOST_BYTES = 20 * 1024 * 1024


class NotOurs(Exception):
    """A workbook that is built in a way in which we do not change it in place; what is said is for the log."""


def parse(content: bytes) -> Any:
    """The root of a part; no entity of it is resolved and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotOurs(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise NotOurs("a document type")
    return root


def written(root: Any) -> bytes:
    """The bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class Relations:
    """What a part refers to, by the name of the relation."""

    def __init__(self, part: str, content: bytes | None) -> None:
        self.is_changed = False
        self._folder = posixpath.dirname(part)
        self.name = posixpath.join(self._folder, "_rels", f"{posixpath.basename(part)}.rels")
        self._root = parse(content or _NO_RELATIONS)
        self._taken = {one.get("Id") for one in self._root}

    def target(self, kind: str) -> str:
        """The part that is referred to as ``kind`` ("comments", "styles", ...); "" where none is."""
        return next((self._full(one) for one in self._root if one.get("Type") == f"{OFFICE}/{kind}"), "")

    def by_name(self, name: str) -> str:
        """The part that is referred to by this name; "" where none is."""
        return next((self._full(one) for one in self._root if one.get("Id") == name), "")

    def free_name(self) -> str:
        """A name that no relation has; nobody is given it a second time."""
        number = next(number for number in range(1, len(self._taken) + 2) if f"waymark{number}" not in self._taken)
        self._taken.add(f"waymark{number}")
        return f"waymark{number}"

    def add(self, kind: str, part: str, name: str) -> None:
        """Refer to a part by this name."""
        self.is_changed = True
        attributes = {"Id": name, "Type": f"{OFFICE}/{kind}", "Target": f"/{part}"}
        etree.SubElement(self._root, f"{{{_RELATIONS}}}Relationship", attributes)

    def content(self) -> bytes:
        """The part as it is to be written."""
        return written(self._root)

    def _full(self, relation: Any) -> str:
        if relation.get("TargetMode") == "External":
            return ""
        return posixpath.normpath(posixpath.join("/", self._folder, relation.get("Target", ""))).lstrip("/")


class Package:
    """An Excel workbook that is read part by part; ``changed`` holds the parts that are to be written otherwise."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.changed: dict[str, bytes] = {}
        book = self.relations("").target("officeDocument")
        self._book, self._relations = self.root(book), self.relations(book)
        if etree.QName(self._book).namespace != MAIN:
            raise NotOurs("another dialect")
        self.styles = self._relations.target("styles")

    def sheet(self, name: str) -> str:
        """The part in which the sheet of this name is kept; raises NotOurs where there is none."""
        for sheet in self._book.iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet"):
            if sheet.get("name") == name:
                return self._relations.by_name(sheet.get(f"{{{OFFICE}}}id", ""))
        raise NotOurs(f"no sheet {name}")

    def read(self, part: str) -> bytes:
        """A small part as a whole; raises NotOurs where it is missing or too large."""
        if part in self.changed:
            return self.changed[part]
        if part not in self.names:
            raise NotOurs(f"no part {part}")
        with self.archive.open(part) as stream:
            content = stream.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise NotOurs(f"too large a part {part}")
        return content

    def root(self, part: str) -> Any:
        """The root element of a small part."""
        return parse(self.read(part))

    def relations(self, part: str) -> Relations:
        """What a part refers to."""
        name = Relations(part, None).name
        return Relations(part, self.read(name) if name in self.names else None)

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet, such as xl/comments3.xml for xl/comments{}.xml."""
        taken = self.names | set(self.changed)
        return next(name for number in range(1, len(taken) + 2) if (name := pattern.format(number)) not in taken)

    def declare(self, *, part: str = "", extension: str = "", content_type: str) -> None:
        """Say in the list of content types what a part is, or all parts of an extension are."""
        root = self.root(_CONTENT_TYPES)
        tag, attribute, value = ("Override", "PartName", f"/{part}") if part else ("Default", "Extension", extension)
        if not any(one.get(attribute, "").lower() == value.lower() for one in root):
            element = etree.Element(f"{{{_TYPES}}}{tag}", {attribute: value, "ContentType": content_type})
            root.insert(len(root) if part else 0, element)
        self.changed[_CONTENT_TYPES] = written(root)
