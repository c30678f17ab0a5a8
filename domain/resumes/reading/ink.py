"""With what a PDF paints: colours, opacity, blending and the clip."""

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import (
    PDFGraphicState,
)

from domain.resumes.reading.marks import (
    EVERYWHERE,
    Box,
    Rgb,
)

_TELLING_SPACES = {"DeviceGray", "CalGray", "DeviceRGB", "CalRGB", "DeviceCMYK", "ICCBased"}


class Ink(PDFGraphicState):
    """The graphic state, with what pdfminer leaves out: opacity, blending and the clip."""

    def __init__(self) -> None:
        super().__init__()
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0
        self.blends = False
        self.clip: Box = EVERYWHERE

    def copy(self) -> "Ink":
        """Return an independent state with the same values."""
        twin = Ink()
        twin.__dict__.update(self.__dict__)
        return twin


def rgb_of(color: object, space: PDFColorSpace) -> Rgb | None:
    """Return a PDF's colour as red, green and blue from 0 to 1, or None when it is special."""
    if space.name not in _TELLING_SPACES:
        return None
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    values = [min(1.0, max(0.0, float(part))) for part in parts]
    match values:
        case [gray]:
            return gray, gray, gray
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            paper = 1 - black
            return (1 - cyan) * paper, (1 - magenta) * paper, (1 - yellow) * paper
        case _:
            return None
