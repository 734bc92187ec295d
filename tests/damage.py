"""Files with damage anywhere in their parts."""

from collections.abc import Mapping, Sequence
from random import Random


def damaged(parts: Mapping[str, bytes], chance: Random, scraps: Sequence[bytes]) -> dict[str, bytes]:
    """The parts of a package, one of them with up to four places where scraps stand instead of up to three bytes."""
    bad = {name: bytearray(content) for name, content in parts.items()}
    part = bad[chance.choice(list(bad))]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(part))
        part[at : at + chance.randint(0, 3)] = chance.choice(scraps)
    return {name: bytes(content) for name, content in bad.items()}
