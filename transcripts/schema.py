"""The tables as each version made them. What a column means stands here, where Datasette shows it, and nowhere in code.

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

VERSION_2: Final[tuple[str, ...]] = (
    """
CREATE TABLE summary (             -- a row a session, worked out from it and its turns when either changes
    session TEXT PRIMARY KEY REFERENCES session(id) ON DELETE CASCADE,
    person TEXT NOT NULL,          -- this and the next seven as in session, so that a list reads one table
    scenario TEXT NOT NULL,
    mode TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    ending TEXT,
    outcome TEXT,
    passed INTEGER,
    turns INTEGER NOT NULL,
    overall REAL,                  -- session marks; null: no turn yet, or a dimension that nothing called for
    etiquette REAL,
    empathy REAL,
    phrasing REAL,
    state TEXT,                    -- where the last turn led; null where there is none
    left_at TEXT,                  -- the state in which the last reply was heard; null where there is none
    gates_failed INTEGER,          -- null: not known
    reviewed TEXT,                 -- when a review of it was last handed in
    reviews INTEGER NOT NULL DEFAULT 0,   -- how many instructors handed one in
    disputes INTEGER NOT NULL DEFAULT 0,  -- marks a trainee disputes and nobody has answered for
    indexed INTEGER NOT NULL DEFAULT 0    -- how many of its turns can be searched
)""",
    """
CREATE TABLE review (              -- what instructors say of sessions, and trainees of that; never changed
    id TEXT PRIMARY KEY,           -- uuid7
    session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    turn INTEGER NOT NULL,         -- 0: the session as a whole
    kind TEXT NOT NULL,            -- mark, refuted, added, comment, verdict, submitted, disputed, or its answer:
                                   -- accepted, partly, refused
    made TEXT NOT NULL,            -- ISO 8601, UTC
    author TEXT NOT NULL REFERENCES person(id),
    dimension TEXT,                -- mark, disputed and its answer: etiquette, empathy, phrasing or overall
    mark INTEGER CHECK (mark BETWEEN 1 AND 5),
    place INTEGER,                 -- refuted: which finding of the turn
    label TEXT,                    -- refuted and added: the label; verdict: passed, failed or again
    rule TEXT,                     -- refuted: the rule that found it
    span_start INTEGER,            -- added: code points of the reply, end exclusive
    span_end INTEGER,
    text TEXT,                     -- refuted and added: the words themselves
    words TEXT NOT NULL,           -- the reason, the comment, the dispute or its answer
    about TEXT                     -- accepted, partly, refused: the dispute it answers
)""",
    "CREATE TRIGGER review_is_kept BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END",
    """
CREATE TABLE roster (              -- who is to practise, as the instructor's list has them
    staff_number TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    team TEXT NOT NULL
)""",
    """
CREATE TABLE assignment (
    staff_number TEXT NOT NULL REFERENCES roster(staff_number) ON DELETE CASCADE,
    scenario TEXT NOT NULL,
    due TEXT NOT NULL,             -- a day, ISO 8601; empty: no date
    PRIMARY KEY (staff_number, scenario)
)""",
    """
CREATE TABLE pass_rule (           -- what passes here; the latest holds, and rows are never changed
    made TEXT PRIMARY KEY,         -- ISO 8601, UTC
    author TEXT NOT NULL,
    rule TEXT NOT NULL             -- JSON
)""",
    """
CREATE TABLE search (              -- which reply a row of search_words stands for
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL,
    turn INTEGER NOT NULL
)""",
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE INDEX search_session ON search(session)",
    """
CREATE VIEW practised AS           -- every session with who practised and what it came to
SELECT summary.session, person.name, person.staff_number, person.team, scenario, mode, started, ended, ending, outcome,
    passed, turns, overall, etiquette, empathy, phrasing, gates_failed, reviews, reviewed, disputes
FROM summary JOIN person ON person.id = summary.person""",
    """
CREATE VIEW conversation AS        -- what was said, in order: ORDER BY turn, part, place
SELECT spoken.session, spoken.turn, 1 AS part, spoken.place, coalesce(spoken.speaker, '客户') AS who,
    spoken.text AS words
FROM spoken UNION ALL SELECT turn.session, turn.number, 0, 0, '坐席', turn.reply FROM turn""",
    """
CREATE VIEW replies AS             -- every reply with who wrote it and its marks
SELECT turn.session, turn.number AS turn, person.name, person.staff_number, person.team, summary.scenario,
    summary.started, turn.state, turn.led_to, turn.overall, turn.etiquette, turn.empathy, turn.phrasing, turn.seconds,
    turn.hints, turn.gaming, turn.labels, turn.reply
FROM turn JOIN summary ON summary.session = turn.session JOIN person ON person.id = summary.person""",
    """
CREATE VIEW findings AS            -- every finding with the reply it is in
SELECT finding.session, finding.turn, person.name, person.team, summary.scenario, summary.started, finding.label,
    finding.rule, finding.text AS words, finding.why, finding.better, turn.reply
FROM finding JOIN turn ON turn.session = finding.session AND turn.number = finding.turn
JOIN summary ON summary.session = finding.session JOIN person ON person.id = summary.person""",
    """
CREATE VIEW instructors_said AS    -- what instructors said of replies, with the machine's mark beside theirs
SELECT review.session, review.turn, review.made, author.name AS instructor, trainee.name AS trainee, review.kind,
    review.dimension, CASE review.dimension WHEN 'overall' THEN turn.overall WHEN 'etiquette' THEN turn.etiquette
        WHEN 'empathy' THEN turn.empathy WHEN 'phrasing' THEN turn.phrasing END AS machine,
    review.mark, review.label, review.rule, review.text, review.words, turn.reply
FROM review JOIN person AS author ON author.id = review.author JOIN summary ON summary.session = review.session
JOIN person AS trainee ON trainee.id = summary.person
LEFT JOIN turn ON turn.session = review.session AND turn.number = review.turn""",
    "CREATE INDEX summary_started ON summary(started)",
    "CREATE INDEX summary_person ON summary(person, started)",
    "CREATE INDEX summary_scenario ON summary(scenario, started)",
    "CREATE INDEX summary_overall ON summary(overall)",
    "CREATE INDEX summary_gates ON summary(started) WHERE gates_failed > 0",
    "CREATE INDEX summary_disputes ON summary(session) WHERE disputes > 0",
    "CREATE INDEX summary_unsearched ON summary(session) WHERE indexed < turns",
    "CREATE INDEX finding_shown ON finding(session, label)",
    "CREATE INDEX review_session ON review(session, turn)",
    "CREATE INDEX review_author ON review(author, made)",
    "CREATE INDEX review_about ON review(about) WHERE about IS NOT NULL",
)
