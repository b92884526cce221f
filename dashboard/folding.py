"""Folds names so that "ha noi" finds "Hà Nội", and compares them mark by mark."""

import unicodedata
from itertools import filterfalse

TONES = "\u0300\u0301\u0303\u0309\u0323"


def fold(name: str) -> str:
    """Lower case, marks off, đ → d, single spaces: "Đất Mũi" → "dat mui", "Hoà" = "Hòa" = "hoa"."""
    decomposed = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return " ".join("".join(filterfalse(unicodedata.combining, decomposed)).lower().split())


def spelled(name: str) -> str:
    """Lower case with all marks, but a tone mark wherever it stands in its word: Hoà = Hòa, Thành ≠ Thạnh."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        letters, tones = filterfalse(TONES.__contains__, word), filter(TONES.__contains__, word)
        words.append("".join((*letters, *tones)))
    return " ".join(words)
