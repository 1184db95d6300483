"""Writing a report in sections."""
