"""Assembly: structure and language become the published Notice."""

from collections.abc import Iterable
from hashlib import sha256

from taskparse.edition import VERSION, rules_hash
from taskparse.notice.coverage import count
from taskparse.notice.document import DocumentBuilder
from taskparse.notice.drafting import draft_notice
from taskparse.notice.drafts import Drafts
from taskparse.notice.models import Notice
from taskparse.notice.places import Json, Places
from taskparse.notice.tasks import TaskBuilder
from taskparse.notice.versions import SCHEMA_VERSION
from taskparse.source import ReadResult, SourceText, Span
from taskparse.structure.fields import Cover
from taskparse.structure.outline import Outline


def assemble(source: SourceText, result: ReadResult, *, name: str, digest: str) -> Notice:
    """The Notice of a canonical text. `result` is what the reader said of it, `digest` the SHA-256 of the file's bytes."""
    cover, outline, drafts, rules = draft_notice(source)
    places = Places(source)
    document = DocumentBuilder(places, cover, drafts, outline)
    tasks = TaskBuilder(places, document.plan_year())
    trees = [tasks.task(task) for task in drafts.tasks]
    claims = [*_cover_claims(places, cover, document.closing()), *_outline_claims(places, outline, drafts)]
    tree: Json = {
        "schema_version": SCHEMA_VERSION,
        "source": _source(source, result, name, digest),
        "extractor": {"version": VERSION, "rules": rules_hash()},
        "document": document.document(rules, document.plan_year()),
        "sections": [tasks.section(section) for section in drafts.sections],
        "tasks": [tree for tree, _ in trees],
        "coverage": _coverage(places, claims),
        "diagnostics": [
            *({"code": "TP901", "severity": "warning", "message": remark} for remark in result.remarks),
            *(doubt for _, doubts in trees for doubt in doubts),
        ],
    }
    return Notice.model_validate(tree)


def _source(source: SourceText, result: ReadResult, name: str, digest: str) -> Json:
    return {
        "file": name,
        "media_type": result.media_type,
        "sha256": digest,
        "pages": result.pages,
        "text_sha256": sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _coverage(places: Places, claims: Iterable[Span]) -> Json:
    counted = count(places.source, claims)
    return {
        "characters": counted.characters,
        "claimed": counted.claimed,
        "ignored": counted.ignored,
        "furniture": [{"reason": reason, "characters": n} for reason, n in counted.furniture],
        "unclaimed": [places.span(span) for span in counted.unclaimed],
    }


def _cover_claims(places: Places, cover: Cover, closing: Iterable[tuple[int, int]]) -> Iterable[Span]:
    """What the document's fields and passages account for."""
    yield from (places.where(where) for where in cover.claims)
    yield from (places.where(where) for _, where in cover.passages)
    yield from (places.where(where) for where in closing)


def _outline_claims(places: Places, outline: Outline, drafts: Drafts) -> Iterable[Span]:
    """What sections, tasks, tables and background account for."""
    paragraphs = [*outline.before, *outline.headers, *outline.notes]
    paragraphs += [p for item in outline.items if item.row is not None for p in item.row.printed]
    yield from (places.where((p.start, p.end)) for p in paragraphs if p.end > p.start)
    yield from (places.where((s.start, s.end)) for s in drafts.sections)
    yield from (places.where(where) for where in drafts.background if where[1] > where[0])
    yield from (task.span for task in drafts.tasks)
    yield from (placed.span for placed, _, _ in drafts.blocks)
