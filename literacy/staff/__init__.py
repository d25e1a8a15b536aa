"""The adults of a school: who they are, what they may do, and how others are asked to join them."""
