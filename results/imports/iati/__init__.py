"""IATI 2.03 activity files: read as a stream, held to the standard, and laid out as rows of projects.

Nothing here knows Django or the database, so that it runs in the process in which files are read. What Waymark has no
place for yet (results, transactions one by one, sectors, ...) comes out as rows that are passed over, never silently.
"""
