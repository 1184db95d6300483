"""Reports out of spreadsheets and into them, one module a stage.

    file ─ gate ─ reading ─ headings ─ cells ─ matching ─ judging ─> plan ─ writing ─> results.actions
                                         └── columns, widgets, lookups, resource ──┘       workbooks <─ resource

Nothing is written before every row has been judged, and nothing at all while one of them is refused.
"""
