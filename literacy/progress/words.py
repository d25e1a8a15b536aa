"""What a discernment says, in sentences: never more than its interval allows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.scoring.discernment import Leaning, Telling
from quizzes.scoring.estimate import Estimate
from quizzes.scoring.gain import Change

LEARNER_TELLING: Mapping[Telling, str | Promise] = {
    Telling.TOO_FEW: _("too few answers to say"),
    Telling.REVERSED: _("takes the one for the other"),
    Telling.NOT_YET: _("could still be guessing"),
    Telling.SOMEWHAT: _("better than guessing"),
    Telling.WELL: _("tells them apart well"),
}
LEARNER_LEANING: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: _("too few answers to say"),
    Leaning.UNCLEAR: _("no leaning shows"),
    Leaning.DOUBTS: _("doubts too soon"),
    Leaning.BELIEVES: _("believes too soon"),
}
CLASS_TELLING: Mapping[Telling, str | Promise] = {
    Telling.TOO_FEW: _("There are too few answers yet to say how the class does."),
    Telling.REVERSED: _("The class takes real for manipulated, and manipulated for real."),
    Telling.NOT_YET: _("The class may still be guessing: these answers cannot tell."),
    Telling.SOMEWHAT: _("The class tells real from manipulated better than guessing would."),
    Telling.WELL: _("The class tells real from manipulated well."),
}
CLASS_LEANING: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: "",
    Leaning.UNCLEAR: _("It leans neither to doubting nor to believing."),
    Leaning.DOUBTS: _("It leans to doubting: real clips are called manipulated too soon."),
    Leaning.BELIEVES: _("It leans to believing: manipulated clips are taken for real too soon."),
}
NEXT_STEP: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: _("Let more pupils finish; with five of them there is something to see."),
    Leaning.UNCLEAR: _(
        "Look at one clip together that many missed, and let somebody who found it say what gave it away."
    ),
    Leaning.DOUBTS: _(
        "Look at a real clip together that many doubted, and ask: what would you need to know before you may believe it?"
    ),
    Leaning.BELIEVES: _(
        "Look at a manipulated clip together that many believed, and let somebody who found it say what gave it away."
    ),
}
OWN_TELLING: Mapping[Telling, str | Promise] = {
    Telling.TOO_FEW: _("Judge a few more clips, and this page can say how well you tell them apart."),
    Telling.REVERSED: _(
        "You often take real for manipulated, and manipulated for real. Look again at what the clips told you."
    ),
    Telling.NOT_YET: _("So far it could still be guessing. That is how nearly everybody begins."),
    Telling.SOMEWHAT: _("You tell real from manipulated better than guessing would."),
    Telling.WELL: _("You tell real from manipulated well."),
}
OWN_LEANING: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: "",
    Leaning.UNCLEAR: "",
    Leaning.DOUBTS: _(
        "You doubt rather soon: look for one thing that cannot be true before you call a clip manipulated."
    ),
    Leaning.BELIEVES: _("You believe rather soon: give every clip a second look before you trust it."),
}
OWN_CHANGE: Mapping[Change, str | Promise] = {
    Change.TOO_FEW: _(
        "Whether it gets better cannot be said yet: that takes at least four real and four manipulated clips, twice."
    ),
    Change.WORSE: _(
        "In your later quizzes you told them apart less well than in your first ones. Harder clips can do that, too."
    ),
    Change.UNCLEAR: _("Between your first quizzes and your later ones no difference shows yet."),
    Change.BETTER: _("You tell them apart better than in your first quizzes."),
}
CLASS_TELLING_SHORT: Mapping[Telling, str | Promise] = {
    Telling.TOO_FEW: _("too few answers to say"),
    Telling.REVERSED: _("take the one for the other"),
    Telling.NOT_YET: _("could still be guessing"),
    Telling.SOMEWHAT: _("better than guessing"),
    Telling.WELL: _("tell them apart well"),
}
CLASS_LEANING_SHORT: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: "",
    Leaning.UNCLEAR: _("no leaning shows"),
    Leaning.DOUBTS: _("doubt too soon"),
    Leaning.BELIEVES: _("believe too soon"),
}
SCHOOL_TELLING: Mapping[Telling, str | Promise] = {
    Telling.TOO_FEW: _("There are too few answers yet to say how the school does."),
    Telling.REVERSED: _("The pupils take real for manipulated, and manipulated for real."),
    Telling.NOT_YET: _("The pupils may still be guessing: these answers cannot tell."),
    Telling.SOMEWHAT: _("The pupils tell real from manipulated better than guessing would."),
    Telling.WELL: _("The pupils tell real from manipulated well."),
}
SCHOOL_LEANING: Mapping[Leaning, str | Promise] = {
    Leaning.TOO_FEW: "",
    Leaning.UNCLEAR: _("They lean neither to doubting nor to believing."),
    Leaning.DOUBTS: _("They lean to doubting: real clips are called manipulated too soon."),
    Leaning.BELIEVES: _("They lean to believing: manipulated clips are taken for real too soon."),
}
SCHOOL_CHANGE: Mapping[Change, str | Promise] = {
    Change.TOO_FEW: "",
    Change.WORSE: _("Less well than the year before, on whatever clips each year brought."),
    Change.UNCLEAR: _("No difference to the year before shows."),
    Change.BETTER: _("Better than the year before, on whatever clips each year brought."),
}
GAINED: Mapping[Change, str | Promise] = {
    Change.TOO_FEW: "",
    Change.WORSE: _("less well than in the first test"),
    Change.UNCLEAR: _("no difference to the first test shows"),
    Change.BETTER: _("better than in the first test"),
}


def change_word(difference: Estimate | None) -> Change:
    """The word for a difference: it looks at the whole interval."""
    if difference is None:
        return Change.TOO_FEW
    if difference.holds(0):
        return Change.UNCLEAR
    return Change.BETTER if difference.value > 0 else Change.WORSE
