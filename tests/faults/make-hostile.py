#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes files in the folder it runs in that somebody made to do harm, or that look so."""
import gzip
import os
import zipfile

TABLE = "code,name\nH-1,甲\n"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def make_zip(name, members):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)


def make_book(name, sheet, strings):
    make_zip(name, {
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/'
                           'officeDocument/2006/relationships"><sheets><sheet name="a" '
                           'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": sheet})


ROW = '<row r="1"><c t="str"><v>code</v></c><c t="str"><v>{}</v></c></row>'
SHEET = f"<worksheet {MAIN}><sheetData>{ROW}</sheetData></worksheet>"

# What unpacks to far more than it is.
make_zip("bomb.zip", {"a.csv": "code,name\n" + "x" * (24 << 20)})
make_book("bomb.xlsx", SHEET.format("y" * (24 << 20)), f"<sst {MAIN}/>")
with gzip.open("bomb.csv.gz", "wb") as packed:
    packed.write(b"code,name\n" + b"x" * (24 << 20))
make_zip("bomb.kmz", {"doc.kml": "<kml><!--" + " " * (24 << 20) + "--></kml>"})
make_zip("bomb.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                      "content.xml": f"<x>{'z' * (24 << 20)}</x>"})
# Entities that unfold to thousands of millions.
write("laughs.kml", LAUGHS + "<kml><Document><Placemark><name>&a9;</name></Placemark></Document>"
      "</kml>")
make_book("laughs.xlsx", LAUGHS + SHEET.format("&a9;"), f"<sst {MAIN}/>")
make_book("laughs-strings.xlsx", SHEET.format("name"), LAUGHS + "<sst><si><t>&a9;</t></si></sst>")
make_zip("laughs.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                        "content.xml": LAUGHS + "<x>&a9;</x>"})
write("outside.kml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><kml><Document>'
      "<Placemark><name>&e;</name></Placemark></Document></kml>")
# A line of ten thousand million bytes, of which the disk holds the first.
write("endless.csv", "code,name\nH-1,")
os.truncate("endless.csv", 10 << 30)
# Links in a circle, a pipe, and names that lead elsewhere.
os.symlink("circle-2.csv", "circle.csv")
os.symlink("circle.csv", "circle-2.csv")
os.symlink("nowhere.csv", "astray.csv")
os.mkfifo("pipe.csv")
make_zip("up.zip", {"../a.csv": TABLE})
make_zip("root.zip", {"/etc/a.csv": TABLE})
make_zip("drive.zip", {"C:\\a.csv": TABLE})
# What the stand-ins for the reading program do is named by the file.
for name in ("crash", "nothing", "text", "cells", "count", "after", "huge", "twice", "stop",
             "close", "failure", "good.csv"):
    write(name, TABLE)
