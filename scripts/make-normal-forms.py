#!/usr/bin/env python3
"""Makes the table of Unicode's compatible forms from the files that Debian's package unicode-data installs.

Usage: scripts/make-normal-forms.py [/usr/share/unicode] > src/Quern/Dedup/Texts/normal-forms.txt
"""

import sys
from pathlib import Path

HANGUL = range(0xAC00, 0xD7A4)  # composed and taken apart by arithmetic


def read_characters(path):
    classes, parts, canonical = {}, {}, {}
    for line in path.read_text("ascii").splitlines():
        fields = line.split(";")
        code = int(fields[0], 16)
        if fields[3] != "0":
            classes[code] = int(fields[3])
        if fields[5] and code not in HANGUL:
            words = fields[5].split()
            is_canonical = not words[0].startswith("<")
            parts[code] = [int(word, 16) for word in (words if is_canonical else words[1:])]
            if is_canonical:
                canonical[code] = parts[code]
    return classes, parts, canonical


def read_excluded(path):
    excluded = set()
    for line in path.read_text("utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1 and fields[1] == "Full_Composition_Exclusion":
            first, _, last = fields[0].partition("..")
            excluded.update(range(int(first, 16), int(last or first, 16) + 1))
    return excluded


def fully(code, parts):
    return [leaf for part in parts[code] for leaf in fully(part, parts)] if code in parts else [code]


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    classes, parts, canonical = read_characters(folder / "UnicodeData.txt")
    excluded = read_excluded(folder / "DerivedNormalizationProps.txt")
    print("# Unicode 15.0.0, made by scripts/make-normal-forms.py from UnicodeData.txt and DerivedNormalizationProps.txt.")
    print("# (c) 2022 Unicode, Inc. Data used under the Unicode License, https://www.unicode.org/license.txt")
    print("# class: a character's combining class. plain: what it is made of. pair: two that are one.")
    for code in sorted(classes):
        print(f"class {code:04X} {classes[code]}")
    for code in sorted(parts):
        print(f"plain {code:04X}", *(f"{part:04X}" for part in fully(code, parts)))
    for code in sorted(set(canonical) - excluded):
        print("pair", *(f"{part:04X}" for part in canonical[code]), f"{code:04X}")


main()
