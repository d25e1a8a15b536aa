"""What a school makes itself: uploads, drafts, and the pairs that come of them."""
