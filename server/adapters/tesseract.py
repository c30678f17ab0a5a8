"""Character recognition by the Tesseract program, where it is installed."""

import shutil
import subprocess
from dataclasses import dataclass

PER_PAGE_S = 20.0


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Calls the program at ``path``; implements ``TextRecogniser``."""

    path: str

    def __call__(self, pixels: bytes, width: int, height: int) -> str:
        """Return the text of a grey picture; "" when the program cannot read it."""
        picture = b"P5 %d %d 255\n" % (width, height) + pixels
        try:
            done = subprocess.run(  # noqa: S603  # a fixed program; the picture is its input
                [self.path, "stdin", "stdout", "--psm", "1"],
                input=picture,
                capture_output=True,
                timeout=PER_PAGE_S,
                check=True,
            )
        except (subprocess.SubprocessError, OSError):
            return ""
        return done.stdout.decode("utf-8", "replace")


def find_tesseract() -> Tesseract | None:
    """Return the installed program, or None."""
    path = shutil.which("tesseract")
    return Tesseract(path) if path else None
