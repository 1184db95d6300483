"""What I owe, periods, rights, findings, mail."""
