"""What the examination of a file gives, made by hand for these tests."""


def sheet(*rows, name="Sheet1", **more):
    """One sheet; a row that is None leaves its number out, as an empty row does."""
    numbered = [[number, list(cells)] for number, cells in enumerate(rows, start=1) if cells is not None]
    return {
        "name": name,
        "is_hidden": False,
        "rows": len(rows),
        "columns": max([len(cells) for _number, cells in numbered], default=0),
        "first": numbered,
        "merged": [],
        "hidden_rows": 0,
        **more,
    }


def file(*sheets, **more):
    """A file with these sheets."""
    return {
        "format": "csv", "encoding": "utf-8", "encodings": [], "delimiter": ",", "decimal": "", "is_mojibake": False,
        "sheets": list(sheets), **more,
    }  # fmt: skip


RESULTS = ["Reference", "Country", "Date", "Outcome summary"]
ROW = ["TJK-2021-001", "TJK", "2021-12", "A law was adopted"]
