"""How large a file may be, and what reading it may cost."""

from dataclasses import dataclass

MEGABYTE = 1024**2

# What a person sends over a poor connection; 100,000 reports of 20 columns are 25 MB as .xlsx.
MAX_BYTES = 100 * MEGABYTE
# A text is not packed, so it may hold as much as a package may unpack to; both are streamed, never held.
MAX_UNPACKED_BYTES = 1024 * MEGABYTE
# The old .xls is read whole, at seven times its size; a full sheet of 65,536 rows rarely has more.
MAX_OLD_BYTES = 50 * MEGABYTE
# A workbook has some ten parts, and one for each sheet, comment and picture.
MAX_ENTRIES = 2000
# Real sheets shrink to a fortieth, monotonous ones to a hundredth; deflate can do a thousandth.
MAX_RATIO = 300
# Below this an entry may shrink as far as it likes: a small part does no harm.
SMALL_ENTRY = MEGABYTE

# The last row a spreadsheet program has.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 500
MAX_SHEETS = 200
# A million rows of 50 columns. Files can say "this row a million times" in a few bytes.
MAX_CELLS = 50_000_000
# Four times what Excel lets a cell hold (32,767), and far more than any text of a report.
MAX_CELL = 131_072
# A row of 500 cells that are as long as Excel allows.
MAX_ROW_CHARACTERS = 16 * MEGABYTE
# Beyond this the texts that the cells of a workbook share go to a temporary file, so that memory stays flat.
SHARED_TEXT_IN_MEMORY = 48 * MEGABYTE

# What is kept of each sheet to be looked at and asked about.
FIRST_ROWS = 30
FIRST_CELL = 300
FIRST_CHARACTERS = 4 * MEGABYTE

# What goes to the reader at a time: rows enough to be judged together, and not so long that they weigh.
CHUNK_ROWS = 1000
CHUNK_CHARACTERS = 4 * MEGABYTE

READ_BYTES = 256 * 1024
# What the other process may send at a time, however it came about.
MAX_FRAME = 256 * MEGABYTE


@dataclass(frozen=True)
class Cost:
    """What the process that reads a file may take: bytes of address space, seconds of processor, of silence.

    A million rows of 20 columns take about a minute of one core and under 150 MB; the old .xls, which is read whole,
    up to 400 MB. So whoever meets these limits means harm, or met a mistake of ours.
    ``silence`` is how long the process may take until the next rows; it is not counted while they are worked on.
    """

    memory: int = 1536 * MEGABYTE
    processor: int = 900
    silence: int = 600


COST = Cost()
