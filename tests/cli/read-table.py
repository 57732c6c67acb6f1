#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an exported table by Python's own modules and prints what is in it as JSON.
It knows the formats' standards (RFC 4180, ECMA-376) and nothing of the program."""
import csv
import datetime
import io
import json
import re
import sys
import zipfile
import xml.etree.ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(path):
    raw = open(path, "rb").read()
    lines = raw.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines, newline=""), strict=True))
    return {"bom": raw.startswith(b"\xef\xbb\xbf"), "header": rows[0], "rows": rows[1:],
            "bare_line_ends": len(re.findall(rb'(?<!\r)\n', re.sub(rb'"(?:[^"]|"")*"', b"", raw)))}


def unescape(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def column(reference):
    n = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        n = n * 26 + ord(letter) - 64
    return n - 1


def read_xlsx(path):
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    styles = ET.fromstring(archive.read("xl/styles.xml"))
    shared = []
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in ET.fromstring(archive.read("xl/sharedStrings.xml")):
            shared.append(unescape("".join(t.text or "" for t in item.iter(MAIN + "t"))))
    formats = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(MAIN + "numFmt")}
    looks = [formats.get(int(x.get("numFmtId")), x.get("numFmtId"))
             for x in styles.find(MAIN + "cellXfs")]
    rows, types = [], []
    for row in sheet.iter(MAIN + "row"):
        cells, kinds = {}, {}
        for cell in row:
            at = column(cell.get("r"))
            kind = cell.get("t", "n")
            look = looks[int(cell.get("s", "0"))]
            if kind == "inlineStr":
                value = unescape("".join(t.text or "" for t in cell.iter(MAIN + "t")))
                kind = "text"
            elif kind == "s":
                value, kind = shared[int(cell.find(MAIN + "v").text)], "text"
            elif "y" in look:
                days = float(cell.find(MAIN + "v").text)
                moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(days=days)
                moment = (moment + datetime.timedelta(seconds=30)).replace(second=0, microsecond=0)
                kind = "time" if "h" in look else "date"
                value = moment.strftime("%Y-%m-%d %H:%M" if kind == "time" else "%Y-%m-%d")
            else:
                value, kind = cell.find(MAIN + "v").text, "number " + look
            cells[at], kinds[at] = value, kind
        width = len(rows[0]) if rows else max(cells) + 1
        rows.append([cells.get(i) for i in range(width)])
        types.append([kinds.get(i) for i in range(width)])
    pane = sheet.find("%ssheetViews/%ssheetView/%spane" % (MAIN, MAIN, MAIN))
    names = re.compile(r"formula|<f>|<f ")
    return {"header": rows[0], "rows": rows[1:], "types": types[1:],
            "sheet": book.find("%ssheets/%ssheet" % (MAIN, MAIN)).get("name"),
            "frozen": pane is not None and pane.get("ySplit") == "1",
            "filter": sheet.find(MAIN + "autoFilter").get("ref"),
            "formulas": len(names.findall(archive.read("xl/worksheets/sheet1.xml").decode()))}


path = sys.argv[1]
json.dump((read_xlsx if path.endswith(".xlsx") else read_csv)(path), sys.stdout, ensure_ascii=False)
