"""How well a reader of résumés reads, measured against what a careful person listed."""

from domain.resumes.measuring.exam import Exam, ExamInvalid, Expected, read_exam
from domain.resumes.measuring.measure import FileResult, Measurement, Reader, measure
from domain.resumes.measuring.table import detail, table

__all__ = [
    "Exam",
    "ExamInvalid",
    "Expected",
    "FileResult",
    "Measurement",
    "Reader",
    "detail",
    "measure",
    "read_exam",
    "table",
]
