"""The tables as version 1 made them. What a column means stands here, where Datasette shows it, and nowhere in code.

Never edit a version that has been released: later changes are steps in migrations.py.
"""

from typing import Final

VERSION_1: Final[tuple[str, ...]] = (
    """
CREATE TABLE person (
    id TEXT PRIMARY KEY,           -- uuid7
    name TEXT NOT NULL,
    staff_number TEXT NOT NULL,    -- tells people of one name apart
    team TEXT NOT NULL             -- class or team, may be empty
)""",
    """
CREATE TABLE text (
    hash TEXT PRIMARY KEY,         -- SHA-256 of body in UTF-8
    kind TEXT NOT NULL,            -- scenario or rules
    body TEXT NOT NULL             -- the whole text, as it was when it was played with
)""",
    """
CREATE TABLE session (
    id TEXT PRIMARY KEY,           -- uuid7: sorts by start
    person TEXT NOT NULL REFERENCES person(id),
    scenario TEXT NOT NULL,        -- chapter7/08-agitated
    scenario_hash TEXT NOT NULL REFERENCES text(hash),
    rules_hash TEXT NOT NULL REFERENCES text(hash),
    scorer_version TEXT NOT NULL,
    seed INTEGER NOT NULL,         -- what decided between wordings
    mode TEXT NOT NULL,            -- practice, exam or timed
    started TEXT NOT NULL,         -- ISO 8601, UTC
    ended TEXT,                    -- null while it is open
    ending TEXT,                   -- the scenario's own name for it
    outcome TEXT,                  -- resolved, grudging, handed_over, unresolved, lost, gave_away or incident
    passed INTEGER,                -- 1, 0, or null while it is open
    parent TEXT,                   -- a retry: the session it branched from
    parent_turn INTEGER,           -- and at which turn; the turns before are copied
    start TEXT NOT NULL            -- JSON: what overrode the scenario's start
)""",
    """
CREATE TABLE turn (
    session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    etiquette INTEGER NOT NULL CHECK (etiquette BETWEEN 1 AND 5),
    empathy INTEGER NOT NULL CHECK (empathy BETWEEN 1 AND 5),
    phrasing INTEGER NOT NULL CHECK (phrasing BETWEEN 1 AND 5),
    overall INTEGER NOT NULL CHECK (overall BETWEEN 1 AND 5),
    seconds REAL,                  -- time taken to write the reply, where measured
    hints INTEGER NOT NULL,        -- hints looked at before this reply
    gaming INTEGER NOT NULL,       -- 1: written for the machine, not for the customer
    cut INTEGER NOT NULL,          -- 1: over the marked length, marked on its beginning
    state TEXT NOT NULL,           -- where the customer heard the reply
    led_to TEXT NOT NULL,          -- the state or ending it led to
    way INTEGER,                   -- which of the state's replies was taken, from 0; null: patience or turns ran out
    reply TEXT NOT NULL,           -- what the trainee wrote, whole
    labels TEXT NOT NULL,          -- JSON: names
    points TEXT NOT NULL,          -- JSON: points of the case that were raised, with their words
    questions TEXT NOT NULL,       -- JSON: what was asked, with its words
    reasons TEXT NOT NULL,         -- JSON: the sentences that explain each mark
    mood_before TEXT NOT NULL,     -- JSON: anger, trust, patience
    mood TEXT NOT NULL,
    standing TEXT NOT NULL,        -- JSON: the customer's whole memory; a session resumes from here
    PRIMARY KEY (session, number)
)""",
    """
CREATE TABLE finding (
    session TEXT NOT NULL,
    turn INTEGER NOT NULL,
    place INTEGER NOT NULL,        -- order within the turn, from 0
    label TEXT NOT NULL,
    rule TEXT NOT NULL,            -- the rule's id, or detector:<label>
    span_start INTEGER,            -- code points of the reply, end exclusive; null: about something missing
    span_end INTEGER,
    text TEXT,                     -- the words themselves
    why TEXT NOT NULL,
    better TEXT NOT NULL,          -- a wording to put in place of a fault, empty for a move
    source TEXT NOT NULL,
    PRIMARY KEY (session, turn, place),
    FOREIGN KEY (session, turn) REFERENCES turn(session, number) ON DELETE CASCADE
)""",
    """
CREATE TABLE spoken (
    session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    turn INTEGER NOT NULL,         -- the reply it answers; 0 is the opening
    place INTEGER NOT NULL,        -- order within the turn, from 0
    part TEXT NOT NULL,            -- opening, reaction, answer, response, push or ending
    line TEXT NOT NULL,            -- id of the wording in the scenario or persona file
    speaker TEXT,                  -- someone of the cast; null where the customer is alone
    text TEXT NOT NULL,
    PRIMARY KEY (session, turn, place)
)""",
    "CREATE INDEX session_person ON session(person, started)",
    "CREATE INDEX session_scenario ON session(scenario, started)",
    "CREATE INDEX finding_label ON finding(label)",
)
