"""What a reader must reach on the corpus."""

from domain.resumes.measuring import Measurement

SHARES = {
    "name": 0.95,
    "emails": 1.0,
    "phones": 0.95,
    "years": 0.9,
    "warnings": 0.95,
    "refusal": 1.0,
}
RECALL, PRECISION = 0.95, 0.95


def shortfalls(measurement: Measurement) -> list[str]:
    """Return a sentence for each aim that is missed, with the files at fault."""
    lines = [
        f"{what} is {found:.3f}, aim {aim}"
        for what, found, aim in (
            ("skill recall", measurement.recall, RECALL),
            ("skill precision", measurement.precision, PRECISION),
        )
        if found < aim
    ]
    for mark, aim in SHARES.items():
        if (share := measurement.share(mark)) < aim:
            faults = [r.file for r in measurement.results if getattr(r, mark) is False]
            lines.append(f"{mark} is {share:.3f}, aim {aim}: {', '.join(faults)}")
    return lines + [f"believed {hidden}" for hidden in measurement.believed]
