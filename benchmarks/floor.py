"""The least that this stack can do: one plain view over one plain query, through the same gunicorn.

gunicorn benchmarks.floor:application
"""

import io
import subprocess
import sys

import xlsxwriter
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

PAGE = """<!doctype html><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>"""
CHILDREN = """
SELECT c.code, c.full_name, c.birth_date, a.name, c.orphan_status, c.poverty, c.needs_since
FROM children_child c LEFT JOIN organisation_area a ON a.id = c.commune_id {where}
ORDER BY c.name_sort, c.id LIMIT 50
"""
WAITING = "WHERE c.sponsors_count = 0 AND c.need_ended_on IS NULL AND c.needs_since <= current_date"
SUMMARY = """
SELECT commune_id, sum(amount_vnd) FILTER (WHERE side = 'received'), sum(amount_vnd) FILTER (WHERE side = 'delivered')
FROM sponsorship_ledgertotal GROUP BY 1
"""
COUNTS = """
SELECT commune_id, count(*) FILTER (WHERE sponsors_count > 0),
    count(*) FILTER (WHERE sponsors_count = 0 AND need_ended_on IS NULL AND needs_since <= current_date)
FROM children_child GROUP BY 1
"""


PIVOT = """
SELECT c.managing_unit_id, d.kind, count(DISTINCT c.id) FROM sponsorship_pledge p
JOIN children_child c ON c.id = p.child_id JOIN donors_donor d ON d.id = p.donor_id
WHERE p.ended_on IS NULL AND p.active_from <= current_date GROUP BY CUBE (1, 2)
"""
EXPORTED = """
SELECT c.code, c.full_name, c.birth_date, c.sex, a.name, c.hamlet, c.orphan_status, c.poverty, c.father_name,
    c.mother_name, c.circumstances, c.needs_since, c.need_ended_on, c.managing_unit_id
FROM children_child c LEFT JOIN organisation_area a ON a.id = c.commune_id ORDER BY c.name_sort
"""


CERTIFICATES = r"""
import sys, typst
sheet = r"#align(center)[= GIẤY CHỨNG NHẬN \ Công đoàn Trường {0} \ đã nhận đỡ đầu cháu Trần Thị {0}]"
body = '#set page(paper: "a4", flipped: true);' + "#pagebreak()".join(sheet.format(n) for n in range(500))
sys.stdout.buffer.write(typst.compile(body.encode(), ignore_system_fonts=True))
"""


def page(*queries: tuple[str, list[str]]) -> HttpResponse:
    rows: list[tuple] = []
    with connection.cursor() as cursor:
        for query, params in queries:
            cursor.execute(query, params)
            rows += cursor.fetchall()
    return HttpResponse(engines["django"].from_string(PAGE).render({"rows": rows}))


def waiting(request: HttpRequest) -> HttpResponse:
    return page((CHILDREN.format(where=WAITING), []))


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET["q"].split()
    where = "WHERE " + " AND ".join(["c.name_folded LIKE %s"] * len(words))
    return page((CHILDREN.format(where=where), [f"%{word}%" for word in words]))


def summary(request: HttpRequest) -> HttpResponse:
    return page((SUMMARY, []), (COUNTS, []))


def pivot(request: HttpRequest) -> HttpResponse:
    return page((PIVOT, []))


def export(request: HttpRequest) -> HttpResponse:
    """14 columns, written row by row by the library alone."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True})
    sheet = book.add_worksheet()
    with connection.cursor() as cursor:
        cursor.execute(EXPORTED)
        for number, cells in enumerate(cursor):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, "" if cell is None else str(cell))
    book.close()
    return HttpResponse(made.getvalue(), content_type="application/zip")


def certificates(request: HttpRequest) -> HttpResponse:
    """In a process of its own, which remembers nothing of the last time."""
    made = subprocess.run([sys.executable, "-I", "-c", CERTIFICATES], capture_output=True, check=True)
    return HttpResponse(made.stdout, content_type="application/pdf")


application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - the settings are there only now

settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []
urlpatterns = [
    path("waiting", waiting),
    path("search", search),
    path("summary", summary),
    path("pivot", pivot),
    path("export", export),
    path("certificates", certificates),
]
application.load_middleware()
