"""What stands around a quantity: the signs that end a noun, the verbs, and whether what follows is somebody's object."""

from typing import Final

from taskparse import patterns
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import VERBS
from taskparse.words import Words

END_OF_NOUN: Final = frozenset(("", *",。;:、)]!?\n(["))
VERB_WORDS: Final = Words.of(VERBS)

_OBJECT_RE: Final = patterns.compile(r"(?:等|的|不少于|至少|超过|[,。;、:(]|^)(?:各类|全部)?$")


def is_object(scene: Scene, at: int) -> bool:
    """Whether a verb, a comparator or the beginning of a phrase stands before `at`: what follows is its object."""
    return VERB_WORDS.before(scene.text, 0, at) < at or _OBJECT_RE.search(scene.before(at, 8)) is not None
