"""Folds names so that "ha noi" finds "Hà Nội"."""

import unicodedata


def fold(name: str) -> str:
    """Lower case, marks off, đ → d, single spaces: "Đất Mũi" → "dat mui", "Hoà" = "Hòa" = "hoa"."""
    decomposed = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower().split())
