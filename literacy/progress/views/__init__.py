"""The pages that show what answers say."""
