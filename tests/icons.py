"""Makes the font of the icons that Streamlit's scripts name, out of its font of all: run it after an upgrade.

It needs `fonttools` and `brotli`, which nothing else here does: `pip install fonttools brotli` before.
"""

import re
from pathlib import Path

from streamlit import file_util

from dashboard import settings

MADE = settings.STATIC / "fonts" / "streamlit-icons.woff2"
LISTED = MADE.with_suffix(".txt")
OWN = Path(file_util.get_static_dir(), "static")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def named() -> set[str]:
    """The icons that Streamlit's scripts name."""
    scripts = (path.read_text(encoding="utf-8") for path in OWN.glob("js/*.js"))
    return {name for script in scripts for name in re.findall(r":material/([a-z0-9_]+):", script)}


def main() -> None:
    """An icon is a ligature of the letters of its name."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    [path] = OWN.glob("media/MaterialSymbols-Rounded.*.woff2")
    font = TTFont(path)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    icons = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items():
                for ligature in ligatures:
                    icons["".join(map(letters.get, [first, *ligature.Component]))] = ligature.LigGlyph
    kept = sorted(named() & icons.keys())
    options = subset.Options(flavor="woff2", layout_closure=False, layout_features=["*"], name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=[icons[name] for name in kept], unicodes=map(ord, LETTERS))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(MADE)
    LISTED.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
