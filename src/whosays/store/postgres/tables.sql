-- The tables of a case on PostgreSQL, as version 9 of the schema has them (`store/schema.py`); `docs/decisions/0016` says why they
-- are what they are. They stand in a schema of their own, a case each, which the session has as its search path.
--
-- What is another than in SQLite:
--   words are compared by code point (COLLATE "C"), as SQLite does;
--   truth values are BOOLEAN;
--   a new row has the number after the last one, as in SQLite: one writer at a time makes that safe, and copies keep their numbers;
--   what may be long has no B-tree, which takes no more than 2,700 bytes;
--   a count that many rows of one transaction change is kept as a sum of moves (`shown`) or changed once (`once`), since a row that
--   is written over a thousand times in one transaction leaves a thousand behind.

CREATE DOMAIN words AS TEXT COLLATE "C";

CREATE TABLE whosays(version INTEGER NOT NULL);

CREATE TABLE captures(
    id words PRIMARY KEY,
    name words NOT NULL,
    parent words,
    held BOOLEAN NOT NULL DEFAULT TRUE,
    payload BYTEA NOT NULL,
    rowid BIGINT NOT NULL UNIQUE  -- which SQLite gives every table without a number of its own
);
CREATE INDEX captures_parent ON captures(parent) WHERE parent IS NOT NULL;

CREATE TABLE done(
    capture words PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE,
    versions words NOT NULL
);

CREATE TABLE documents(
    num BIGINT PRIMARY KEY,
    id words NOT NULL UNIQUE,
    name words NOT NULL,
    capture words NOT NULL REFERENCES captures(id),
    payload BYTEA NOT NULL,
    body BYTEA NOT NULL
);
CREATE INDEX documents_capture ON documents(capture);

CREATE TABLE passages(
    id words PRIMARY KEY,
    doc BIGINT NOT NULL REFERENCES documents(num),
    place BIGINT NOT NULL,
    payload BYTEA NOT NULL
);
CREATE INDEX passages_doc ON passages(doc, place, id);

CREATE TABLE runs(id words PRIMARY KEY, name words NOT NULL, payload BYTEA NOT NULL);

CREATE TABLE records(
    num BIGINT PRIMARY KEY,
    id words NOT NULL UNIQUE,
    kind words NOT NULL,
    doc BIGINT REFERENCES documents(num),
    start BIGINT NOT NULL,
    sort words,
    run words REFERENCES runs(id),
    payload BYTEA NOT NULL,
    kept BYTEA,
    superseded_by words,
    unplaced BOOLEAN NOT NULL DEFAULT FALSE,
    odd INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX records_place ON records(doc, kind, start, id);
CREATE INDEX records_case ON records(kind, start) WHERE doc IS NULL;
CREATE INDEX records_sort ON records(kind, sort NULLS FIRST, doc NULLS FIRST, start)
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced;
CREATE INDEX records_kept ON records(doc) WHERE kept IS NOT NULL;
CREATE INDEX records_rows ON records(odd DESC, doc, start, id)
    WHERE kind = 'entry' AND doc IS NOT NULL AND superseded_by IS NULL AND NOT unplaced AND (kept IS NULL OR run IS NULL);

CREATE TABLE rests_on(
    record words NOT NULL REFERENCES records(id) ON DELETE CASCADE,
    target words NOT NULL,
    PRIMARY KEY(record, target)
);
CREATE INDEX rests_on_target ON rests_on(target);

CREATE TABLE judgements(
    num BIGINT PRIMARY KEY,
    id words NOT NULL UNIQUE,
    record words NOT NULL,
    payload BYTEA NOT NULL,
    other words,
    who words
);
CREATE INDEX judgements_record ON judgements(record);
CREATE INDEX judgements_other ON judgements(other) WHERE other IS NOT NULL;
CREATE INDEX judgements_who ON judgements(who, num);

CREATE TABLE removing(id words PRIMARY KEY);
CREATE TABLE unwiped(yes INTEGER PRIMARY KEY);

CREATE TABLE placements(doc BIGINT PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE, payload BYTEA NOT NULL);

CREATE TABLE visits(
    num BIGINT PRIMARY KEY,
    id words NOT NULL UNIQUE,
    source words NOT NULL,
    capture words,
    payload BYTEA NOT NULL
);
CREATE INDEX visits_source ON visits(source, num);
CREATE INDEX visits_capture ON visits(capture) WHERE capture IS NOT NULL;

CREATE TABLE signatures(capture words PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE, signature words NOT NULL);

CREATE TABLE settings(num BIGINT PRIMARY KEY, name words NOT NULL, value words NOT NULL, who words NOT NULL, at words NOT NULL);

CREATE TABLE answers(
    num BIGINT PRIMARY KEY,
    doc BIGINT NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    question words NOT NULL,
    passage words NOT NULL,
    run words NOT NULL REFERENCES runs(id),
    at words NOT NULL,
    request BYTEA NOT NULL,
    answer BYTEA NOT NULL,
    UNIQUE(doc, question)
);

CREATE TABLE reports(num BIGINT PRIMARY KEY, id words NOT NULL, version INTEGER NOT NULL, payload BYTEA NOT NULL, UNIQUE(id, version));

CREATE TABLE translations(
    num BIGINT PRIMARY KEY,
    doc BIGINT NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    passage words NOT NULL,
    language words NOT NULL,
    who words NOT NULL,
    at words NOT NULL,
    engine words,
    text words NOT NULL
);
CREATE INDEX translations_doc ON translations(doc, language, passage, num);

-- What is derived

CREATE TABLE search_rows(
    num BIGINT PRIMARY KEY,
    doc BIGINT NOT NULL,
    kind words NOT NULL,
    record words NOT NULL,
    start BIGINT NOT NULL
);
CREATE INDEX search_rows_doc ON search_rows(doc);
CREATE TABLE search_claims(num BIGINT PRIMARY KEY, claim BIGINT NOT NULL);
CREATE TABLE folded(doc BIGINT PRIMARY KEY, words BYTEA NOT NULL);
-- The words of a row: how many, one behind the other with a space around each, and which there are (NULL: more than PostgreSQL
-- takes, so they are looked for in the words themselves).
CREATE TABLE search(num BIGINT PRIMARY KEY, size INTEGER NOT NULL, folded words NOT NULL, lexemes TSVECTOR);
CREATE INDEX search_lexemes ON search USING gin(lexemes);
CREATE INDEX search_long ON search(num) WHERE lexemes IS NULL;
-- How many rows and words there are in all.
CREATE TABLE search_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), rows BIGINT NOT NULL, size BIGINT NOT NULL);
INSERT INTO search_state VALUES (1, 0, 0);

CREATE TABLE addresses(address words NOT NULL, doc BIGINT NOT NULL);
CREATE INDEX addresses_address ON addresses USING hash(address);
CREATE INDEX addresses_doc ON addresses(doc);

CREATE TABLE entities(
    num BIGINT PRIMARY KEY,
    id words NOT NULL UNIQUE,
    kind words NOT NULL,
    name words NOT NULL,
    folded words NOT NULL,
    times BIGINT NOT NULL,
    joined BOOLEAN NOT NULL DEFAULT FALSE,
    within BIGINT REFERENCES entities(num),
    payload BYTEA NOT NULL
);
CREATE INDEX entities_times ON entities(times DESC) WHERE within IS NULL;
CREATE INDEX entities_within ON entities(within) WHERE within IS NOT NULL;
CREATE TABLE members(
    record BIGINT PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE,
    entity BIGINT NOT NULL,
    is_row BOOLEAN NOT NULL
);
CREATE INDEX members_entity ON members(entity, is_row, record);
CREATE TABLE directory(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes BIGINT NOT NULL, seen BIGINT NOT NULL, apart BYTEA NOT NULL);
INSERT INTO directory VALUES (1, 1, 0, '[{}, {}]');
CREATE TABLE renamed(doc BIGINT PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE);

CREATE TABLE facts(
    claim BIGINT PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE,
    doc BIGINT NOT NULL,
    start BIGINT NOT NULL,
    status INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    hedged INTEGER NOT NULL,
    cited INTEGER NOT NULL,
    said words,
    time words,
    relation words,
    holder words NOT NULL,
    about words NOT NULL,
    named BYTEA NOT NULL,
    seq BIGINT NOT NULL
);
CREATE INDEX facts_doc ON facts(doc, start, claim);
CREATE INDEX facts_seq ON facts(seq);
CREATE INDEX facts_relation ON facts(relation) WHERE relation IS NOT NULL;
CREATE TABLE claim_names(
    entity BIGINT NOT NULL,
    role INTEGER NOT NULL,
    claim BIGINT NOT NULL REFERENCES facts(claim) ON DELETE CASCADE,
    PRIMARY KEY(entity, role, claim)
);
CREATE INDEX claim_names_claim ON claim_names(claim);
CREATE TABLE facts_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), seq BIGINT NOT NULL, gone BIGINT NOT NULL);
INSERT INTO facts_state VALUES (1, 0, 0);

CREATE TABLE waiting_names(link words PRIMARY KEY, a words NOT NULL, b words NOT NULL, reason words NOT NULL, sort words NOT NULL);
CREATE INDEX waiting_names_a ON waiting_names(a);
CREATE INDEX waiting_names_b ON waiting_names(b);

CREATE TABLE places(num BIGINT PRIMARY KEY, country words NOT NULL, place words NOT NULL);
CREATE INDEX places_place ON places USING hash(place);
CREATE TABLE lies(
    record BIGINT NOT NULL REFERENCES records(num) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    PRIMARY KEY(record, place)
);
CREATE TABLE lies_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes BIGINT NOT NULL);
INSERT INTO lies_state VALUES (1, 0);

CREATE TABLE changed(what words PRIMARY KEY, times BIGINT NOT NULL);
INSERT INTO changed VALUES ('documents', 1), ('removed', 1), ('claims', 1), ('events', 1), ('judged', 1);

CREATE TABLE shown_kept(kind words NOT NULL, sort words NOT NULL, times BIGINT NOT NULL, PRIMARY KEY(kind, sort));
CREATE TABLE shown_moved(kind words NOT NULL, sort words NOT NULL, times BIGINT NOT NULL);
CREATE VIEW shown AS SELECT kind, sort, sum(times)::BIGINT AS times
    FROM (SELECT * FROM shown_kept UNION ALL SELECT * FROM shown_moved) AS both_of_them GROUP BY kind, sort;

-- What the server remembers of values, to plan with, would outlive them; of words of documents it is to remember none.
DO $do$
DECLARE
    one RECORD;
BEGIN
    FOR one IN SELECT attrelid::regclass AS of_table, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r' AND attnum > 0
            AND (atttypid IN ('bytea'::regtype, 'tsvector'::regtype)
                OR attname IN ('name', 'text', 'folded', 'holder', 'about', 'place', 'address', 'reason', 'value')
                OR relname = 'waiting_names')
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER %I SET STATISTICS 0', one.of_table, one.attname);
    END LOOP;
END
$do$;

-- Numbers

DO $do$
DECLARE
    one TEXT;
    number TEXT;
BEGIN
    FOREACH one IN ARRAY ARRAY['captures', 'documents', 'records', 'judgements', 'visits', 'settings', 'answers', 'reports', 'translations',
        'search_rows', 'entities', 'places']
    LOOP
        number := CASE one WHEN 'captures' THEN 'rowid' ELSE 'num' END;
        EXECUTE format('CREATE FUNCTION next_of_%1$s() RETURNS BIGINT LANGUAGE plpgsql AS'
            ' $f$BEGIN RETURN (SELECT COALESCE(max(%2$s), 0) + 1 FROM %1$s); END$f$', one, number);
        EXECUTE format('ALTER TABLE %1$s ALTER %2$s SET DEFAULT next_of_%1$s()', one, number);
    END LOOP;
END
$do$;

-- What the database sees to by itself

CREATE FUNCTION once(what TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN -- true the first time in a transaction
    IF current_setting('whosays.' || what, TRUE) = 'yes' THEN
        RETURN FALSE;
    END IF;
    PERFORM set_config('whosays.' || what, 'yes', TRUE);
    RETURN TRUE;
END
$$;

CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM removing WHERE id = OLD.id) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'judgements are append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements FOR EACH ROW EXECUTE FUNCTION refuse();

CREATE FUNCTION note_changed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    one TEXT;
BEGIN
    FOREACH one IN ARRAY TG_ARGV LOOP
        IF once(one) THEN
            UPDATE changed SET times = times + 1 WHERE what = one;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER changed_1 AFTER INSERT OR UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION note_changed('documents');
CREATE TRIGGER changed_2 AFTER DELETE ON documents FOR EACH ROW EXECUTE FUNCTION note_changed('documents', 'removed');
CREATE TRIGGER changed_3 AFTER DELETE ON entities FOR EACH ROW EXECUTE FUNCTION note_changed('removed');
CREATE TRIGGER changed_4 AFTER UPDATE OF payload ON captures FOR EACH ROW EXECUTE FUNCTION note_changed('documents');
CREATE TRIGGER changed_5 AFTER INSERT OR DELETE ON facts FOR EACH ROW EXECUTE FUNCTION note_changed('claims');
CREATE TRIGGER changed_6 AFTER UPDATE ON facts FOR EACH ROW WHEN (
    (OLD.status = 3) <> (NEW.status = 3)
    OR (OLD.doc, OLD.start, OLD.voice, OLD.hedged, OLD.cited, OLD.said, OLD.time, OLD.relation, OLD.holder, OLD.about, OLD.named)
    IS DISTINCT FROM
    (NEW.doc, NEW.start, NEW.voice, NEW.hedged, NEW.cited, NEW.said, NEW.time, NEW.relation, NEW.holder, NEW.about, NEW.named)
) EXECUTE FUNCTION note_changed('claims');
CREATE TRIGGER changed_7 AFTER INSERT OR UPDATE ON records FOR EACH ROW WHEN (NEW.kind = 'event')
    EXECUTE FUNCTION note_changed('events');
CREATE TRIGGER changed_8 AFTER DELETE ON records FOR EACH ROW WHEN (OLD.kind = 'event') EXECUTE FUNCTION note_changed('events');
CREATE TRIGGER changed_9 AFTER INSERT ON judgements FOR EACH ROW WHEN (substr(NEW.record, 1, 4) IN ('men-', 'row-', 'evt-'))
    EXECUTE FUNCTION note_changed('judged');
CREATE TRIGGER changed_10 AFTER DELETE ON judgements FOR EACH ROW WHEN (substr(OLD.record, 1, 4) IN ('men-', 'row-', 'evt-'))
    EXECUTE FUNCTION note_changed('judged');

CREATE FUNCTION note_gone() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF once('gone') THEN
        UPDATE facts_state SET gone = gone + 1;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER facts_gone AFTER DELETE ON facts FOR EACH ROW EXECUTE FUNCTION note_gone();

CREATE FUNCTION note_lies() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF once('lies') THEN
        UPDATE lies_state SET changes = changes + 1;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER lies_gone AFTER DELETE ON lies FOR EACH ROW EXECUTE FUNCTION note_lies();

CREATE FUNCTION note_shown() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        IF (OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL) AND NOT OLD.unplaced THEN
            INSERT INTO shown_moved VALUES (OLD.kind, COALESCE(OLD.sort, ''), -1);
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF (NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL) AND NOT NEW.unplaced THEN
            INSERT INTO shown_moved VALUES (NEW.kind, COALESCE(NEW.sort, ''), 1);
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER shown_new AFTER INSERT OR DELETE ON records FOR EACH ROW EXECUTE FUNCTION note_shown();
CREATE TRIGGER shown_other AFTER UPDATE OF kind, sort, superseded_by, kept, unplaced ON records FOR EACH ROW WHEN (
    (OLD.kind, OLD.sort, OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL, OLD.unplaced)
    IS DISTINCT FROM (NEW.kind, NEW.sort, NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL, NEW.unplaced)
) EXECUTE FUNCTION note_shown();

-- Called before a transaction is kept: the moves become counts.
CREATE FUNCTION settle() RETURNS VOID LANGUAGE sql AS $$
    WITH moves AS (DELETE FROM shown_moved RETURNING kind, sort, times)
    INSERT INTO shown_kept SELECT kind, sort, sum(times) FROM moves GROUP BY kind, sort
    ON CONFLICT (kind, sort) DO UPDATE SET times = shown_kept.times + excluded.times;
$$;

-- What SQLite has and PostgreSQL calls otherwise.
CREATE DOMAIN blob AS BYTEA;
CREATE FUNCTION instr(BYTEA, BYTEA) RETURNS INTEGER LANGUAGE sql IMMUTABLE AS $$ SELECT position($2 IN $1) $$;
