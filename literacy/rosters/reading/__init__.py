"""Reading lists of pupils: bytes in, rows with line numbers and problems out. No database, no Django."""
