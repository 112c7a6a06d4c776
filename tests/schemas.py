"""The documented schemas of what commands answer with --json, made from the types that they answer with.

    python tests/schemas.py

writes docs/json-schemas/<format>.json anew; a test fails while they differ.
"""

import inspect
import json
import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from beirat_tui.cli import answers
from beirat_tui.cli.answers.base import Answer

FOLDER = Path(__file__).parent.parent / "docs" / "json-schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answer_types() -> Mapping[str, type[Answer]]:
    """Every type of answer by the name of its format."""
    for module in pkgutil.iter_modules(answers.__path__, f"{answers.__name__}."):
        import_module(module.name)
    found = {str(kind.__struct_config__.tag): kind for kind in _below(Answer)}
    return dict(sorted(found.items()))


def _below(kind: type[Answer]) -> Iterator[type[Answer]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def schema(kind: type[Answer]) -> dict[str, Any]:
    """The JSON schema of one answer."""
    return {"$schema": DIALECT, **_dedented(msgspec.json.schema(kind))}


def _dedented(part: Any) -> Any:  # noqa: ANN401  (JSON)
    """PART with its descriptions as Python 3.13 keeps them: without the indentation of the docstring."""
    if isinstance(part, list):
        return [_dedented(each) for each in part]
    if isinstance(part, dict):
        return {name: _dedented(each) for name, each in part.items()}
    return inspect.cleandoc(part) if isinstance(part, str) else part


def text(kind: type[Answer]) -> str:
    """The content of the schema's file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write all schemas, and remove those that are gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {FOLDER / f"{name}.json": text(kind) for name, kind in answer_types().items()}
    for path in FOLDER.glob("*.json"):
        if path not in wanted:
            path.unlink()
    for path, content in wanted.items():
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
