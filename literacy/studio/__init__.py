"""The studio's pages: teachers make pairs of clips of their own, for their school."""
