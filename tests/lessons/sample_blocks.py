"""A lesson with one of every block that asks, plays or explains; its pairs are the test's own."""

from tests.lessons.sample import HEAD

TERM = """:::term name="liar’s dividend"
A liar says that a real recording is fake.
:::
"""
WHERE = """:::where pair=field caption="A field."
Where is the second box?
> Look at the corner.
:::
"""
POLL = """:::poll id=would
Your friend sends it on. What do you do?

- I send it on.
- I ask where it is from.

> Asking costs ten seconds.
:::
"""
STORY = """:::story title="The slowed speech" when="May 2019" where="United States"
It was slowed to 75 %. [Source 1](#sources)
:::
"""
SCENARIO = """:::scenario slug=message
:::
"""
TAIL = """
## Remember {#remember}

:::keypoints
- Ask.
:::

:::do
Ask somebody.
:::

:::sources
1. A book, 2020.
:::

:::teacher
Talk.
:::
"""
CHECK = """:::check id=edge
What helps?

- [ ] Nothing.
  > There is something.
- [x] Asking.
  > Yes.
:::
"""
ALL_BLOCKS = (
    HEAD
    + "\nLook.\n\n## Point {#point}\n\n" + TERM + "\n" + WHERE
    + "\n## A case {#case}\n\n" + STORY + "\n" + POLL
    + "\n## Choose {#choose}\n\n" + SCENARIO + "\n" + CHECK
    + TAIL
)  # fmt: skip


def clip_block(*points: str, pair: str = "field", half: str = "both") -> str:
    """A block of points in time."""
    lines = "\n".join(points)
    return f':::clip pair={pair} half={half} caption="Listen."\n{lines}\n:::\n'
