"""One page's picture → the lines on it, by RapidOCR (PP-OCR models on ONNX Runtime). Runs in a worker process only.

One thread, so that the same pixels give the same answer on the same machine; pages run side by side in processes instead, which is also
faster: on two cores 26 pages take three quarters of the time that RapidOCR takes with its own threads.
"""

from __future__ import annotations

from math import hypot
from typing import Any, Final, TypeAlias

import cv2  # type: ignore[import-not-found, unused-ignore]
import numpy as np  # type: ignore[import-not-found, unused-ignore]
from rapidocr import RapidOCR  # type: ignore[import-not-found, unused-ignore]

from taskparse.readers.ocr.ends import Reading, begins_with_dash, complete
from taskparse.readers.ocr.seen import Picture, Point, Seen, Sight

_LONGEST_SIDE: Final = 4000
"""Pixels; RapidOCR makes larger pictures smaller."""

_LEAST_SCORE: Final = 0.5
"""What is surer than this is text; the rest is stains, seals and pictures."""

_SURE: Final = 0.8
"""A page of less confidence may stand on its head."""

_TALL: Final = 1.5
"""A line so many times as high as broad runs down the page."""

_RULE: Final = 60
"""Pixels: shorter strokes are parts of characters."""

_NEAR: Final = 6
"""Pixels between the ends of rules that meet."""

_Box: TypeAlias = tuple[float, float, float, float]

_SETTINGS: Final = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.max_side_len": _LONGEST_SIDE,
    "Global.text_score": 0.0,
    "Global.return_word_box": True,
    "Global.return_single_char_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class Engine:
    """The models, loaded once for many pages."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._recognise: Any = RapidOCR(params=_SETTINGS)

    def see(self, picture: Picture) -> Sight:
        """The lines and rules of a picture; one that lies on its side or stands on its head is turned."""
        upright = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
        best = self._see(upright, 0)
        if not best.lines:
            return best
        tall = [line for line in best.lines if _height(line) > _TALL * _breadth(line)]
        on_its_side = sum([len(line.text) for line in tall]) * 2 > sum([len(line.text) for line in best.lines])
        for turns in (1, 3) if on_its_side else (2,) if best.confidence < _SURE else ():
            turned = self._see(np.ascontiguousarray(np.rot90(upright, turns)), turns)
            if _worth(turned) > _worth(best):
                best = turned
        return best

    def _see(self, image: Any, turns: int) -> Sight:
        found = self._recognise(image, use_det=True)
        if found.txts is None:
            return Sight(turns=turns)
        gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
        words = found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
        lines = [
            _line([(float(x), float(y)) for x, y in box], text, float(score), characters)
            for box, text, score, characters in zip(found.boxes, found.txts, found.scores, words, strict=True)
            if score >= _LEAST_SCORE
        ]
        whole = complete(gray, image, lines, self._read)
        return Sight(tuple([line._replace(dash=begins_with_dash(gray, line)) for line in whole]), _rules(gray), turns)

    def _read(self, strip: Any) -> Reading:
        found = self._recognise(strip, use_det=False)
        return Reading(found.txts[0], float(found.scores[0])) if found.txts else Reading("", 0.0)


def _line(box: list[Point], text: str, score: float, characters: Any) -> Seen:
    """A line without its spaces, with the place and the score of each character where RapidOCR gives them for all."""
    corners = (box[0], box[1], box[2], box[3])
    line = Seen(corners, text, score)
    known = [item for item in characters if len(item) == 3 and item[2] is not None]
    if "".join([item[0] for item in known]) != text.replace(" ", ""):
        return line
    (x0, y0), (x1, y1) = (
        (_middle(box[0], box[3]), _middle(box[1], box[2]))
        if _height(line) <= _TALL * _breadth(line)
        else (_middle(box[0], box[1]), _middle(box[3], box[2]))
    )
    length = hypot(x1 - x0, y1 - y0) or 1.0
    centres: list[float] = []
    scores: list[float] = []
    for word, sure, corners_of in known:
        x, y = (sum(float(point[side]) for point in corners_of) / 4 for side in (0, 1))
        centres += [((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length] * len(word)
        scores += [float(sure)] * len(word)
    # A space between Latin words is kept; it stands in the middle between its neighbours.
    for at, char in enumerate(text):
        if char == " ":
            near = centres[max(at - 1, 0) : at + 1]
            centres.insert(at, sum(near) / len(near))
            scores.insert(at, 1.0)
    return line._replace(centres=tuple(centres), scores=tuple(scores))


def _rules(gray: Any) -> tuple[_Box, ...]:
    """The straight strokes of tables; a slanted one as the box around it. Short ones down the page count where they end at others."""
    dark = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    across, down = _strokes(dark, (_RULE, 1)), _strokes(dark, (1, _RULE // 2))
    return (*across, *[rule for rule in down if rule[3] - rule[1] > _RULE or _stands_between(rule, across)])


def _strokes(dark: Any, size: tuple[int, int]) -> list[_Box]:
    strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    strokes = cv2.dilate(strokes, np.ones((3, 3), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes)
    return [(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in boxes[1:].tolist()]


def _stands_between(rule: _Box, across: list[_Box]) -> bool:
    left, top, right, bottom = rule
    ends = [
        any(x0 - _NEAR < left and right < x1 + _NEAR and y0 - _NEAR < end < y1 + _NEAR for x0, y0, x1, y1 in across)
        for end in (top, bottom)
    ]
    return all(ends)


def _worth(sight: Sight) -> float:
    """How much was read, and how surely."""
    return sum([line.score**4 * len(line.text) for line in sight.lines])


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _breadth(line: Seen) -> float:
    (x0, y0), (x1, y1) = line.corners[:2]
    return hypot(x1 - x0, y1 - y0)


def _height(line: Seen) -> float:
    (x0, y0), (x1, y1) = line.corners[0], line.corners[3]
    return hypot(x1 - x0, y1 - y0)
