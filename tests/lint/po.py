#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words on the screen: every file with words is listed in po/POTFILES.in, and
zh_CN is complete, in form, and in the terms of the field (terms.txt).
With --write-potfiles the list is written instead."""
import os
import re
import subprocess
import sys
import tempfile

from tap import Tap, files, text

MARKED = re.compile(r"\b(_|N_|C_|NC_|ngettext|g_dngettext) ?\(")
HERE = os.path.dirname(os.path.abspath(__file__))
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
            "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2",
            "--files-from=po/POTFILES.in"]


def with_words(root):
    found = []
    for path in files(root, ["app", "ui", "data"], (".c", ".h", ".ui", ".desktop.in", ".metainfo.xml.in")):
        content = text(root, path)
        code = path.endswith((".c", ".h"))
        if MARKED.search(content) if code else path.endswith(".in") or 'translatable="yes"' in content:
            found.append(path)
    return sorted(found)


def found_in_code(paths):
    return [p for p in paths if p.endswith((".c", ".h"))]


def listed(root):
    return [l for l in text(root, "po/POTFILES.in").splitlines() if l and not l.startswith("#")]


def entries(content):
    """Pairs of msgid and msgstr of a .po file; of plurals the singular and the first form."""
    for block in content.split("\n\n"):
        if re.search(r"^#~|^#,.*fuzzy", block, re.MULTILINE):
            continue
        found = re.search(r'^msgid ((?:".*"\n?)+)(?:msgid_plural (?:".*"\n?)+)?msgstr(?:\[0\])? ((?:".*"\n?)+)',
                          block, re.MULTILINE)
        if found:
            yield tuple("".join(re.findall(r'"(.*)"', part)) for part in found.groups())


def completeness(root):
    """What msgfmt says, after the file was brought up to the source's words."""
    with tempfile.TemporaryDirectory() as folder:
        pot, merged = os.path.join(folder, "lantian.pot"), os.path.join(folder, "zh_CN.po")
        for words in ([*XGETTEXT, "-o", pot],
                      ["msgmerge", "-q", "--no-fuzzy-matching", "-o", merged, "po/zh_CN.po", pot],
                      ["msgfmt", "--check", "--check-accelerators=_", "-o", os.devnull, merged]):
            run = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
            if run.returncode != 0:
                return run.stderr.splitlines() or [words[0] + " failed"]
        return ["not translated, or fuzzy: " + line for line in subprocess.run(
            ["msgattrib", "--untranslated", "--no-wrap", merged], capture_output=True, text=True,
            check=False).stdout.splitlines() if line.startswith("msgid ") and line != 'msgid ""'] + [
            "fuzzy: " + line for line in subprocess.run(
                ["msgattrib", "--only-fuzzy", "--no-wrap", merged], capture_output=True, text=True,
                check=False).stdout.splitlines() if line.startswith("msgid ") and line != 'msgid ""']


def read_terms():
    parts, whole, wrong = {}, {}, {}
    for line in text(HERE, "terms.txt").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if " -> " in line:
            left, right = line.split(" -> ")
            wrong[left] = right
        else:
            left, sign, right = re.match(r"(.+?) (==?) (.+)", line).groups()
            (whole if sign == "==" else parts)[left] = right.split(" / ")
    return parts, whole, wrong


def plural(term):
    return re.escape(term[:-1]) + "(ys?|ies)" if term.endswith("y") else re.escape(term) + "e?s?"


def term_faults(pairs, parts, whole):
    for msgid, msgstr in pairs:
        plain = msgid.replace("_", "").rstrip("…:. ")
        for term, chinese in whole.items():
            if re.fullmatch(plural(term), plain, re.IGNORECASE) and msgstr.rstrip("…：。 ") not in chinese:
                yield "'%s' is %s, not %s" % (msgid, " or ".join(chinese), msgstr)
        for term, chinese in parts.items():
            if re.search(r"(?<![\w-])" + plural(term) + r"(?![\w-]|\.\w)", plain, re.IGNORECASE) \
                    and not any(word in msgstr for word in chinese):
                yield "'%s' speaks of %s; '%s' has none of %s" % (msgid, term, msgstr, ", ".join(chinese))


def wrong_words(root, pairs, wrong):
    for bad, right in wrong.items():
        pattern = re.compile(r"(?<![A-Za-z])" + re.escape(bad).replace(r"\ ", r"[ _-]").replace(r"\-", "[ _-]?"),
                             re.IGNORECASE)
        for msgid, _ in pairs:
            if pattern.search(msgid):
                yield "'%s': say %s, not %s" % (msgid, right, bad)
        for path in files(root, ["app", "ui"], ".h"):
            if pattern.search(text(root, path)):
                yield "%s: say %s, not %s" % (path, right, bad)


def main(root, write=False):
    found = with_words(root)
    if write:
        with open(os.path.join(root, "po/POTFILES.in"), "w", encoding="utf-8") as file:
            file.write("# Files with words for the screen; written by ./dev po.\n" + "\n".join(found) + "\n")
        return
    tap = Tap()
    tap.case("POTFILES.in lists every file with words", ["missing or gone: " + path
             for path in sorted(set(found) ^ set(listed(root)))])
    tap.case("zh_CN is complete and in form", completeness(root))
    pairs = [(i, s) for i, s in entries(text(root, "po/zh_CN.po")) if i and s]
    parts, whole, wrong = read_terms()
    tap.case("the terms are those of the field", list(term_faults(pairs, parts, whole)))
    tap.case("one English term per thing", list(wrong_words(root, pairs, wrong)))
    broken = re.compile(r'\b_ ?\([^;]*?%" *G_')
    tap.case("no message is cut in two by a format macro", [
        "%s: say PRIu64 or %%zu, which xgettext knows: %s" % (path, found) for path in found_in_code(found)
        for found in broken.findall(text(root, path))])
    half = re.compile(r"[一-鿿][,:!?]")
    tap.case("Chinese text has Chinese punctuation", ["'%s'" % s for _, s in pairs if half.search(s)])
    tap.end()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), "--write-potfiles" in sys.argv)
