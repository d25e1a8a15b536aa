"""Who can be tried out in the demo school, with the words that let them in: public, and refused once the demo is over.

And whom its pupils could go to, made up as all of it.
"""

from dataclasses import dataclass

SCHOOL = "Het Kompas (demo)"
TEACHER = ("tess@demo.example", "Tess de Boer", "tess-kijkt-twee-keer")
LEAD = ("ada@demo.example", "Ada Smit", "ada-kijkt-twee-keer")
QUIZ = "first-look"
CONTACTS = {
    "nl": (
        "- **Je mentor:** Tess de Boer, lokaal 12, elke dag in de kleine pauze\n"
        "- **De vertrouwenspersoon:** kamer 3, naast de bibliotheek; loop gerust binnen\n"
        "- **Buiten school:** het nummer van de hulplijn voor jongeren hangt bij de kluisjes\n\n"
        "Dit is een voorbeeld: deze school bestaat niet."
    ),
    "en": (
        "- **Your mentor:** Tess de Boer, room 12, every day in the short break\n"
        "- **The confidential adviser:** room 3, beside the library; just walk in\n"
        "- **Outside school:** the number of the helpline for young people hangs beside the lockers\n\n"
        "This is an example: this school does not exist."
    ),
}


@dataclass(frozen=True, slots=True)
class DemoClass:
    """A class of the demo: its name, class code and the first names of its pupils, all made up."""

    name: str
    code: str
    pupils: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CLASSES = (
    DemoClass(
        "2A",
        "TREE34",
        _names(
            "Noor Daan Yara Sem Lotte Amin Fenna Bram Zeynep Thijs Julia Ravi Maud"
            " Jesse Sanne Omar Evi Lars Nina Kofi Roos Mees Hanna Timo Isa"
        ),
    ),
    DemoClass(
        "2B",
        "PEAR79",
        _names(
            "Pien Milan Aya Gijs Femke Tariq Liv Stijn Esra Wout Sofie Dewi Joris"
            " Mila Hugo Saar Ilyas Bo Tara Ruben Lina Floris Merel Jayden Vera"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """A pupil of the first class whose words are shown on the front page."""

    name: str
    code: str


TRIALS = (
    Trial("Noor", "zon-fiets-uil"),
    Trial("Daan", "kasteel-maan-tulp"),
    Trial("Yara", "regen-piano-vlinder"),
)

# How far the pupils of a class are, by their place in its list; everybody else is done.
NOT_STARTED = frozenset({0, 11, 19, 24})
HALF_WAY = frozenset({1, 8, 16})
