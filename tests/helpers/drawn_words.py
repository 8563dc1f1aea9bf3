"""Who draws, and who reads what was drawn: found in the source text, without running it.

A *word* is (purpose, block, word): of which block of draws, the first to fourth.  What `draws.block` returns, and the
arrays that `draws.fill` and its likes write to, are followed through names and arguments, from function to function, to
where they are compared, shifted, masked or multiplied: there something is decided.
"""

import ast
import importlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import demerit
from demerit import draws

PACKAGE: Final = Path(demerit.__file__).parent
PURPOSES: Final = {
    getattr(draws, name): name
    for name in (
        *("PERSON", "HOUSEHOLD", "COMMUNITY", "MONTH", "CANDIDATE", "MATTER", "KINDS", "WORLD", "ORGANISATION"),
        *("SAMPLE", "FINE_KINDS", "PLACEMENT"),
    )
}
FILLS: Final = {"fill": 4, "fill_same": 4, "fill_paired": 2}  # words of a block, or pairs of them, that are written
COUNTERS: Final = {"block": (2, 3), "fill": (3, 4), "fill_same": (3, 4), "fill_paired": (3, 4)}  # which, purpose
# Functions that turn a draw, or some bits of one, into a number, a day, an answer: whoever calls them decides.
HELPERS: Final = {
    *("month.opinion.bits", "month.response.rounded", "month.matters.within_month"),
    *("people.before.upper", "people.before.lower", "people.before.happened", "people.before.host"),
    *("people.before.mother_of", "people.before.lodging", "people.before.began"),
    *("people.anchor.chosen", "people.lists.drawn_from", "people.schooling.level"),
    *("people.placement.ahead", "people.placement.position", "month.candidates.smaller"),
}
Word = tuple[str, "int | str", int]


class Use(NamedTuple):
    """A function, as module.function without the package, that decides by a word: by one of `words`."""

    where: str
    words: frozenset[Word]


class Source(NamedTuple):
    """One module: its name without the package's, its tree, its constants, and from where it has which name."""

    name: str
    tree: ast.Module
    constants: dict[str, int]
    imports: dict[str, tuple[str, str]]


def sources(folder: Path = PACKAGE, changed: dict[str, str] | None = None) -> list[Source]:
    """The modules that draw or read draws; changed: other texts, by name."""
    out = []
    for path in sorted(folder.rglob("*.py")):
        name = ".".join(path.relative_to(folder).with_suffix("").parts)
        text = (changed or {}).get(name) or path.read_text()
        if name != "draws" and "demerit.draws import" in text:
            out.append(_source(name, text))
    return out


@lru_cache(maxsize=256)
def _source(name: str, text: str) -> Source:
    tree = ast.parse(text)
    constants = vars(importlib.import_module(f"demerit.{name.removesuffix('.__init__')}"))
    imports = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return Source(name, tree, {key: each for key, each in constants.items() if isinstance(each, int)}, imports)


def of_organisations(name: str) -> bool:
    """Whether a module is about organisations, whose draws are apart."""
    return name.startswith(("organisations", "month.organisation", "month.owners", "month.alike"))


def functions(source: Source) -> Iterator[ast.FunctionDef]:
    """Every function and method of a module."""
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef))


def called(node: ast.AST) -> str:
    """The bare name of the function that a call calls, or an empty text."""
    if isinstance(node, ast.Call):
        return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return ""


def _value(source: Source, node: ast.expr) -> int | str:
    """The number that an expression stands for, or its text."""
    text = ast.unparse(node)
    if isinstance(node, ast.Constant):
        return int(str(node.value))
    return int(source.constants[text]) if text in source.constants else text


def _named(function: ast.FunctionDef, node: ast.expr) -> ast.expr:
    """What a local name was assigned, if it is one and was assigned once."""
    given = [
        each.value
        for each in ast.walk(function)
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == ast.unparse(node)
    ]
    return given[0] if isinstance(node, ast.Name) and len(given) == 1 else node


def drawn_by(source: Source, function: ast.FunctionDef, call: ast.Call) -> tuple[str, int | str]:
    """Purpose and number of the block that a call draws."""
    at, purpose = COUNTERS[called(call)]
    which = _named(function, call.args[at])
    if called(call) == "fill" and isinstance(which, ast.Call):  # a whole array of one number
        which = which.args[1]
    return PURPOSES.get(_value(source, call.args[purpose]), "?"), _value(source, which)


def drawings(source: Source) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Every call of a module that draws, and the function that it is in."""
    for function in functions(source):
        for node in ast.walk(function):
            if called(node) in COUNTERS and isinstance(node, ast.Call) and len(node.args) > COUNTERS[called(node)][1]:
                yield function, node


def calls(all_of: list[Source]) -> list[tuple[str, str, int | str]]:
    """Every call that draws: module.function, purpose and block; those of `draws` itself apart."""
    return [
        (f"{source.name}.{function.name}", *drawn_by(source, function, node))
        for source in all_of
        for function, node in drawings(source)
    ]


def _aliases(function: ast.FunctionDef) -> dict[str, str]:
    """Names that stand for arrays of the desk: a, b = desk.fate, desk.seen."""
    out = {}
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Tuple)
            and isinstance(node.targets[0], ast.Tuple)
        ):
            for name, value in zip(node.targets[0].elts, node.value.elts):
                if isinstance(name, ast.Name) and isinstance(value, ast.Attribute):
                    out[name.id] = value.attr
    return out


def fields(all_of: list[Source]) -> dict[str, set[Word]]:
    """Which words an array of the desk can hold, by its name."""
    out: dict[str, set[Word]] = {}
    for source in all_of:
        for function, node in drawings(source):
            if called(node) in FILLS and not of_organisations(source.name):
                for name, words in _filled(function, node):
                    of_block = drawn_by(source, function, node)
                    out.setdefault(name, set()).update((*of_block, word) for word in words)
    return out


def _filled(function: ast.FunctionDef, call: ast.Call) -> Iterator[tuple[str, range]]:
    """The arrays that a call writes to, and which words."""
    number = FILLS[called(call)]
    known = _aliases(function)
    for at, into in enumerate(call.args[-number:]):
        each = 4 // number
        words = range(each * at, each * at + each)
        if isinstance(into, ast.Subscript):  # a row of an array that has one for each
            into, words = into.value, range(4)
        name = known.get(into.id) if isinstance(into, ast.Name) else getattr(into, "attr", None)
        if name is not None:
            yield name, words


class Reader:
    """Follows words through all functions; `uses` is what comes of it."""

    def __init__(self, all_of: list[Source]) -> None:
        self.fields = fields(all_of)
        self.functions: dict[str, list[tuple[Source, ast.FunctionDef]]] = {}
        for source in all_of:
            if source.name.startswith(("month.", "people.")) and not of_organisations(source.name):
                for function in functions(source):
                    self.functions.setdefault(function.name, []).append((source, function))
        self.uses: set[Use] = set()
        self.sites: dict[Use, set[tuple[int, int]]] = {}  # where in the text: line and column
        self.seen: set[tuple[str, tuple[tuple[str, frozenset[Word]], ...]]] = set()
        for several in list(self.functions.values()):
            for source, function in several:
                self.read(source, function, {})

    def read(self, source: Source, function: ast.FunctionDef, given: dict[str, frozenset[Word]]) -> None:
        """What a function does with the words in its arguments, and with those that it draws or finds on the desk."""
        where = f"{source.name}.{function.name}"
        key = where, tuple(sorted(given.items(), key=lambda item: item[0]))
        if key in self.seen:
            return
        self.seen.add(key)
        _Body(self, source, function, given).visit(function)

    def called(self, source: Source, name: str) -> tuple[Source, ast.FunctionDef] | None:
        """The function that a name calls in a module: its own, or the one it imports under this name."""
        module, known = source.imports.get(name, (f"demerit.{source.name}", name))
        found = self.functions.get(known, [])
        return next((each for each in found if module == f"demerit.{each[0].name}"), None)


class _Body(ast.NodeVisitor):
    """One function, statement by statement in the order of the text."""

    def __init__(
        self, reader: Reader, source: Source, function: ast.FunctionDef, given: dict[str, frozenset[Word]]
    ) -> None:
        self.reader, self.source, self.function = reader, source, function
        self.where = f"{source.name}.{function.name}"
        self.names = dict(given)
        self.written: set[str] = set()  # arrays of the desk that hold a result by now

    def words(self, node: ast.AST) -> frozenset[Word]:
        """The words that an expression is, unchanged: a name, a place on the desk, `int` or `>> 1` of these."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, frozenset())
        if isinstance(node, ast.Subscript):
            if called(node.value) == "block" and isinstance(node.value, ast.Call):
                of_block = drawn_by(self.source, self.function, node.value)
                return frozenset({(*of_block, int(ast.unparse(node.slice)))})
            held = node.value
            while isinstance(held, ast.Subscript):
                held = held.value
            if isinstance(held, ast.Attribute) and held.attr not in self.written:
                return frozenset(self.reader.fields.get(held.attr, ()))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "me":
            return frozenset(self.reader.fields.get(node.attr, ()))
        if called(node) == "int" and isinstance(node, ast.Call):
            return self.words(node.args[0])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift):
            one = isinstance(node.right, ast.Constant) and node.right.value == 1
            return self.words(node.left) if one else frozenset()
        return frozenset()

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if called(node.value) == "block" and isinstance(node.value, ast.Call) and isinstance(target, ast.Tuple):
            of_block = drawn_by(self.source, self.function, node.value)
            for word, name in enumerate(target.elts):
                self.names[ast.unparse(name)] = frozenset({(*of_block, word)})
            return
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for name, value in zip(target.elts, node.value.elts):
                self._assigned(name, value)
            return
        for each in node.targets:
            self._assigned(each, node.value)

    def _assigned(self, target: ast.expr, value: ast.expr) -> None:
        plain = self.words(value)
        if plain and isinstance(target, ast.Name):
            self.names[target.id] = plain
            return
        into = target.value if isinstance(target, ast.Subscript) else target
        if plain and isinstance(into, ast.Attribute) and into.attr in self.reader.fields:
            return  # to another place of the desk
        self.visit(value)
        if isinstance(target, ast.Name):
            self.names.pop(target.id, None)
        held: ast.expr = target
        while isinstance(held, ast.Subscript):
            held = held.value
        if isinstance(held, ast.Attribute) and isinstance(target, ast.Subscript):
            self.written.add(held.attr)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = called(node)
        if name in COUNTERS:
            if any(isinstance(argument, ast.Starred) for argument in node.args[-2:]):  # to arrays that go elsewhere
                of_block = drawn_by(self.source, self.function, node)
                self.reader.uses.add(Use(self.where, frozenset((*of_block, word) for word in range(4))))
            return
        known = self.reader.called(self.source, name)
        if known is not None and f"{known[0].name}.{known[1].name}" in HELPERS:
            known = None
        handed = {}
        for at, argument in enumerate(node.args):
            plain = self.words(argument)
            if known is None or not plain:
                self.visit(argument)
            else:
                handed[known[1].args.args[at].arg] = plain
        if known is not None and handed:
            self.reader.read(*known, handed)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None:
            self.visit(node.value)

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.expr):
            plain = self.words(node)
            if plain:
                if self.where not in HELPERS:
                    use = Use(self.where, plain)
                    self.reader.uses.add(use)
                    self.reader.sites.setdefault(use, set()).add((node.lineno, node.col_offset))
                return
        super().generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.generic_visit(node)
