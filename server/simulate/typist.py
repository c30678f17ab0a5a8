"""How people type: bursts, thinking pauses, slips that are corrected, words put in later."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

SLOWEST, FASTEST = 3.0, 6.0
KEYS = "abcdefghijklmnopqrstuvwxyz"
# Evenness of the rhythm within a burst; 1 would be pure chance, larger is steadier.
STEADINESS = 4.0


@dataclass(frozen=True, slots=True)
class Habits:
    """One person's way of typing; the rates are probabilities per letter, word and sentence."""

    letters_per_s: float = 4.5
    slips: float = 0.02
    hesitates: float = 0.06
    forgets_word: float = 0.15
    thinks_s: tuple[float, float] = (0.8, 3.0)

    @classmethod
    def of(cls, rng: Random) -> "Habits":
        """Return the habits of somebody new, typing 3 to 6 letters a second in a burst."""
        speed = rng.uniform(SLOWEST, FASTEST)
        return cls(letters_per_s=speed, slips=rng.uniform(0.005, 0.04))


@dataclass(frozen=True, slots=True)
class Stroke:
    """One keystroke, ``pause_s`` seconds after the one before: a splice of the text so far."""

    pause_s: float
    at: int
    remove: int
    insert: str


def strokes(text: str, habits: Habits, rng: Random) -> Iterator[Stroke]:
    """Yield the keystrokes that make ``text``, slips and corrections included."""
    at = 0
    for sentence in sentences(text):
        hand = _Hand(habits, rng, rng.uniform(*habits.thinks_s))
        yield from hand.sentence(sentence, at)
        at += len(sentence)


def sentences(text: str) -> list[str]:
    """Cut ``text`` behind full stops, question and exclamation marks; joined they are the text."""
    cuts = [0]
    for index, (char, following) in enumerate(pairwise(text), start=1):
        if char in ".?!" and following == " ":
            cuts.append(index)
    return [text[start:end] for start, end in pairwise([*cuts, len(text)]) if start < end]


@dataclass(slots=True)
class _Hand:
    """A hand above the keyboard; ``waiting_s`` is what it still pauses before the next key."""

    habits: Habits
    rng: Random
    waiting_s: float

    def sentence(self, sentence: str, at: int) -> Iterator[Stroke]:
        start, end = self._forgotten(sentence)
        yield from self._words(sentence[:start] + sentence[end:], at)
        if start < end:
            self.waiting_s += self.rng.uniform(*self.habits.thinks_s)
            yield from self._words(sentence[start:end], at + start)

    def _forgotten(self, sentence: str) -> tuple[int, int]:
        """Return where the word stands that comes to mind too late; an empty range for none."""
        spaces = [index for index, char in enumerate(sentence) if char == " "]
        if len(spaces) < 5 or self.rng.random() >= self.habits.forgets_word:  # noqa: PLR2004  # a short sentence is seen whole
            return 0, 0
        chosen = self.rng.randrange(1, len(spaces) - 1)
        return spaces[chosen], spaces[chosen + 1]

    def _words(self, piece: str, at: int) -> Iterator[Stroke]:
        for offset, char in enumerate(piece):
            if char == " " and self.rng.random() < self.habits.hesitates:
                self.waiting_s += self.rng.uniform(0.4, 1.8)
            if char.isalpha() and self.rng.random() < self.habits.slips:
                yield from self._slip(piece[offset + 1 : offset + 3], at + offset)
            yield self._key(at + offset, 0, char)

    def _slip(self, following: str, at: int) -> Iterator[Stroke]:
        """Hit a wrong key, notice it up to two letters later, and take all of that back."""
        typed = self.rng.choice(KEYS) + following[: self.rng.randint(0, 2)]
        for offset, char in enumerate(typed):
            yield self._key(at + offset, 0, char)
        self.waiting_s += self.rng.uniform(0.1, 0.5)
        for offset in reversed(range(len(typed))):
            yield self._key(at + offset, 1, "")

    def _key(self, at: int, remove: int, insert: str) -> Stroke:
        beat = self.rng.gammavariate(STEADINESS, 1 / (STEADINESS * self.habits.letters_per_s))
        pause, self.waiting_s = self.waiting_s + beat, 0.0
        return Stroke(pause, at, remove, insert)
