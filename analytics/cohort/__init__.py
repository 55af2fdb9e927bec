"""Many athletes at once: what was found of each as tidy rows, and the mean over athletes with how far they differ.

`of_athlete` asks one athlete's questions; `written` takes the rows as Parquet, an athlete at a time; `summaries`
reads them and combines. Nothing here holds more than one athlete's rows and one question's effects.
"""

from analytics.cohort.athlete import Answered, of_athlete
from analytics.cohort.columns import TABLES
from analytics.cohort.pooled import Pooled, over_athletes
from analytics.cohort.summary import summaries
from analytics.cohort.tables import Tables, written

__all__ = ["TABLES", "Answered", "Pooled", "Tables", "of_athlete", "over_athletes", "summaries", "written"]
