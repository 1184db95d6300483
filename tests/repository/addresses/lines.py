"""All lines of all tables."""

from tests.repository.addresses import imports, pages, reports, workspace
from tests.repository.addresses.table import read

LINES = [
    *read(pages.PUBLIC),
    *read(pages.DESK),
    *read(imports.IMPORTS),
    *read(pages.ACCOUNT),
    *read(reports.REPORTS),
    *read(workspace.SITE, prefix="admin:"),
    *(line for screen, kind in workspace.SCREENS.items() for line in read(kind, prefix=f"admin:{screen}_")),
]
