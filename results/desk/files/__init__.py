"""Files as evidence: adding them, and handing them out."""
