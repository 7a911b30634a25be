"""Charts drawn on the server: SVG bars inside ordinary HTML, so that labels wrap, print and are read aloud.

A row is (label, value or values, url or ""). The numbers stand beside the bars: no colour alone carries a meaning.
"""

from itertools import count

from organisation.templatetags.vietnamese import number, vnd, vnd_short

FORMATS = {"number": (number, number), "vnd": (vnd, vnd_short)}
BAR = 9  # pixels: the height of one bar among several of a row
_ids = count(1)


def _percent(value, whole):
    return f"{100 * value / whole:.2f}%" if whole else "0%"


def _segments(values, whole, names, write):
    """Each value as a piece of its bar, left to right."""
    start, pieces = 0, []
    for index, value in enumerate(values):
        x, width = _percent(start, whole), _percent(value, whole)
        pieces.append({"n": index, "x": x, "width": width, "value": value, "text": write(value), "name": names[index]})
        start += value
    return pieces


def stacked_bars(rows, names, title, as_="number", total=True):
    """Horizontal bars of several parts. names: one for each value of a row."""
    write, _ = FORMATS[as_]
    rows = [(label, list(values), url) for label, values, url in rows]
    whole = max((sum(values) for _, values, _ in rows), default=0)
    return {
        "chart_id": f"chart{next(_ids)}",
        "title": title,
        "names": names,
        "legend": list(enumerate(names)),
        "show_total": total and len(names) > 1,
        "rows": [
            {
                "label": label,
                "url": url,
                "pieces": _segments(values, whole, names, write),
                "total": write(sum(values)),
            }
            for label, values, url in rows
        ],
    }


def grouped_bars(rows, names, title, as_="number"):
    """Horizontal bars below one another, on one scale: for values that are no parts of a whole."""
    write, short = FORMATS[as_]
    rows = [(label, list(values), url) for label, values, url in rows]
    highest = max((max(values) for _, values, _ in rows), default=0)
    return {
        "chart_id": f"chart{next(_ids)}",
        "title": title,
        "names": names,
        "legend": list(enumerate(names)),
        "bar_height": BAR * len(names),
        "rows": [
            {
                "label": label,
                "url": url,
                "pieces": [
                    {"n": n, "x": 0, "y": BAR * n, "height": BAR - 1, "width": _percent(max(value, 0), highest),
                     "name": names[n], "text": short(value), "whole_text": write(value)}
                    for n, value in enumerate(values)
                ],
            }
            for label, values, url in rows
        ],
    }  # fmt: skip


def bar_chart(rows, title, name="", as_="number"):
    """Horizontal bars of one value each: good for communes, whose names are long."""
    return stacked_bars([(label, [value], url) for label, value, url in rows], [name or title], title, as_, total=False)


def column_chart(rows, title, name="", as_="number"):
    """Upright bars in time order: months, rounds, school years. Keep the labels short."""
    write, write_short = FORMATS[as_]
    rows = list(rows)
    highest = max((value for _, value, _ in rows), default=0)
    return {
        "title": title,
        "name": name or title,
        "columns": [
            {
                "label": label,
                "url": url,
                "text": write(value),
                "short": write_short(value),
                "height": _percent(value, highest),
                "y": f"{100 - (100 * value / highest if highest else 0):.2f}%",
            }
            for label, value, url in rows
        ],
    }
