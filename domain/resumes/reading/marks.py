"""What a page is painted with: letters, filled shapes and pictures, in painting order."""

from dataclasses import dataclass, field

from domain.resumes.facts import HiddenBy

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points; y grows upwards."""
Point = tuple[float, float]
Rgb = tuple[float, float, float]
WHITE: Rgb = (1.0, 1.0, 1.0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


@dataclass(slots=True)
class Glyph:
    """One letter as it is painted. ``rgb`` is None where its colour cannot be told."""

    text: str
    box: Box
    size: float
    turned: int
    """Quarters of a full turn, counter-clockwise."""
    is_bold: bool
    is_drawn: bool
    """Whether a renderer surely has the shape of this letter, so that it must leave ink."""
    order: int
    rgb: Rgb | None
    alpha: float
    clip: Box
    hidden: HiddenBy | None = None

    @property
    def centre(self) -> Point:
        """The middle of its box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(slots=True)
class Paint:
    """A filled shape (``rings``, closed) or a picture (no rings, its box); None: many colours."""

    box: Box
    rings: list[list[Point]]
    order: int
    rgb: Rgb | None
    alpha: float
    covers: bool
    """Whether it hides what lies under it where it is opaque."""
    by_parity: bool = False
    """Whether rings within rings are holes."""
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page that opens ``target`` when it is clicked."""

    box: Box
    target: str


@dataclass(slots=True)
class Page:
    """All marks of one page; ``box`` is the part of it that is shown."""

    number: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def overlap(one: Box, other: Box) -> Box:
    """Return what two boxes share; its right lies left of its left when they share nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def holds(box: Box, point: Point) -> bool:
    """Tell whether ``point`` lies in ``box``."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def area(box: Box) -> float:
    """Return a box's area, 0 when it is inside out."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def box_around(points: list[Point]) -> Box:
    """Return the smallest box that holds all ``points``."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)
