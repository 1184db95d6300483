"""Imports: from the upload of a sheet to its plan, its writing, and taking it back."""
