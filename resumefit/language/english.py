"""Is a text in English? resumefit reads no other language yet, and says so instead of scoring what it can't read."""

from __future__ import annotations

import logging
import re
from functools import cache

from resumefit.errors import LanguageError
from resumefit.reading.document import Document

# Function words of English and of no neighbour ("in", "an", "was", "a" are also German, Italian or Polish): a tenth of
# running English, and a telling share even of a resume's bullets.
_COMMON = frozenset("the and of with for you your our from this that which their by".split())
_ENOUGH = 0.03  # share of them from which a text is taken for English without asking the classifier
_FEWEST = 20  # words; below it the classifier guesses
_SURE = 0.95  # its probability from which it is believed


def require_english(document: Document) -> None:
    """Raises LanguageError, in one line, where a document is plainly in another language."""
    name = other_language(document.text)
    if name:
        raise LanguageError(f"{document.source.name} is written in {name}; resumefit reads English only for now")


def other_language(text: str) -> str:
    """The language of a text that is plainly not English, "" for English and where it can't be told."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _FEWEST or sum(word in _COMMON for word in words) / len(words) >= _ENOUGH:
        return ""
    code, probability = _identifier().classify(text)
    return _NAMES.get(code, f"another language ({code})") if code != "en" and probability >= _SURE else ""


@cache
def _identifier():  # type: ignore[no-untyped-def]  # py3langid has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    logging.getLogger("py3langid").setLevel(logging.ERROR)
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
