"""TinyDB's table over a journal: it takes new documents, and refuses every other change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb.table import Table

from checkin.store.journal import EVENTS, JournalStorage

__all__ = ["JournalTable"]


class JournalTable(Table):
    """A table whose inserts go to the end of the log, at the same cost however long the log is."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own way to have text ids

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        storage = self._storage
        if not isinstance(storage, JournalStorage):
            raise TypeError("a journal's table needs a journal's storage")
        view = _Appending(storage.read()[EVENTS])
        updater(view)  # type: ignore[arg-type]  # everything that an updater does with a dict
        if view.added:
            storage.append(list(view.added.values()))
        self.clear_cache()


class _Appending(MutableMapping[str, Mapping[str, Any]]):
    """A view of the documents that collects new ones and refuses any other change."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.added: dict[str, Mapping[str, Any]] = {}
        self._documents = documents

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        raise TypeError("a document of a log never changes")

    def __setitem__(self, key: str, value: Mapping[str, Any]) -> None:
        if key in self:
            raise TypeError("a document of a log never changes")
        self.added[key] = value

    def __delitem__(self, key: str) -> None:
        raise TypeError("a document of a log is never removed")

    def __contains__(self, key: object) -> bool:
        return key in self.added or key in self._documents

    def __iter__(self) -> Iterator[str]:
        yield from self._documents
        yield from self.added

    def __len__(self) -> int:
        return len(self._documents) + len(self.added)
