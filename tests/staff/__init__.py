"""The adults of a school: roles, invitations, classes taught together, and the record of it."""
