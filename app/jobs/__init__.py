"""Work that takes longer than a page may: queued as rows, done by workers, told as progress."""
