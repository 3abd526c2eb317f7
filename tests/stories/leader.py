"""Who leads a room from outside a browser."""

import json
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from tests.launcher.house import House

HUB = "udon-smart-hub"


class Leader:
    """Who leads, by the API: each call is one command."""

    def __init__(self, house: House) -> None:
        self.address = f"http://127.0.0.1:{house.port}/api/v1/brainstorms"
        said = house.manage("token", "leader@example.org", "--scopes", "all").stdout
        self.token = said.strip().splitlines()[-1]
        self.code = self.call("", {"hub": HUB, "question": "เมืองเราควรเริ่มจากอะไร", "template": "free"})["code"]

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urlopen(Request(self.address + path, data, headers), timeout=10) as answer:
            return json.load(answer)

    def tell(self, type: str, **more: Any) -> dict[str, Any]:  # noqa: A002
        command = {"id": str(uuid4()), "type": type, **more}
        done: dict[str, Any] = self.call(f"/{self.code}/commands", {"commands": [command]})["results"][0]
        return done

    def begin(self, kind: str, **more: Any) -> None:
        self.tell("next", phase=self.tell("phase", kind=kind, visibility="open", **more)["phase"])

    def room(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(f"/{self.code}")
        return found

    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(f"/{self.code}/results")
        return found
