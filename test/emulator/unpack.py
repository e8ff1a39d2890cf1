"""Unpacks a zip as Lambda does: with the Unix modes of its entries, and nobody may write to it.

Usage: unpack.py ZIP FOLDER
"""

import pathlib
import sys
import zipfile

NOBODY_WRITES = 0o555

archive, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True)
with zipfile.ZipFile(archive) as opened:
    for entry in opened.infolist():
        pathlib.Path(opened.extract(entry, folder)).chmod(entry.external_attr >> 16 & NOBODY_WRITES)
folder.chmod(NOBODY_WRITES)
