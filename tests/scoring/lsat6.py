"""Section 6 of the Law School Admission Test: 1,000 people, five items (Bock & Lieberman 1970, table 1)."""

# How many people had each pattern, from 00000 to 11111, the first item being the first digit.
_PEOPLE = "3 6 2 11 1 1 3 4 1 8 0 16 0 3 2 15 10 29 14 81 3 28 15 80 16 56 21 173 11 61 28 298"

ROWS = [
    [bool(pattern >> (4 - item) & 1) for item in range(5)]
    for pattern, people in enumerate(map(int, _PEOPLE.split()))
    for _ in range(people)
]
