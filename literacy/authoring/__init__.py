"""The pages on which teachers write lessons of their own: copied or new, in two languages, with every version kept."""
