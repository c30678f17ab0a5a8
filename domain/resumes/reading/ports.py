"""What reading a scan needs from outside."""

from typing import Protocol


class TextRecogniser(Protocol):
    """Reads the letters in a picture."""

    def __call__(self, pixels: bytes, width: int, height: int) -> str:
        """Return the text of a grey picture (one byte a pixel, rows from the top), "" for none."""
        ...
