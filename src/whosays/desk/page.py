"""How a page is made: a function that asks the case and returns a frozen answer, a template that shows it, a twin in JSON.

`@page("/claims", "claims.html")` makes both addresses, `/claims` and `/claims.json`. The function's parameters are those of the
address; its answer is what the template gets as `page` and what the twin writes. A parameter `person` is who asks: None on the
desk of one person.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from inspect import get_annotations
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whosays.store.people import Role

F = TypeVar("F", bound="Callable[..., object]")

# Numbers that the database can take.
_MOST = 2**62
_IN_QUERY = Annotated[int, Query(ge=-_MOST, le=_MOST)]
# What an address may carry, as annotations say it (they are strings here).
_KINDS: dict[str, object] = {"str": str, "int": int, "str | None": str | None}


@dataclass(frozen=True, slots=True)
class Route:
    """A page: where it is, what shows it, what asks for it, and who may see it in a team.

    `is_part`: it is laid into other pages by the script, and stands on none alone.
    """

    path: str
    template: str
    ask: Callable[..., object]
    role: Role = "reader"
    is_part: bool = False

    @property
    def twin(self) -> str:
        """The address of the same answer in JSON."""
        return "/index.json" if self.path == "/" else f"{self.path}.json"

    @property
    def api(self) -> str:
        """The address of the same answer in the API."""
        return "/api/v1/home" if self.path == "/" else f"/api/v1{self.path}"

    def parameters(self) -> Iterator[inspect.Parameter]:
        """Yield the parameters that the address may carry: all but the first, which is the desk, and who asks."""
        names = get_annotations(self.ask)
        for parameter in list(inspect.signature(self.ask).parameters.values())[1:]:
            if parameter.name != "person":
                kind = _KINDS[names[parameter.name]]
                if kind is int and f"{{{parameter.name}}}" not in self.path:
                    kind = _IN_QUERY
                yield parameter.replace(annotation=kind)

    @property
    def asks_who(self) -> bool:
        """Ask whether the page depends on who asks."""
        return "person" in inspect.signature(self.ask).parameters


@dataclass(slots=True)
class Pages:
    """The pages of one module."""

    routes: list[Route] = field(default_factory=list)

    def page(self, path: str, template: str, *, role: Role = "reader") -> Callable[[F], F]:
        """Register a function as a page, for people of this role and above: a page answers, and changes nothing."""
        return self._register(path, template, role, is_part=False)

    def part(self, path: str, template: str) -> Callable[[F], F]:
        """Register a function as a part of pages, which the script asks for."""
        return self._register(path, template, "reader", is_part=True)

    def _register(self, path: str, template: str, role: Role, *, is_part: bool) -> Callable[[F], F]:
        def register(ask: F) -> F:
            self.routes.append(Route(path, template, ask, role, is_part))
            return ask

        return register
