"""A measurement as a table for people."""

from collections.abc import Iterable

from domain.resumes.facts import Month, ResumeFacts
from domain.resumes.measuring.measure import FileResult, Measurement

MARKS = ("name", "emails", "phones", "years", "warnings", "refusal")
_SIGNS = {True: "yes", False: "NO", None: "·"}


def table(measurement: Measurement) -> str:
    """Return a row per file and the figures over all files below."""
    wide = max((len(result.file) for result in measurement.results), default=4)
    head = f"{'file':{wide}}  recall  precis.  " + "  ".join(f"{mark:8}" for mark in MARKS) + "  ms"
    rows = [_row(result, wide) for result in measurement.results]
    return "\n".join([head, "-" * len(head), *rows, "", *figures(measurement)])


def figures(measurement: Measurement) -> list[str]:
    """Return the figures over all files, a line each."""
    median, longest = measurement.seconds
    lines = [
        f"files              {len(measurement.results)}",
        f"skill recall       {measurement.recall:.3f}{_worst(measurement, 'recall')}",
        f"skill precision    {measurement.precision:.3f}{_worst(measurement, 'precision')}",
        *(f"{mark:18} {measurement.share(mark):.3f}" for mark in MARKS),
        f"hidden believed    {len(measurement.believed)}",
        f"time               median {median * 1000:.0f} ms, longest {longest * 1000:.0f} ms",
    ]
    return lines + [f"  believed: {believed}" for believed in measurement.believed]


def detail(result: FileResult) -> str:
    """Return what was expected in one file beside what was found."""
    expected, facts = result.expected, result.read.facts
    lines = [result.file, f"  {'':10} {'expected':50} found"]
    if facts is None:
        return "\n".join([*lines, f"  {'read':10} {_wanted(result):50} {_outcome(result)}"])
    pairs = (
        ("name", expected.name or "–", facts.name.value if facts.name else "–"),
        ("emails", ", ".join(expected.emails), ", ".join(f.value for f in facts.emails)),
        ("phones", ", ".join(expected.phones), ", ".join(f.value for f in facts.phones)),
        ("years", str(expected.experience_years), str(facts.experience_years)),
        ("warnings", _kinds(expected.warnings), _kinds(w.kind for w in facts.warnings)),
    )
    lines += [f"  {label:10} {wanted:50} {found}" for label, wanted, found in pairs]
    lines += [
        f"  skills right   {', '.join(result.right)}",
        f"  skills missed  {', '.join(result.missed)}",
        f"  skills wrong   {', '.join(result.wrong)}",
        f"  hidden, believed  {', '.join(result.believed)}",
        *_positions(facts),
    ]
    return "\n".join(lines)


def _row(result: FileResult, wide: int) -> str:
    is_judged = not result.expected.refused
    share = f"{result.recall:6.2f}  {result.precision:7.2f}" if is_judged else f"{'·':>6}  {'·':>7}"
    marks = "  ".join(f"{_SIGNS[getattr(result, mark)]:8}" for mark in MARKS)
    outcome = "" if result.read.facts else f"  {_outcome(result)}"
    return f"{result.file:{wide}}  {share}  {marks}  {result.read.seconds * 1000:.0f}{outcome}"


def _worst(measurement: Measurement, share: str) -> str:
    read = measurement.readable
    if not read:
        return ""
    worst = min(read, key=lambda result: float(getattr(result, share)))
    return f"   worst {getattr(worst, share):.2f} in {worst.file}"


def _wanted(result: FileResult) -> str:
    kinds = " or ".join(kind.value for kind in result.expected.refused)
    return f"refused: {kinds}" if kinds else "is read"


def _outcome(result: FileResult) -> str:
    if result.read.crash:
        return f"CRASH {result.read.crash}"[:120]
    refusal = result.read.refusal
    return f"refused: {refusal.kind.value}, {refusal.code}" if refusal else "read"


def _kinds(kinds: Iterable[str] | None) -> str:
    return "not judged" if kinds is None else ", ".join(sorted(set(kinds))) or "none"


def _positions(facts: ResumeFacts) -> list[str]:
    return [
        f"  {'job' if p.is_work else 'no job':10} {_month(p.start)} – {_month(p.end)}"
        f"{' (lasts)' if p.is_current else ''}  {p.title} / {p.company}"
        for p in facts.positions
    ]


def _month(month: Month | None) -> str:
    if month is None:
        return "?"
    return f"{month.year}-{month.month:02}" if month.month else str(month.year)
