#!/usr/bin/env python3
"""Deterministic synthetic data for a child-sponsorship programme, as CSV for COPY.

    gen.py district|province|perf|waiting|national OUTDIR [--seed N]     six CSV files + manifest.json
    gen.py sheet ROWS OUTFILE.xlsx|.csv [--seed N] [--bad PCT]   an import list of children

The names are Vietnamese in form and made by chance; no row is about a person.
The same arguments give the same bytes (numpy's PCG64, no clock, no locale).
"""

import argparse
import csv
import datetime as dt
import json
import pathlib
import time
import unicodedata

import numpy as np

TODAY = dt.date(2026, 11, 1)
EPOCH = dt.date(1970, 1, 1)
SCALES = {
    #            provinces communes  children  sponsors  pledges   payments
    "district": (1, 12, 1_000, 700, 1_400, 17_000),
    "load": (1, 30, 10_000, 7_000, 14_000, 100_000),
    "province": (1, 110, 50_000, 33_000, 67_000, 830_000),
    "perf": (4, 400, 100_000, 75_000, 150_000, 1_000_000),
    "waiting": (1, 110, 76_000, 33_000, 20_000, 200_000),  # 50,000 of them wait
    "national": (34, 3_321, 300_000, 200_000, 400_000, 5_000_000),
}
COLUMNS = {
    "unit": "id parent_id level code name name_search",
    "child": "id code unit_id full_name name_search gender birth_date address school grade "
    "situation status guardian_name guardian_phone registered_on note",
    "sponsor": "id code kind full_name name_search phone email address unit_id status joined_on",
    "campaign": "id code name unit_id starts_on ends_on goal",
    "pledge": "id code child_id sponsor_id campaign_id amount period starts_on ends_on status",
    "payment": "id pledge_id paid_on month amount method status receipt_no",
}
SITUATION = ["orphan", "poor", "near_poor", "disabled", "disaster", "illness"]
CHILD_STATUS = ["waiting", "sponsored", "paused", "finished"]
FAMILY = ("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Giàng Sùng Vàng Thào Y").split()
FAMILY_W = [38, 11, 9.5, 7, 5, 5, 4.5, 3, 3, 2.5, 2, 1.5, 1.5, 1.3, 1, 0.8, 0.7, 0.6, 0.5, 0.5, 0.4, 0.4]
MIDDLE = (
    "Văn Thị Hữu Đức Minh Ngọc Thanh Quốc Gia Bảo Anh Hoàng Thùy Kim Xuân Thu Tuấn Khánh Phương "
    "Mỹ Hải Đình Công Quang Như Diệu Tường Trọng Nhật Hồng A Seo"
).split()
GIVEN = (
    "An Anh Bình Châu Chi Cường Dũng Dung Duy Đạt Giang Hà Hải Hạnh Hiếu Hoa Hòa Hùng Huy Hương Khang "
    "Khánh Khoa Lan Linh Loan Long Mai Minh My Nam Nga Ngân Nghĩa Ngọc Nhi Nhung Oanh Phát Phong Phúc "
    "Phương Quân Quỳnh Sơn Tâm Thảo Thành Thắng Thiện Thịnh Thu Thư Thủy Tiến Trang Trí Trinh Trúc Tú "
    "Tuấn Tùng Uyên Vân Việt Vinh Vy Yến Páo Dính"
).split()
PROVINCE = (
    "Hà Nội|Huế|Quảng Ninh|Cao Bằng|Lạng Sơn|Lai Châu|Điện Biên|Sơn La|Thanh Hóa|Nghệ An|Hà Tĩnh|"
    "Tuyên Quang|Lào Cai|Thái Nguyên|Phú Thọ|Bắc Ninh|Hưng Yên|Hải Phòng|Ninh Bình|Quảng Trị|Đà Nẵng|"
    "Quảng Ngãi|Gia Lai|Khánh Hòa|Lâm Đồng|Đắk Lắk|TP. Hồ Chí Minh|Đồng Nai|Tây Ninh|Cần Thơ|Vĩnh Long|"
    "Đồng Tháp|Cà Mau|An Giang"
).split("|")
PLACE = (
    "An Bình|Tân Lập|Phú Thịnh|Mường Lát|Sơn Hà|Đông Hưng|Tả Phìn|Hòa Tiến|Vĩnh Thạnh|Long Sơn|Bản Lầu|"
    "Trà Leng|Nậm Mười|Ia Hiao|Cẩm Xuyên|Kỳ Sơn|Thuận Châu|Bát Xát|Đồng Văn|Mèo Vạc|Tam Hiệp|Xuân Lộc|"
    "Ba Tri|Gò Công"
).split("|")
NOTE = [
    "",
    "",
    "",
    "Hộ có hoàn cảnh đặc biệt khó khăn",
    "Đang ở với ông bà",
    "Cần xe đạp đi học",
    "Nhà cách trường 6 km",
    "Đã nhận hỗ trợ thẻ BHYT",
    "Đề nghị ưu tiên, xét lại cuối năm học",
]
STREET = ["Thôn {}", "Xóm {}", "Tổ {}", "Ấp {}", "Bản {}", "Khu {}"]
PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def plain(text):
    """Lower case without marks: what a search box is matched with."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def names():
    """Every family + middle + given name, as (shown, plain), with its probability."""
    out, weight = [], []
    fw = np.array(FAMILY_W) / sum(FAMILY_W)
    for f, p in zip(FAMILY, fw):
        for m in MIDDLE:
            for g in GIVEN:
                out.append(f"{f} {m} {g}")
                weight.append(p)
    weight = np.array(weight)
    return out, [plain(x) for x in out], weight / weight.sum()


ALL_NAMES, ALL_PLAIN, NAME_P = names()
NAME_CUM = np.cumsum(NAME_P)


def pick_names(rng, n):
    return np.minimum(np.searchsorted(NAME_CUM, rng.random(n)), len(ALL_NAMES) - 1).tolist()


def pick(rng, options, n, p=None):
    idx = rng.choice(len(options), n, p=p)
    return [options[i] for i in idx.tolist()]


_DATE = {}


def iso(days):
    """Days since 1970 -> ISO text; a few ten thousand distinct days, so one dict does."""
    for d in np.unique(days).tolist():
        if d not in _DATE:
            _DATE[d] = (EPOCH + dt.timedelta(d)).isoformat()
    get = _DATE.__getitem__
    return [get(d) for d in days.tolist()]


def days(date):
    return (date - EPOCH).days


def phones(rng, n):
    return [f"09{x:08d}" for x in rng.integers(0, 10**8, n).tolist()]


def write(out, table, columns):
    """columns: equally long lists of text or int. No value holds a quote or a comma except those made here."""
    head = COLUMNS[table].split()
    assert len(head) == len(columns), (table, len(head), len(columns))
    n = len(columns[0])
    path = out / f"{table}.csv"
    fmt = ",".join(["%s"] * len(head)) + "\n"
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(",".join(head) + "\n")
        step = 100_000
        for a in range(0, n, step):
            rows = zip(*[c[a : a + step] for c in columns])
            f.write("".join([fmt % r for r in rows]))
    return n


def quoted(texts):
    return ['"' + t + '"' if "," in t else t for t in texts]


def units(n_prov, n_comm):
    ids, parent, level, code, name = [1], [""], [0], ["VN"], ["Toàn quốc"]
    for p in range(n_prov):
        ids.append(p + 2)
        parent.append(1)
        level.append(1)
        code.append(f"T{p + 1:02d}")
        name.append(PROVINCE[p])
    first = n_prov + 2
    for c in range(n_comm):
        p = c % n_prov
        ids.append(first + c)
        parent.append(p + 2)
        level.append(2)
        code.append(f"T{p + 1:02d}-{c // n_prov + 1:04d}")
        name.append(f"Xã {PLACE[c % len(PLACE)]} {c // len(PLACE) + 1}")
    return ids, parent, level, code, name, first


def children(rng, n, unit_ids, unit_names, first_unit, n_comm, sponsored):
    # communes differ in size: a gamma weight
    w = rng.gamma(1.5, 1.0, n_comm)
    w /= w.sum()
    unit = first_unit + rng.choice(n_comm, n, p=w)
    nm, guard = pick_names(rng, n), pick_names(rng, n)
    birth = days(TODAY) - rng.integers(6 * 365, 17 * 365, n)
    grade = np.clip((days(TODAY) - birth) // 365 - 5, 1, 12)
    reg = days(TODAY) - rng.integers(1, 5 * 365, n)
    rest = rng.random(n)
    status = [
        "sponsored" if s else ("waiting" if r < 0.9 else "paused" if r < 0.95 else "finished")
        for s, r in zip(sponsored.tolist(), rest.tolist())
    ]
    un = dict(zip(unit_ids, unit_names))
    street = pick(rng, STREET, n)
    no = rng.integers(1, 30, n).tolist()
    ul = unit.tolist()
    return dict(
        unit=ul,
        name=[ALL_NAMES[i] for i in nm],
        plain=[ALL_PLAIN[i] for i in nm],
        gender=pick(rng, ["m", "f"], n),
        birth=iso(birth),
        address=[f"{s.format(k)} {un[u]}" for s, k, u in zip(street, no, ul)],
        school=[f"{'TH' if g <= 5 else 'THCS' if g <= 9 else 'THPT'} {un[u][3:]}" for g, u in zip(grade.tolist(), ul)],
        grade=grade.tolist(),
        situation=pick(rng, SITUATION, n, [0.12, 0.4, 0.25, 0.08, 0.08, 0.07]),
        status=status,
        guardian=[ALL_NAMES[i] for i in guard],
        phone=phones(rng, n),
        reg=iso(reg),
        note=pick(rng, NOTE, n),
    )


def generate(scale, out, seed):
    n_prov, n_comm, n_child, n_spon, n_pledge, n_pay = SCALES[scale]
    rng = np.random.default_rng(seed)
    out.mkdir(parents=True, exist_ok=True)
    rows, t0 = {}, time.perf_counter()
    uid, parent, level, code, uname, first = units(n_prov, n_comm)
    rows["unit"] = write(out, "unit", [uid, parent, level, code, uname, [plain(x) for x in uname]])

    # pledges first: they say which children are sponsored. Earlier pledges of the same child have ended.
    n_with = int(n_child * 0.72)
    pl_child = (
        np.concatenate([rng.permutation(n_child)[:n_with] + 1, rng.integers(1, n_child + 1, n_pledge - n_with)])
        if n_pledge > n_with
        else rng.permutation(n_child)[:n_pledge] + 1
    )
    ended = np.zeros(n_pledge, bool)
    ended[n_with:] = True
    sponsored = np.zeros(n_child, bool)
    sponsored[pl_child[:n_with] - 1] = True

    c = children(rng, n_child, uid, uname, first, n_comm, sponsored)
    ids = list(range(1, n_child + 1))
    rows["child"] = write(
        out,
        "child",
        [
            ids,
            [f"TE{i:07d}" for i in ids],
            c["unit"],
            c["name"],
            c["plain"],
            c["gender"],
            c["birth"],
            quoted(c["address"]),
            quoted(c["school"]),
            c["grade"],
            c["situation"],
            c["status"],
            c["guardian"],
            c["phone"],
            c["reg"],
            quoted(c["note"]),
        ],
    )

    ids = list(range(1, n_spon + 1))
    nm = pick_names(rng, n_spon)
    kind = pick(rng, ["person", "family", "company", "group"], n_spon, [0.78, 0.07, 0.1, 0.05])
    pre = {"person": "", "family": "Gia đình ", "company": "Công ty TNHH ", "group": "Nhóm thiện nguyện "}
    shown = [pre[k] + ALL_NAMES[i] for k, i in zip(kind, nm)]
    pl_pre = {k: plain(v) for k, v in pre.items()}
    s_unit = rng.choice(n_prov, n_spon) + 2
    rows["sponsor"] = write(
        out,
        "sponsor",
        [
            ids,
            [f"NT{i:07d}" for i in ids],
            kind,
            shown,
            [pl_pre[k] + ALL_PLAIN[i] for k, i in zip(kind, nm)],
            phones(rng, n_spon),
            [f"nt{i}@example.org" for i in ids],
            [
                f"{x} {PROVINCE[u - 2]}"
                for x, u in zip(pick(rng, ["12 Lê Lợi", "45 Trần Phú", "8 Hùng Vương"], n_spon), s_unit.tolist())
            ],
            s_unit.tolist(),
            pick(rng, ["active", "inactive"], n_spon, [0.93, 0.07]),
            iso(days(TODAY) - rng.integers(1, 6 * 365, n_spon)),
        ],
    )

    n_camp = max(4, n_comm // 10)
    ids = list(range(1, n_camp + 1))
    start = days(TODAY) - rng.integers(60, 4 * 365, n_camp)
    rows["campaign"] = write(
        out,
        "campaign",
        [
            ids,
            [f"CD{i:04d}" for i in ids],
            [f"Chung tay vì trẻ em đợt {i}" for i in ids],
            (rng.choice(n_prov, n_camp) + 2).tolist(),
            iso(start),
            iso(start + 180),
            (rng.integers(50, 2000, n_camp) * 1_000_000).tolist(),
        ],
    )

    ids = list(range(1, n_pledge + 1))
    # a few sponsors keep many pledges
    heavy = rng.random(n_pledge) < 0.25
    spon = np.where(heavy, rng.integers(1, max(2, n_spon // 50) + 1, n_pledge), rng.integers(1, n_spon + 1, n_pledge))
    amount = rng.choice([300_000, 400_000, 500_000, 700_000, 1_000_000], n_pledge, p=[0.25, 0.2, 0.3, 0.15, 0.1])
    start = np.where(
        ended, days(TODAY) - rng.integers(3 * 365, 5 * 365, n_pledge), days(TODAY) - rng.integers(10, 3 * 365, n_pledge)
    )
    end = start + rng.choice([365, 730, 1095], n_pledge)
    end = np.where(ended, np.minimum(end, days(TODAY) - 400), np.maximum(end, days(TODAY) + 30))
    period = pick(rng, ["month", "quarter", "year"], n_pledge, [0.55, 0.3, 0.15])
    camp = [str(x) if x <= n_camp else "" for x in rng.integers(1, 2 * n_camp, n_pledge).tolist()]
    live = pick(rng, ["active", "active", "active", "active", "active", "active", "active", "paused"], n_pledge)
    rows["pledge"] = write(
        out,
        "pledge",
        [
            ids,
            [f"CK{i:07d}" for i in ids],
            pl_child.tolist(),
            spon.tolist(),
            camp,
            amount.tolist(),
            period,
            iso(start),
            iso(end),
            ["ended" if e else s for e, s in zip(ended.tolist(), live)],
        ],
    )

    # payments: spread over the life of the pledge, sorted by day as a ledger grows
    pl = rng.integers(0, n_pledge, n_pay)
    last = np.minimum(end, days(TODAY))
    when = start[pl] + (rng.random(n_pay) * np.maximum(last[pl] - start[pl], 1)).astype(np.int64)
    order = np.argsort(when, kind="stable")
    pl, when = pl[order], when[order]
    first_of = {d: dt.date.fromordinal(EPOCH.toordinal() + d).replace(day=1) for d in np.unique(when).tolist()}
    month = [first_of[d].isoformat() for d in when.tolist()]
    mult = np.array([PERIOD_MONTHS[p] for p in period])
    ids = list(range(1, n_pay + 1))
    rows["payment"] = write(
        out,
        "payment",
        [
            ids,
            (pl + 1).tolist(),
            iso(when),
            month,
            (amount[pl] * mult[pl]).tolist(),
            pick(rng, ["bank", "cash", "wallet"], n_pay, [0.6, 0.3, 0.1]),
            pick(rng, ["confirmed", "pending", "rejected"], n_pay, [0.95, 0.04, 0.01]),
            [f"PT{i:08d}" for i in ids],
        ],
    )
    info = {
        "scale": scale,
        "seed": seed,
        "rows": rows,
        "columns": {k: v.split() for k, v in COLUMNS.items()},
        "order": list(COLUMNS),
        "null": "",
    }
    (out / "manifest.json").write_text(json.dumps(info, indent=1))
    print(json.dumps({"scale": scale, "rows": rows, "seconds": round(time.perf_counter() - t0, 2)}))


SHEET = [
    "code",
    "unit_code",
    "full_name",
    "gender",
    "birth_date",
    "address",
    "school",
    "grade",
    "situation",
    "status",
    "guardian_name",
    "guardian_phone",
    "registered_on",
    "note",
]


def sheet(n, path, seed, bad):
    """An import list: the children's columns with the unit by its code; codes start at TE5000001.

    --bad PCT spoils that share of the rows: no name, a date that is none, an unknown unit, a doubled code.
    """
    rng = np.random.default_rng(seed + 1)
    n_prov, n_comm = SCALES["district"][:2]
    uid, _, _, code, uname, first = units(n_prov, n_comm)
    c = children(rng, n, uid, uname, first, n_comm, np.zeros(n, bool))
    ucode = dict(zip(uid, code))
    rows = [
        list(r)
        for r in zip(
            [f"TE{5_000_000 + i + 1}" for i in range(n)],
            [ucode[u] for u in c["unit"]],
            c["name"],
            c["gender"],
            c["birth"],
            c["address"],
            c["school"],
            c["grade"],
            c["situation"],
            c["status"],
            c["guardian"],
            c["phone"],
            c["reg"],
            c["note"],
        )
    ]
    for i in np.flatnonzero(rng.random(n) < bad / 100).tolist():
        kind = i % 4
        if kind == 0:
            rows[i][2] = ""
        elif kind == 1:
            rows[i][4] = "31/02/2015"
        elif kind == 2:
            rows[i][1] = "T99-0000"
        elif i:
            rows[i][0] = rows[i - 1][0]
    if path.suffix == ".csv":
        with open(path, "w", encoding="utf-8", newline="") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(SHEET)
            w.writerows(rows)
        return
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": dt.datetime(2026, 11, 1)})
    ws = book.add_worksheet("Tre em")
    ws.write_row(0, 0, SHEET)
    for i, r in enumerate(rows, 1):
        ws.write_row(i, 0, r)
    book.close()


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=[*SCALES, "sheet"])
    ap.add_argument("rest", nargs="+")
    ap.add_argument("--seed", type=int, default=20261101)
    ap.add_argument("--bad", type=float, default=0)
    a = ap.parse_args()
    if a.what == "sheet":
        sheet(int(a.rest[0]), pathlib.Path(a.rest[1]), a.seed, a.bad)
    else:
        generate(a.what, pathlib.Path(a.rest[0]), a.seed)
