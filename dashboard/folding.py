"""Folds names so that "ha noi" finds "Hà Nội", and compares them mark by mark."""

import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"


def fold(name: str) -> str:
    """Lower case, marks off, đ → d, single spaces: "Đất Mũi" → "dat mui", "Hoà" = "Hòa" = "hoa"."""
    decomposed = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().split())


def spelled(name: str) -> str:
    """Lower case with all marks, but a tone mark wherever it stands in its word: Hoà = Hòa, Thành ≠ Thạnh."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        tones = "".join(letter for letter in word if letter in TONES)
        words.append("".join(letter for letter in word if letter not in TONES) + tones)
    return " ".join(words)
