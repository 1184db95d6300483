"""Sheets of reports: a row a report, judged against what is stored as plain contents (results/revisions.py).

    readings ─ matching ─> cases ─ contents ─> what each report would say ─ rules, standing, arriving ─> planned rows
                 └── index, nearness ──┘  └── columns, widgets, resource ──┘        recording <─ resource

No report is built or written here: for a sheet of a hundred thousand rows that would take minutes.
"""
