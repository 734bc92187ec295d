"""`taskparse explain` and `taskparse render`: the reasons are those that decided, the boxes stand where the text is printed."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image
from rich.console import Console
from typer.testing import CliRunner

from taskparse.cli.app import app
from taskparse.cli.render.reasons import STYLES, print_reasons
from taskparse.explanation.drawing import COLOURS, Shape, draw_cut, draw_page
from taskparse.explanation.marks import LETTERS, Role, marks_of, marks_of_task, printed_lines
from taskparse.explanation.reasons import Explanation, explain
from taskparse.extraction import extract_with_source
from taskparse.notice.models import Notice
from taskparse.source import SourceText

ROOT = Path(__file__).parents[1]
PDF = ROOT / "samples" / "jiling-2027.pdf"
NOTICES = sorted(p for p in (ROOT / "tests" / "notices").iterdir() if p.suffix in (".txt", ".md", ".html"))


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="taskparse", **options)


@cache
def read(path: Path) -> tuple[Notice, SourceText]:
    return extract_with_source(path.read_bytes(), name=path.name)


def explained(text: str, task: str) -> tuple[SourceText, Explanation]:
    notice, source = extract_with_source(text.encode())
    (found,) = [one for one in notice.tasks if one.id == task]
    return source, explain(source, notice, found)


# A notice, a task, and of each of its units: role, name, form of the clause, label or verb, standing rule, what the list shares.
REASONS = [
    (
        "一、任务\n1.新建公园3个。（牵头单位：区城管局；责任单位：东湖、西山街道）\n",
        "1-1",
        [
            ("lead", "区城管局", "label-bracket", "牵头单位", None, ""),
            ("responsible", "东湖街道", "label-bracket", "责任单位", None, "街道"),
            ("responsible", "西山街道", "label-bracket", "责任单位", None, ""),
        ],
    ),
    (
        "一、任务\n1.新建公园3个。（责任单位：区城管局、住建局，列第一位的为牵头单位，下同）\n2.新建学校2所。（责任单位：区教育局、区住建局）\n",
        "1-2",
        [
            ("lead", "区教育局", "label-bracket", "责任单位", "first-listed-leads", ""),
            ("responsible", "区住建局", "label-bracket", "责任单位", None, ""),
        ],
    ),
    (
        "一、任务\n1.新建公园3个。（责任单位：区城管局、住建局，列第一位的为牵头单位，下同）\n2.新建学校2所。（责任单位：区教育局）\n",
        "1-1",
        [
            ("lead", "区城管局", "label-bracket", "责任单位", "first-listed-leads", ""),
            ("responsible", "区住建局", "label-bracket", "责任单位", None, "区"),
        ],
    ),
    (
        "一、任务\n1.新建公园3个。（责任单位：区城管局、区住建局，排首位的牵头，其余配合）\n2.新建学校2所。（责任单位：区教育局、区住建局）\n",
        "1-2",
        [
            ("lead", "区教育局", "label-bracket", "责任单位", "first-leads-others-support", ""),
            ("supporting", "区住建局", "label-bracket", "责任单位", "first-leads-others-support", ""),
        ],
    ),
    (
        "一、县发改局牵头工作（2项）\n1.新建公园3个。（责任单位：县住建局）\n2.新建学校2所。\n",
        "1-1",
        [
            ("lead", "县发改局", None, None, "heading-leads", ""),
            ("responsible", "县住建局", "label-bracket", "责任单位", None, ""),
        ],
    ),
    (
        "一、任务\n1.新建公园3个。（县林业局牵头，县财政局配合）\n",
        "1-1",
        [
            ("lead", "县林业局", "verb-bracket", "牵头", None, ""),
            ("supporting", "县财政局", "verb-bracket", "配合", None, ""),
        ],
    ),
    (
        "一、任务\n1.新建公园3个。\n2.新建学校2所。\n以上工作由县发改局牵头，县财政局配合。\n",
        "1-2",
        [
            ("lead", "县发改局", None, None, "above-led-by", ""),
            ("supporting", "县财政局", None, None, "above-led-by", ""),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "task", "expected"), REASONS)
def test_every_unit_has_the_reason_that_put_it_there(text: str, task: str, expected: list[Any]) -> None:
    _, explanation = explained(text, task)
    reasons = [
        (r.role, r.unit.name, r.form, r.label, r.rule.code if r.rule else None, r.prefix + r.suffix)
        for r in explanation.units
    ]
    assert reasons == expected
    assert all(bool(r.form_says) is (r.form is not None) for r in explanation.units)
    assert all(bool(r.rule_says) is (r.rule is not None) for r in explanation.units)


def test_figures_that_are_no_targets_have_their_trap() -> None:
    text = "一、任务\n1.实施三年行动，目前已建成460个，建设产业园二期，再建20个，给予最高500万元补助。（责任单位：区城管局）\n"
    source, explanation = explained(text, "1-1")
    assert [(r.text, r.trap) for r in explanation.rejected] == [
        ("三年", "period"), ("460个", "done"), ("二期", "ordinal"), ("500万元", "grant")
    ]  # fmt: skip
    assert all(r.says and source.text[r.span.start : r.span.end] == r.text for r in explanation.rejected)
    assert [(t.target.text, t.says) for t in explanation.targets] == [("20个", "a number and its measure word")]


@pytest.mark.parametrize("path", NOTICES[::4], ids=lambda path: path.name)
def test_every_task_can_be_explained(path: Path) -> None:
    notice, source = read(path)
    for task in notice.tasks[:12]:
        explanation = explain(source, notice, task)
        assert [r.unit for r in explanation.units] == [
            *task.lead_units, *task.responsible_units, *task.supporting_units
        ]  # fmt: skip
        assert [r for r in explanation.units if r.form is None and r.rule is None] == []
        spans = {(t.target.span.start, t.target.span.end) for t in explanation.targets}
        assert not spans & {(r.span.start, r.span.end) for r in explanation.rejected}


def test_a_notice_of_another_source_is_refused() -> None:
    notice, _ = extract_with_source("一、任务\n1.新建公园3个。（责任单位：区城管局）\n".encode())
    _, other = extract_with_source("一、任务\n1.新建公园4个。（责任单位：区城管局）\n".encode())
    with pytest.raises(ValueError, match="not read from this source"):
        explain(other, notice, notice.tasks[0])


# --- marks


def test_the_printed_text_has_its_marks() -> None:
    text = "一、任务\n1.实施三年行动，新建公园3个。（责任单位：区城管局；完成时限：9月底前）\n"
    source, explanation = explained(text, "1-1")
    marks = marks_of(explanation)
    assert [mark.key for mark in marks] == ["R1", "D1", "T1", "X1"]
    lines = [[(piece.text, "".join(m.key for m in piece.marks)) for piece in line] for line in printed_lines(source, explanation.task, marks)]  # fmt: skip
    assert lines == [[
        ("1.实施", ""), ("三年", "X1"), ("行动，新建公园", ""), ("3个", "T1"), ("。（责任单位：", ""),
        ("区城管局", "R1"), ("；完成时限：", ""), ("9月底前", "D1"), ("）", ""),
    ]]  # fmt: skip


def test_a_unit_in_two_roles_is_marked_once_with_both() -> None:
    text = "无牵头单位的，责任单位即为牵头单位。\n一、任务\n1.新建公园3个。（责任单位：区城管局）\n"
    source, explanation = explained(text, "1-1")
    lines = printed_lines(source, explanation.task, marks_of(explanation))
    assert [[m.key for m in piece.marks] for line in lines for piece in line if piece.marks] == [["T1"], ["L1", "R1"]]


def test_furniture_is_left_out_of_the_printed_text() -> None:
    text = "# 一、任务\n\n1. **做强产业。**新建公园**3**个。（责任单位：**区城管局**）\n"
    notice, source = extract_with_source(text.encode(), name="a.md")
    (task,) = notice.tasks
    assert "**" in source.text[task.span.start : task.span.end]
    lines = list(printed_lines(source, task, marks_of_task(task)))
    printed = "".join(piece.text for line in lines for piece in line)
    assert printed == "1. 做强产业。新建公园3个。（责任单位：区城管局）"


def test_every_role_has_a_letter_a_style_and_a_colour() -> None:
    assert set(LETTERS) == set(STYLES) == set(COLOURS) - {"task"} == set(get_args(Role))
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert len(set(COLOURS.values())) == len(COLOURS)


# --- pictures


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def coloured(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """Around all pixels of a colour."""
    mask = Image.new("L", image.size)
    mask.putdata([255 * (pixel == colour) for pixel in image.get_flattened_data()])
    return mask.getbbox()


def test_a_box_is_drawn_where_it_says() -> None:
    data = PDF.read_bytes()
    plain = opened(draw_page(data, 3, []))
    drawn = opened(draw_page(data, 3, [Shape("lead", [(3, 100.0, 200.0, 150.0, 220.0), (4, 0.0, 0.0, 50.0, 50.0)])]))
    assert drawn.size == plain.size
    body = (0, 0, drawn.width, drawn.height - 40)
    assert coloured(plain.crop(body), COLOURS["lead"]) is None
    assert coloured(drawn.crop(body), COLOURS["lead"]) == (200, 400, 301, 441)


def test_boxes_hold_the_ink_of_their_text() -> None:
    """Inside the box of a unit something is printed; just left of the page's text nothing is."""
    notice, _ = read(PDF)
    page = opened(draw_page(PDF.read_bytes(), 3, []))
    units = [u for t in notice.tasks for u in t.lead_units if u.span.page == 3]
    assert units
    for unit in units:
        x0, top, x1, bottom = (round(2 * side) for side in unit.span.boxes[0][1:])
        assert min(page.crop((x0, top, x1, bottom)).convert("L").tobytes()) < 80
    assert page.crop((0, 200, 140, 1000)).convert("L").getextrema() == (255, 255)


def test_a_cut_has_the_parts_of_both_pages() -> None:
    data = PDF.read_bytes()
    one = opened(draw_cut(data, [Shape("task", [(5, 80.0, 700.0, 500.0, 720.0)], "2-12")]))
    two = opened(draw_cut(data, [Shape("task", [(5, 80.0, 700.0, 500.0, 720.0), (6, 80.0, 100.0, 500.0, 140.0)])]))
    assert one.height < two.height < 700
    assert one.width == two.width


# --- the commands


def test_explain_says_what_is_printed_and_why() -> None:
    result = run("explain", PDF, "1-1")
    assert (result.exit_code, result.stderr) == (0, "")
    for line in (
        "1-1  page 3 [111, 268.84, 521.59, 284.82]",
        "  （一）地区生产总值增长⟦T1:6.5%⟧，固定资产投资增长⟦T2:8%左右⟧。（牵头单位：⟦L1:县发改局⟧；责任单位：",
        "Lead units\n  L1  县发改局  page 3 [177.52, 297.84, 242.48, 313.82]\n      label-bracket (牵头单位): ",
        "\n  R3  各乡镇 (含云脚工业园区管委会，下同)  page 3 ",
        "\n      a collective: it stands for several units\n",
        "\n  T2  增长 固定资产投资 ≈8%  page 3 [458.3, 268.84, 505.8, 284.82]\n      number-measure: a number and its measure word\n",
    ):
        assert line in result.stdout
    assert "\x1b" not in result.stdout


def test_explain_on_a_terminal_has_colours_and_a_document_cannot_move_the_cursor() -> None:
    source, explanation = explained("一、任务\n1.新建\x1b[2J公园3个。（责任单位：区城管局）\n", "1-1")
    console = Console(
        width=100, force_terminal=True, color_system="standard", no_color=False, markup=False, highlight=False
    )
    with console.capture() as capture:
        print_reasons(source, explanation, console)
    assert "\x1b[34m⟦R1:区城管局⟧\x1b[0m" in capture.get()
    assert "\x1b[2J" not in capture.get()


def test_both_tasks_of_a_number_printed_twice_are_explained() -> None:
    shown = run("explain", PDF, "2-12").stdout
    assert [line for line in shown.splitlines() if line.startswith("2-12  page 5")] != []
    assert "全面推行林长制" in shown
    assert "加强大气污染" in shown


def test_explain_reads_standard_input() -> None:
    text = "一、任务\n1.新建公园3个。（责任单位：区城管局）\n"
    result = run("explain", "-", "1-1", input=text.encode())
    assert (result.exit_code, "characters 5-25" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [["explain", PDF, "1-1", "--image", "{out}"], ["render", PDF, "--page", "3", "-o", "{out}"], ["render", "-", "--page", "3", "-o", "{out}"]],
)  # fmt: skip
def test_a_picture_is_written(arguments: list[object], tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    result = run(*[str(argument).format(out=out) for argument in arguments], input=PDF.read_bytes())
    assert (result.exit_code, result.stderr) == (0, "")
    image = opened(out.read_bytes())
    assert image.width == 1191
    assert all(coloured(image, COLOURS[role]) for role in ("task", "lead", "responsible", "target"))
    assert [path.name for path in tmp_path.iterdir()] == ["out.png"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["explain", PDF, "2-99"], 2, "no task has the id '2-99'; there are 2-9"),
        (["explain", ROOT / "samples" / "jiling-2027.yaml", "1-1"], 3, "name the document that it was made from"),
        (["explain", ROOT / "samples" / "jiling-2027.md", "1-1", "--image", "{out}"], 3, "of PDFs only; this is text/markdown"),
        (["explain", "none.pdf", "1-1"], 3, "none.pdf: No such file or directory"),
        (["explain", PDF, "1-1", "--image", "{out}/none/x.png"], 2, "cannot write"),
        (["render", PDF, "--page", "11", "-o", "{out}"], 3, "there is no page 11 (the document has 10)"),
        (["render", PDF, "--page", "0", "-o", "{out}"], 2, "Invalid value for '--page'"),
        (["render", ROOT / "samples" / "jiling-2027.md", "--page", "1", "-o", "{out}"], 3, "of PDFs only"),
        (["render", PDF, "-o", "{out}"], 2, "Missing option"),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_nothing_is_written(
    arguments: list[object], code: int, said: str, tmp_path: Path
) -> None:
    result = run(*[str(argument).format(out=tmp_path / "out.png") for argument in arguments])
    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", "").split())
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
