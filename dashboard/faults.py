"""What only whoever runs the installation can mend: it is said in one sentence, and nothing is changed."""

from collections.abc import Callable, Mapping
from pathlib import Path

# A catalogue: the sentence of a key with its words.
Words = Callable[..., str]


class OperatorFault(Exception):
    """Base of these faults. reason: for programs; key and words: the sentence in the catalogue."""

    reason = ""
    key = ""

    def __init__(self, **words: object) -> None:
        super().__init__(" ".join(map(str, words.values())))
        self.words: Mapping[str, object] = words

    def sentence(self, text: Words) -> str:
        """For the operator: what is wrong, where it lies, and what to do."""
        return text(self.key, **self.words)

    def sentence_for_readers(self, text: Words) -> str:
        """The same without where files lie on the server."""
        words = {name: value.name if isinstance(value, Path) else value for name, value in self.words.items()}
        return text(self.key, **words)
