"""Sheets of what belongs to reports: a row a part, of a report that is stored or that the same import brings.

All rows of a sheet about one report become one new version of it.
"""
