"""Writes Excel workbooks as they were before 2007, as far as tests need them."""

import struct
from datetime import date

FREE, END, TABLE, FURTHER = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
DATE_STYLE = 1
SECTOR = 512
ERRORS = {"#N/A": 42, "#DIV/0!": 7}


def record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind):
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def cell(row, column, value):
    style = DATE_STYLE if isinstance(value, date) else 0
    place = struct.pack("<HHH", row, column, style)
    if isinstance(value, bool):
        return record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, str) and value in ERRORS:
        return record(0x0205, place + struct.pack("<BB", ERRORS[value], 1))
    if isinstance(value, date):
        value = (value - date(1899, 12, 30)).days
    if isinstance(value, int | float):
        return record(0x0203, place + struct.pack("<d", value))
    written = value.encode("latin-1") if value.isascii() else value.encode("utf-16-le")
    return record(0x0204, place + struct.pack("<HB", len(value), not value.isascii()) + written)


def worksheet(rows, *, first_row=0, first_column=0, hidden=(), merged=()):
    """The records of a sheet; ``hidden`` and ``merged`` count from 0."""
    parts = [begin(0x0010), record(0x0200, struct.pack("<IIHHH", 0, first_row + len(rows), 0, 256, 0))]
    for number in hidden:
        parts.append(record(0x0208, struct.pack("<HHHHHHI", number, 0, 1, 255, 0, 0, 0x20 | 0x100)))
    for number, cells in enumerate(rows, start=first_row):
        parts += [cell(number, column, v) for column, v in enumerate(cells, start=first_column) if v is not None]
    if merged:
        parts.append(record(0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *m) for m in merged)))
    return b"".join([*parts, record(0x000A)])


def make_xls(sheets, *, is_protected=False, is_1904=False, others=()):
    """A workbook: (name, state, records) for each sheet; state 0 is visible, 1 hidden, 2 very hidden."""
    head = begin(0x0005) + (record(0x002F, bytes(6)) if is_protected else b"")
    head += record(0x0042, struct.pack("<H", 1200)) + record(0x0022, struct.pack("<H", is_1904))
    head += b"".join(record(0x00E0, struct.pack("<HHH", 0, number, 0) + bytes(14)) for number in (0, 14))
    names = [name.encode("utf-16-le") for name, *_ in sheets]
    start = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    listed = content = b""
    for (_, state, records), name in zip(sheets, names, strict=True):
        place = start + len(content)
        listed += record(0x0085, struct.pack("<IBBBB", place, state, 0, len(name) // 2, 1) + name)
        content += records
    return compound({"Workbook": head + listed + record(0x000A) + content, **dict.fromkeys(others, b"x" * 5000)})


def compound(streams):
    """A compound file with these streams, each padded so that it is no small one."""
    streams = {name: content.ljust(4096, b"\x00") for name, content in streams.items()}
    places, table, body = {}, [], b""
    for name, content in streams.items():
        places[name] = len(table)
        number = -(-len(content) // SECTOR)
        table += [*range(len(table) + 1, len(table) + number), END]
        body += content.ljust(number * SECTOR, b"\x00")
    directory_start = len(table)
    entries = entry("Root Entry", 5, END, 0, child=1) + b"".join(
        entry(name, 2, places[name], len(content), right=place + 2 if place + 1 < len(streams) else FREE)
        for place, (name, content) in enumerate(streams.items())
    )
    number = -(-len(entries) // SECTOR)
    table += [*range(len(table) + 1, len(table) + number), END]
    body += entries.ljust(number * SECTOR, b"\x00")
    # The table of sectors: 109 of its own sectors are named in the header, the others in further ones.
    room = SECTOR // 4
    own = further = 0
    while own * room < len(table) + own + further:
        own += 1
        further = max(-(-(own - 109) // (room - 1)), 0)
    first = len(table)
    table += [TABLE] * own + [FURTHER] * further
    table += [FREE] * (own * room - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, own, directory_start, 0, 4096, END, 0, first + own if further else END, further,
    )  # fmt: skip
    named = [*range(first, first + own), *[FREE] * 109]
    chain = b""
    for place in range(further):
        part = named[109 + place * (room - 1) :][: room - 1]
        part += [FREE] * (room - 1 - len(part)) + [first + own + place + 1 if place + 1 < further else END]
        chain += struct.pack(f"<{room}I", *part)
    header += struct.pack("<109I", *named[:109])
    return header.ljust(SECTOR, b"\x00") + body + struct.pack(f"<{len(table)}I", *table) + chain


def entry(name, kind, start, size, *, child=FREE, right=FREE):
    written = name.encode("utf-16-le")
    return (
        written.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(written) + 2, kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
