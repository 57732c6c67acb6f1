#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks the lint of terms on purpose: wrong words must be found, right ones
must pass."""
import sys
import tempfile

import po
from tap import Tap

RIGHT = [("Draft", "草稿"), ("Coal-banned zones", "禁煤区"), ("_Issue…", "签发…"),
         ("The officer has no card.", "该执法人员没有执法证。"), ("Countryside", "乡村"),
         ("File %s is no county file.", "文件 %s 不是县文件。")]
WRONG = [("Draft", "草案"), ("Coal-banned zones", "无煤区"), ("Issue", "发布"),
         ("The officer has no card.", "该用户没有证件。"), ("The keys are sealed.", "钥匙已加封。"),
         ("Boundary version: %s", "界线版次：%s")]
FORBIDDEN = ["Type your password", "A coal-free zone", "Dustfall of the month", "Login"]


def main():
    tap = Tap()
    parts, whole, wrong = po.read_terms()
    tap.case("right terms pass", list(po.term_faults(RIGHT, parts, whole)))
    for pair in WRONG:
        found = list(po.term_faults([pair], parts, whole))
        tap.case("'%s' for '%s' is found" % pair[::-1], [] if found else ["it passed"])
    with tempfile.TemporaryDirectory() as root:
        for msgid in FORBIDDEN:
            found = list(po.wrong_words(root, [(msgid, "")], wrong))
            tap.case("'%s' is found" % msgid, [] if found else ["it passed"])
    block = '#: a.c\nmsgid ""\n"two "\n"lines"\nmsgstr ""\n"两行"\n\n#, fuzzy\nmsgid "x"\nmsgstr "y"\n'
    pairs = list(po.entries(block))
    tap.case("a .po file is read", [] if pairs == [("two lines", "两行")] else [pairs])
    tap.end()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
