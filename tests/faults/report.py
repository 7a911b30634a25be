"""A target and what was seen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    target: str
    figures: str
    passed: bool

    def __str__(self) -> str:
        return f"{'ok    ' if self.passed else 'FAILED'} {self.target}\n       {self.figures}"
