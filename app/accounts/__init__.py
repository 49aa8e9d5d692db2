"""Who is here: guests of this browser, local accounts, and the first instructor."""
