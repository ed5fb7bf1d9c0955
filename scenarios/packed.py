"""A scenario as one text, its persona with it: what a session keeps, so that a later edit never changes the past."""

import json
from typing import Any

from scenarios.model import Scenario


def pack(scenario: Scenario) -> str:
    """Everything a scenario says and does, as one text."""
    persona = {"id": scenario.persona.id, "text": scenario.persona.text}
    return json.dumps({"id": scenario.id, "text": scenario.text, "persona": persona}, ensure_ascii=False)


def unpack(text: str, *, to_play: bool = True) -> Scenario:
    """The scenario that pack() packed. Raises ValueError where it is not one.

    `to_play` checks it whole, as any other file; to show what was said, its shape is enough and takes half the time.
    """
    from scenarios.loader import load_scenario
    from scenarios.personas import load_persona
    from scenarios.whole import load_whole, load_whole_persona
    from scoring.yamlfile import parse

    kept: Any = json.loads(text)
    try:
        name, persona = str(kept["id"]), kept["persona"]
        persona_id, persona_text = str(persona["id"]), str(persona["text"])
        document, own = parse(str(kept["text"]).encode(), name), parse(persona_text.encode(), persona_id)
        if to_play:
            loaded = load_whole(document, name, {persona_id: load_whole_persona(own, persona_id).persona})
        else:
            loaded = load_scenario(document, id=name, personas={persona_id: load_persona(own, id=persona_id).persona})
    except (KeyError, TypeError) as error:
        raise ValueError("这段文字不是一个完整的场景") from error
    if loaded.scenario is None:
        raise ValueError("\n".join(map(str, loaded.problems)))
    return loaded.scenario
