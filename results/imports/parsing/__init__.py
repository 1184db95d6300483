"""From the bytes of a file to plain rows, in a process of its own that may be killed at any time.

    recognising ─ package ─ markup ─┬─ xlsx ─ texts, cells, number_formats ─┐
                  compound ─────────┼─ xls                                  ├─ opening ─ examining, child
                                    ├─ ods ─ ods_cells                      │
                  encodings ────────┴─ delimited ─ delimiters ──────────────┘

Nothing here knows Django, so that the process starts in no time and has no secrets; what is wrong leaves it as a code
(refusals.py), for which results.imports.files has the sentence. The files may mean harm: everything is read as a
stream, within limits.
"""
