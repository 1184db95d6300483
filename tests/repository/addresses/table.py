"""How the tables of addresses are written, and how they are read."""

from dataclasses import dataclass

# Who knocks, in the order of the columns; each column is headed by the first five letters of a name.
PEOPLE = (
    "anonymous", "nobody_special", "stranger", "officer", "colleague", "national_reviewer", "regional_reviewer",
    "publisher", "manager", "administrator",
)  # fmt: skip

# What stands in a cell.
ANSWERS = {
    "200": "the page or the file; what was sent is done",
    "302": "sent on; what was sent is done",
    "idle": "200 as well, and nothing is done: the page says why",
    "on": "302 as well, and nothing is done",
    "in": "302 to where she signs in, or says once more who she is",
    "401": "signed out, said to a script",
    "403": "refused with the reason",
    "kept": "403 as well, and what she typed is kept for her as unsaved",
    "404": "not found; a report of another country is not told apart from none",
    "405": "an address that does not take this",
    "422": "the form again, with what is wrong; what she typed is kept for her as unsaved",
    "done": "carried out (where a function is called)",
    "no": "refused (where a function is called)",
}
THROUGH = {"200", "302"}


@dataclass(frozen=True)
class Line:
    """One address, opened (GET) or sent to (POST) while the report is in a state, and how everybody is answered.

    ``act`` is the act of the permission table (results/permissions.py) that this stands for, and ``state`` that of the
    report, with its year locked after a stroke; "-" where there is none.
    Where the address is a function, its module stands for the method.
    """

    address: str
    act: str
    state: str
    method: str
    answers: dict[str, str]

    def __str__(self) -> str:
        return " ".join([self.method, self.address, *([self.state] if self.state != "-" else [])])


def read(text: str, *, prefix: str = "") -> list[Line]:
    """The lines of a table; ``prefix`` stands before each address."""
    heading, *rows = [row.split() for row in text.strip().splitlines() if row.strip()]
    people = [next(name for name in PEOPLE if name.startswith(column)) for column in heading[4:]]
    return [_line(prefix, row, people) for row in rows]


def _line(prefix: str, row: list[str], people: list[str]) -> Line:
    address, act, state, method, *cells = row
    if len(cells) != len(people) or not set(cells) <= ANSWERS.keys():
        raise ValueError(f"This line of the table cannot be read: {' '.join(row)}")
    return Line(prefix + address, act, state, method, dict(zip(people, cells, strict=True)))
