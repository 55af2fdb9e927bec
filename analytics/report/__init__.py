"""The report for somebody who treats the runner: the log on two printed pages, in one file that fetches nothing."""

from analytics.report.build import SECTIONS, Report, build
from analytics.report.page import page

__all__ = ["SECTIONS", "Report", "build", "page"]
