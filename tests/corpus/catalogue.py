"""All reports of the corpus, by the part that they belong to and by their names."""

from tests.corpus import combined, misleading, other_hand, rare_reports, subtly_misleading
from tests.corpus.offices import Recipes

KNOWN, UNKNOWN = "combined tables, words that are known", "combined tables, words that are not"
PARTS: dict[str, Recipes] = {
    "another hand's reports": other_hand.RECIPES | rare_reports.RECIPES,
    "another hand's, made to mislead": misleading.RECIPES | subtly_misleading.RECIPES,
    KNOWN: {name: make for name, make in combined.RECIPES.items() if combined.is_known(name)},
    UNKNOWN: {name: make for name, make in combined.RECIPES.items() if not combined.is_known(name)},
}
RECIPES: Recipes = {name: make for part in PARTS.values() for name, make in part.items()}
