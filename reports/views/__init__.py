from reports.views.finding import search
from reports.views.today import home

__all__ = ["home", "search"]
