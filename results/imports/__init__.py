"""Sheets into Waymark and out of it: reports and every other kind of record, through one engine.

    file ─ files.examine ─ mapping.propose ─(she answers)─ planning.plan ─(she looks)─ applying.apply ─> results.actions
             │ parsing, iati         └ asking, saving         │ files.rows ─ values.CellReader ─ Kind.judge
             └ a process of their own                         └─> ImportRow, a row each              └ kinds

What a batch is and where it stands is stored (ImportBatch, ImportRow): a killed job is done again from there, and a
batch becomes applied in the transaction that writes it. Nothing is written before every row has been judged.

- parsing, iati: from the bytes of a file to plain rows, in a process that may be killed and starts without Django.
- files: starts that process, and turns what it says is wrong into a sentence. Nobody else parses a file.
- mapping: which sheets, headings, columns and values mean what; proposed, asked about, kept for the next file.
- values: what a cell means: numbers, dates, codes, lists, missing and unknown values, letters that came apart.
- kinds: what can be imported. Each Kind (kinds/kind.py) says its columns, judges rows, writes and takes them back;
  kinds/results are the reports, kinds/parts what stands in sheets of its own beside them, kinds/plain the rest.
- planning: what will become of every row, and the rows of a plan a page at a time (planning/pages.py).
- applying: carrying a plan out, taking it back, and both in one go for manage.py import_results (at_once.py).
- sheets: what goes out: templates, exports, and her own workbook with what was refused.

Beside the packages stands what moves a batch along: batches.py (what people do with it), jobs.py (what workers do),
attempts.py (which worker has it), progress.py (how far it is, and the word to stop); rows.py (a row on its way),
on_disk.py (its file), collecting.py (garbage, looked for seldom), telling.py (mail), preparing.py (sheets a worker
makes) and sweeping.py (what is cleared away).
The queue and the workers are those of results.work; the pages stand in results.desk.importing.
"""
