"""The desk: where reports are written, sent in, judged and looked after."""
