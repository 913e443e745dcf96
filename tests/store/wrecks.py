"""A disk that remembers every step, and everything that a power cut can leave after each of them.

What `sync` and `sync_folder` returned from stays. Everything since then may be there or not, in any mixture:
names without their bytes, later bytes without earlier ones (a hole reads as zeros), a write torn at any byte.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path, PurePosixPath

from checkin.store import Disk

__all__ = ["Recorder", "lay", "wrecks"]

Left = dict[str, bytes]
"""What is found after a power cut, by path; a folder ends with a slash."""
_ALL_SUBSETS = 4
"""Up to so many names that are not flushed yet, every mixture of them is tried."""


@dataclass(frozen=True)
class Step:
    """One touch of the disk."""

    kind: str
    path: str
    """Of a folder, a name or a name's target."""
    file: int = 0
    """Which file, whatever its name is at the moment."""
    at: int = 0
    """Where a write begins, or the size that is left of a file."""
    data: bytes = b""
    acknowledged: int = 0
    """How many things had been answered as done before it."""


class Recorder(Disk):
    """A real disk, without its waiting, that remembers every step inside one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[Step] = []
        self.acknowledged = 0
        self.start = {
            one.relative_to(root).as_posix() + ("/" if one.is_dir() else ""): (
                b"" if one.is_dir() else one.read_bytes()
            )
            for one in root.rglob("*")
        }
        self._files = {path: place for place, path in enumerate(self.start, start=1)}
        self.names = dict(self._files)
        """The files at the beginning, by path."""
        self._handles: dict[int, tuple[int, Path]] = {}
        self._next = len(self.start) + 1

    def _note(self, kind: str, path: Path, file: int = 0, at: int = 0, data: bytes = b"") -> None:
        name = path.relative_to(self.root).as_posix()
        self.steps.append(Step(kind, name, file, at, data, self.acknowledged))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def open(self, path: Path) -> int:
        if not path.exists():
            self._files[self._name(path)], self._next = self._next, self._next + 1
            self._note("create", path, self._files[self._name(path)])
        handle = super().open(path)
        self._handles[handle] = self._files[self._name(path)], path
        return handle

    def write(self, handle: int, data: bytes) -> None:
        file, path = self._handles[handle]
        self._note("write", path, file, path.stat().st_size, data)
        super().write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        file, path = self._handles[handle]
        if path.stat().st_size != size:
            self._note("truncate", path, file, size)
        super().truncate(handle, size)

    def sync(self, handle: int) -> None:
        file, path = self._handles[handle]
        self._note("sync", path, file)

    def replace(self, source: Path, target: Path) -> None:
        file = self._files[self._name(target)] = self._files.pop(self._name(source))
        self._note("replace", target, file, data=self._name(source).encode())
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        if self._files.pop(self._name(path), None):
            self._note("remove", path)
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self._note("folder", path)
        super().make_folder(path)

    def sync_folder(self, folder: Path) -> None:
        self._note("sync_folder", folder)


@dataclass
class Bytes:
    """A file's bytes that stay, and the steps on them that may or may not."""

    sure: bytes = b""
    open: list[Step] = field(default_factory=list)

    def after(self, steps: list[Step]) -> bytes:
        """Return what is found when only these steps reached the disk."""
        data = self.sure
        for one in steps:
            if one.kind == "truncate":
                data = data[: one.at].ljust(one.at, b"\0")
            else:
                data = data[: one.at].ljust(one.at, b"\0") + one.data + data[one.at + len(one.data) :]
        return data

    def found(self, every: int) -> Iterator[bytes]:
        """Yield what may be found: any one step missing or alone, and writes torn or holed at each `every`th byte."""
        for place, one in enumerate(self.open):
            before, after = self.open[:place], self.open[place + 1 :]
            yield self.after(before)
            yield self.after([one])
            yield self.after([*before, *after])
            if one.kind == "write":
                whole = one.data
                for cut in {*range(1, len(whole), every), len(whole) - 1}:
                    for torn in (
                        whole[:cut],
                        whole[:cut] + bytes(len(whole) - cut),
                        bytes(cut) + whole[cut:],
                        whole[: cut // 2] + bytes(cut - cut // 2) + whole[cut:],
                    ):
                        yield self.after([*before, Step("write", one.path, one.file, one.at, torn)])


class Wreck:
    """What stays for sure, and what may."""

    def __init__(self, disk: Recorder) -> None:
        self._names: dict[str, int] = dict(disk.names)
        self._open_names: list[Step] = []
        self._files = {disk.names[path]: Bytes(data) for path, data in disk.start.items()}

    def take(self, step: Step) -> None:
        """Do one step."""
        match step.kind:
            case "write" | "truncate":
                self._files[step.file].open.append(step)
            case "sync":
                bytes_ = self._files[step.file]
                bytes_.sure, bytes_.open = bytes_.after(bytes_.open), []
            case "sync_folder":
                inside = [one for one in self._open_names if _folder(one.path) == step.path]
                self._names = _named(self._names, inside)
                self._open_names = [one for one in self._open_names if one not in inside]
            case _:
                if step.kind == "create":
                    self._files[step.file] = Bytes()
                self._open_names.append(step)

    def left(self, every: int) -> Iterator[Left]:
        """Yield what may be found after a power cut here."""
        mixtures = list(_mixtures(self._open_names))
        none = {file: bytes_.sure for file, bytes_ in self._files.items()}
        done = {file: bytes_.after(bytes_.open) for file, bytes_ in self._files.items()}
        for mixture in mixtures:
            names = _named(self._names, mixture)
            yield _laid(names, none)
            yield _laid(names, done)
        for names in (_named(self._names, []), _named(self._names, self._open_names)):
            for file, bytes_ in self._files.items():
                for data in bytes_.found(every):
                    yield _laid(names, {**none, file: data})
                    yield _laid(names, {**done, file: data})


def wrecks(disk: Recorder, every: int = 1) -> Iterator[tuple[Left, int]]:
    """Yield each different thing that a power cut can leave, with the number of things acknowledged by then."""
    wreck, seen = Wreck(disk), set()
    for place, step in enumerate(disk.steps):
        wreck.take(step)
        following = disk.steps[place + 1 : place + 2]
        acknowledged = following[0].acknowledged if following else disk.acknowledged
        for left in wreck.left(every):
            mark = hash((acknowledged, *sorted(left.items())))
            if mark not in seen:
                seen.add(mark)
                yield left, acknowledged


def lay(root: Path, left: Left) -> None:
    """Make a folder hold what a power cut left, and nothing else."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for path in sorted(left):
        if path.endswith("/"):
            (root / path).mkdir(parents=True, exist_ok=True)
        else:
            (root / path).write_bytes(left[path])


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def _mixtures(steps: list[Step]) -> Iterator[list[Step]]:
    """Yield the names that may have reached the disk: any of them, or some telling choices when they are many."""
    if len(steps) <= _ALL_SUBSETS:
        for many in range(len(steps) + 1):
            yield from map(list, combinations(steps, many))
        return
    for place in range(len(steps) + 1):
        yield steps[:place]
        yield steps[place:]
        yield [*steps[:place], *steps[place + 1 :]]


def _named(names: dict[str, int], steps: list[Step]) -> dict[str, int]:
    found = dict(names)
    for one in steps:
        if one.kind == "remove":
            found.pop(one.path, None)
        elif one.kind == "folder":
            found[f"{one.path}/"] = 0
        else:
            found[one.path] = one.file
            if found.get(one.data.decode()) == one.file:
                del found[one.data.decode()]
    return found


def _laid(names: dict[str, int], data: dict[int, bytes]) -> Left:
    """Return names with their bytes; a name in a folder that isn't there is not there either."""
    return {
        path: data[file] if file and not path.endswith("/") else b""
        for path, file in names.items()
        if all(f"{parent.as_posix()}/" in names for parent in PurePosixPath(path).parents if parent.name)
    }
