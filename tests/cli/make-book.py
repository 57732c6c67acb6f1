#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a workbook (ECMA-376) of CSV files: make-book.py BOOK SHEET[:STATE]=FILE…"""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_sheet(path):
    rows = []
    with open(path, encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.reader(file), 1):
            cells = "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
            rows.append(f'<row r="{n}">{cells}</row>')
    return f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>"


sheets, relations = [], []
with zipfile.ZipFile(sys.argv[1], "w") as book:
    for n, word in enumerate(sys.argv[2:], 1):
        name, path = word.split("=")
        name, _, state = name.partition(":")
        state = f' state="{state}"' if state else ""
        sheets.append(f'<sheet name={quoteattr(name)} sheetId="{n}"{state} r:id="r{n}"/>')
        relations.append(f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>')
        book.writestr(f"xl/worksheets/sheet{n}.xml", make_sheet(path))
    book.writestr("xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
                  f"{''.join(sheets)}</sheets></workbook>")
    book.writestr("xl/_rels/workbook.xml.rels",
                  f"<Relationships>{''.join(relations)}</Relationships>")
