"""A school's duty of care: what is kept about whom, for how long, who looked at it, and how it is given out and erased."""
