-- A database as version 1 wrote it. Never edit: people have files like this.
PRAGMA application_id = 1213417557;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
);
INSERT INTO "finding" VALUES('01935a5c-0000-7000-8000-00000000a001',1,0,'yes_but','zh/yes_but/1',0,4,'我理解，但','转折把理解收回去了','我理解，我们一起看看','第三章');
INSERT INTO "finding" VALUES('01935a5c-0000-7000-8000-00000000a001',1,1,'names_feeling','detector:names_feeling',NULL,NULL,NULL,'没有说出客户的感受','','');
INSERT INTO "finding" VALUES('01935a5c-0000-7000-8000-00000000a001',2,0,'yes_but','zh/yes_but/1',0,4,'我理解，但','转折把理解收回去了','我理解，我们一起看看','第三章');
INSERT INTO "finding" VALUES('01935a5c-0000-7000-8000-00000000a001',2,1,'names_feeling','detector:names_feeling',NULL,NULL,NULL,'没有说出客户的感受','','');
CREATE TABLE person (
    id TEXT PRIMARY KEY,           -- uuid7
    name TEXT NOT NULL,
    staff_number TEXT NOT NULL,    -- tells people of one name apart
    team TEXT NOT NULL             -- class or team, may be empty
);
INSERT INTO "person" VALUES('0190-li','李晓','10086001','一班');
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
);
INSERT INTO "session" VALUES('01935a5c-0000-7000-8000-00000000a001','0190-li','chapter7/08-agitated','0535369c68657bba5f228943dee18ee5e81eaed2a9df673346b9bd8b8a7c7395','a73e36ec19ff2a725608408e2b396eadd2ac6046cfa31e010f8d62daab565165','1',7,'practice','2026-11-22T06:30:00Z','2026-11-22T06:40:00Z','settled','resolved',1,NULL,NULL,'{"mood":{"anger":7}}');
CREATE TABLE spoken (
    session TEXT NOT NULL REFERENCES session(id) ON DELETE CASCADE,
    turn INTEGER NOT NULL,         -- the reply it answers; 0 is the opening
    place INTEGER NOT NULL,        -- order within the turn, from 0
    part TEXT NOT NULL,            -- opening, reaction, answer, response, push or ending
    line TEXT NOT NULL,            -- id of the wording in the scenario or persona file
    speaker TEXT,                  -- someone of the cast; null where the customer is alone
    text TEXT NOT NULL,
    PRIMARY KEY (session, turn, place)
);
INSERT INTO "spoken" VALUES('01935a5c-0000-7000-8000-00000000a001',0,0,'opening','storming.says.0',NULL,'你们什么意思！');
INSERT INTO "spoken" VALUES('01935a5c-0000-7000-8000-00000000a001',1,0,'reaction','storming.1',NULL,'……行。');
INSERT INTO "spoken" VALUES('01935a5c-0000-7000-8000-00000000a001',1,1,'push','storming.2','li','快点。');
INSERT INTO "spoken" VALUES('01935a5c-0000-7000-8000-00000000a001',2,0,'reaction','storming.1',NULL,'……行。');
INSERT INTO "spoken" VALUES('01935a5c-0000-7000-8000-00000000a001',2,1,'push','storming.2','li','快点。');
CREATE TABLE text (
    hash TEXT PRIMARY KEY,         -- SHA-256 of body in UTF-8
    kind TEXT NOT NULL,            -- scenario or rules
    body TEXT NOT NULL             -- the whole text, as it was when it was played with
);
INSERT INTO "text" VALUES('0535369c68657bba5f228943dee18ee5e81eaed2a9df673346b9bd8b8a7c7395','scenario','title: 情绪激动客户
');
INSERT INTO "text" VALUES('a73e36ec19ff2a725608408e2b396eadd2ac6046cfa31e010f8d62daab565165','rules','rules
');
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
);
INSERT INTO "turn" VALUES('01935a5c-0000-7000-8000-00000000a001',1,4,2,3,3,12.5,1,1,1,'storming','telling',0,'第1句：您别急，我来查。','["names_feeling","yes_but"]','[{"id":"slow_refund","start":2,"end":4,"text":"退费"}]','[{"id":"when","start":5,"end":7,"text":"哪天"}]','{"empathy":["感受没有接住。","紧跟着转折。"],"overall":[]}','{"anger":8,"trust":3,"patience":8}','{"anger":7,"trust":4,"patience":8}','{"asked":["when"],"mood":{"anger":7},"left":0.25,"nobody":null}');
INSERT INTO "turn" VALUES('01935a5c-0000-7000-8000-00000000a001',2,4,2,3,3,12.5,1,1,1,'storming','settled',0,'第2句：您别急，我来查。','["names_feeling","yes_but"]','[{"id":"slow_refund","start":2,"end":4,"text":"退费"}]','[{"id":"when","start":5,"end":7,"text":"哪天"}]','{"empathy":["感受没有接住。","紧跟着转折。"],"overall":[]}','{"anger":8,"trust":3,"patience":8}','{"anger":7,"trust":4,"patience":8}','{"asked":["when"],"mood":{"anger":7},"left":0.25,"nobody":null}');
CREATE INDEX session_person ON session(person, started);
CREATE INDEX session_scenario ON session(scenario, started);
CREATE INDEX finding_label ON finding(label);
COMMIT;
