-- Version 7 of the schema, by `python -m tools.old_cases`. Fiction.
CREATE TABLE captures(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT,                    -- capture that it was taken out of (mail, archive)
    held INTEGER NOT NULL DEFAULT 1, -- 0: the original had to go with a document that was removed
    payload BLOB NOT NULL
);
INSERT INTO captures VALUES ('cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', 'river.txt', NULL, 1, CAST('{"id": "cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e", "name": "river.txt", "size": 74, "media_type": "text/plain", "method": "file", "fetched_at": "2026-01-02T03:04:05Z"}' AS BLOB));
INSERT INTO captures VALUES ('0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa', 'library.ar.txt', NULL, 1, CAST('{"id": "0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa", "name": "library.ar.txt", "size": 56, "media_type": "text/plain", "method": "file", "fetched_at": "2026-01-02T03:04:05Z"}' AS BLOB));
INSERT INTO captures VALUES ('b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4', 'quay.fa.txt', NULL, 1, CAST('{"id": "b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4", "name": "quay.fa.txt", "size": 62, "media_type": "text/plain", "method": "file", "fetched_at": "2026-01-02T03:04:05Z"}' AS BLOB));
INSERT INTO captures VALUES ('1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8', 'tram.txt', NULL, 1, CAST('{"id": "1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8", "name": "tram.txt", "size": 61, "media_type": "text/plain", "method": "file", "fetched_at": "2026-01-02T03:04:05Z"}' AS BLOB));
CREATE TABLE done(
    capture TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE,
    versions TEXT NOT NULL          -- of reader and extractors that have been over it
);
INSERT INTO done VALUES ('cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', 'plain 1 names 1');
INSERT INTO done VALUES ('0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa', 'plain 1 names 1');
INSERT INTO done VALUES ('b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4', 'plain 1 names 1');
INSERT INTO done VALUES ('1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8', 'plain 1 names 1');
CREATE TABLE documents(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    capture TEXT NOT NULL REFERENCES captures(id),
    payload BLOB NOT NULL,          -- all but the text
    text TEXT NOT NULL
);
INSERT INTO documents VALUES (1, 'doc-1da998d04e566d67', 'river.txt', 'cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', CAST('{"id": "doc-1da998d04e566d67", "capture": "cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e", "name": "river.txt", "text": "", "languages": [], "pages": [], "made_by": "text 1"}' AS BLOB), 'The Harbour Trust says the river is clean.
It is the oldest of the trusts.');
INSERT INTO documents VALUES (2, 'doc-9ad352f8eb9e0bba', 'library.ar.txt', '0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa', CAST('{"id": "doc-9ad352f8eb9e0bba", "capture": "0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa", "name": "library.ar.txt", "text": "", "languages": [], "pages": [], "made_by": "text 1"}' AS BLOB), 'قالت مكتبة التل إن المصعد معطل.');
INSERT INTO documents VALUES (3, 'doc-79905b68f3f2c056', 'quay.fa.txt', 'b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4', CAST('{"id": "doc-79905b68f3f2c056", "capture": "b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4", "name": "quay.fa.txt", "text": "", "languages": [], "pages": [], "made_by": "text 1"}' AS BLOB), 'انجمن اسکله می‌گوید که پل باز است.');
INSERT INTO documents VALUES (4, 'doc-14276ed822cc3c71', 'tram.txt', '1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8', CAST('{"id": "doc-14276ed822cc3c71", "capture": "1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8", "name": "tram.txt", "text": "", "languages": [], "pages": [], "made_by": "text 1"}' AS BLOB), 'The tram society says the line is open.
A museum will follow.');
CREATE TABLE passages(
    id TEXT PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num),
    place INTEGER NOT NULL,         -- reading order
    payload BLOB NOT NULL
);
INSERT INTO passages VALUES ('psg-c813794f00c71f0b', 1, 0, CAST('{"id": "psg-c813794f00c71f0b", "doc": "doc-1da998d04e566d67", "zone": "paragraph", "pieces": [{"doc": "doc-1da998d04e566d67", "start": 0, "end": 42, "text": "The Harbour Trust says the river is clean."}], "order": 0, "boxes": []}' AS BLOB));
INSERT INTO passages VALUES ('psg-a4f4c67e8f567248', 1, 1, CAST('{"id": "psg-a4f4c67e8f567248", "doc": "doc-1da998d04e566d67", "zone": "paragraph", "pieces": [{"doc": "doc-1da998d04e566d67", "start": 43, "end": 74, "text": "It is the oldest of the trusts."}], "order": 1, "boxes": []}' AS BLOB));
INSERT INTO passages VALUES ('psg-c733fc801b2f8c0e', 2, 0, CAST('{"id": "psg-c733fc801b2f8c0e", "doc": "doc-9ad352f8eb9e0bba", "zone": "paragraph", "pieces": [{"doc": "doc-9ad352f8eb9e0bba", "start": 0, "end": 31, "text": "قالت مكتبة التل إن المصعد معطل."}], "order": 0, "boxes": []}' AS BLOB));
INSERT INTO passages VALUES ('psg-5f2fd21e55382ed4', 3, 0, CAST('{"id": "psg-5f2fd21e55382ed4", "doc": "doc-79905b68f3f2c056", "zone": "paragraph", "pieces": [{"doc": "doc-79905b68f3f2c056", "start": 0, "end": 34, "text": "انجمن اسکله می‌گوید که پل باز است."}], "order": 0, "boxes": []}' AS BLOB));
INSERT INTO passages VALUES ('psg-40deab5ea6514d37', 4, 0, CAST('{"id": "psg-40deab5ea6514d37", "doc": "doc-14276ed822cc3c71", "zone": "paragraph", "pieces": [{"doc": "doc-14276ed822cc3c71", "start": 0, "end": 39, "text": "The tram society says the line is open."}], "order": 0, "boxes": []}' AS BLOB));
INSERT INTO passages VALUES ('psg-4ef87c069e5677d3', 4, 1, CAST('{"id": "psg-4ef87c069e5677d3", "doc": "doc-14276ed822cc3c71", "zone": "paragraph", "pieces": [{"doc": "doc-14276ed822cc3c71", "start": 40, "end": 61, "text": "A museum will follow."}], "order": 1, "boxes": []}' AS BLOB));
CREATE TABLE runs(id TEXT PRIMARY KEY, name TEXT NOT NULL, payload BLOB NOT NULL);
INSERT INTO runs VALUES ('run-8d81502f18948943', 'line', CAST('{"id": "run-8d81502f18948943", "name": "line", "version": "1"}' AS BLOB));
CREATE TABLE records(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    doc INTEGER REFERENCES documents(num), -- NULL: of the whole case
    start INTEGER NOT NULL,
    sort TEXT,                      -- kind of a mention, code of a problem
    run TEXT REFERENCES runs(id),   -- NULL: from a reader, or marked by a person
    payload BLOB NOT NULL,          -- what the latest run proposes
    kept BLOB,
    superseded_by TEXT,             -- the run that no longer proposes it
    unplaced INTEGER NOT NULL DEFAULT 0 -- 1: its words are not in the document as it is read now
);
INSERT INTO records VALUES (1, 'clm-476ef1155fe91aac', 'claim', 1, 23, NULL, 'run-8d81502f18948943', CAST('{"id": "clm-476ef1155fe91aac", "doc": "doc-1da998d04e566d67", "content": [{"doc": "doc-1da998d04e566d67", "start": 23, "end": 41, "text": "the river is clean"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), CAST('{"id": "clm-476ef1155fe91aac", "doc": "doc-1da998d04e566d67", "content": [{"doc": "doc-1da998d04e566d67", "start": 23, "end": 41, "text": "the river is clean"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), NULL, 0);
INSERT INTO records VALUES (2, 'men-b4dba28bc071ccf3', 'mention', 1, 4, 'organisation', 'run-8d81502f18948943', CAST('{"id": "men-b4dba28bc071ccf3", "at": {"doc": "doc-1da998d04e566d67", "start": 4, "end": 17, "text": "Harbour Trust"}, "kind": "organisation", "roles": [], "by": "test"}' AS BLOB), NULL, NULL, 0);
INSERT INTO records VALUES (3, 'clm-a2a0ed1c9a690c14', 'claim', 2, 19, NULL, 'run-8d81502f18948943', CAST('{"id": "clm-a2a0ed1c9a690c14", "doc": "doc-9ad352f8eb9e0bba", "content": [{"doc": "doc-9ad352f8eb9e0bba", "start": 19, "end": 30, "text": "المصعد معطل"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), CAST('{"id": "clm-a2a0ed1c9a690c14", "doc": "doc-9ad352f8eb9e0bba", "content": [{"doc": "doc-9ad352f8eb9e0bba", "start": 19, "end": 30, "text": "المصعد معطل"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), NULL, 0);
INSERT INTO records VALUES (4, 'men-1dcdedb186e92cda', 'mention', 2, 5, 'organisation', 'run-8d81502f18948943', CAST('{"id": "men-1dcdedb186e92cda", "at": {"doc": "doc-9ad352f8eb9e0bba", "start": 5, "end": 15, "text": "مكتبة التل"}, "kind": "organisation", "roles": [], "by": "test"}' AS BLOB), NULL, NULL, 0);
INSERT INTO records VALUES (5, 'clm-55557e7d5a82e2c7', 'claim', 3, 23, NULL, 'run-8d81502f18948943', CAST('{"id": "clm-55557e7d5a82e2c7", "doc": "doc-79905b68f3f2c056", "content": [{"doc": "doc-79905b68f3f2c056", "start": 23, "end": 33, "text": "پل باز است"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), NULL, NULL, 0);
INSERT INTO records VALUES (6, 'men-07916da35d8d35b1', 'mention', 3, 0, 'organisation', 'run-8d81502f18948943', CAST('{"id": "men-07916da35d8d35b1", "at": {"doc": "doc-79905b68f3f2c056", "start": 0, "end": 11, "text": "انجمن اسکله"}, "kind": "organisation", "roles": [], "by": "test"}' AS BLOB), NULL, NULL, 0);
INSERT INTO records VALUES (7, 'clm-c76b172ba1b843bb', 'claim', 4, 22, NULL, 'run-8d81502f18948943', CAST('{"id": "clm-c76b172ba1b843bb", "doc": "doc-14276ed822cc3c71", "content": [{"doc": "doc-14276ed822cc3c71", "start": 22, "end": 38, "text": "the line is open"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), CAST('{"id": "clm-c76b172ba1b843bb", "doc": "doc-14276ed822cc3c71", "content": [{"doc": "doc-14276ed822cc3c71", "start": 22, "end": 38, "text": "the line is open"}], "chain": [{"holder": {"kind": "author", "at": null, "refers_to": null, "reason": null}, "cue": null, "act": "assert", "outlet": null}], "about": [], "hedges": [], "form": "narrative", "cites": [], "cites_possible": [], "by": "test"}' AS BLOB), NULL, 0);
INSERT INTO records VALUES (8, 'men-7c8e7e0731cdc76b', 'mention', 4, 4, 'organisation', 'run-8d81502f18948943', CAST('{"id": "men-7c8e7e0731cdc76b", "at": {"doc": "doc-14276ed822cc3c71", "start": 4, "end": 16, "text": "tram society"}, "kind": "organisation", "roles": [], "by": "test"}' AS BLOB), NULL, NULL, 0);
CREATE TABLE rests_on(
    record TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
    target TEXT NOT NULL,           -- id of a record, document or capture elsewhere
    PRIMARY KEY(record, target)
) WITHOUT ROWID;
CREATE TABLE judgements(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, payload BLOB NOT NULL, other TEXT);
INSERT INTO judgements VALUES (1, 'jdg-f22a24360e4eeb2a', 'clm-476ef1155fe91aac', CAST('{"id": "jdg-f22a24360e4eeb2a", "record": "clm-476ef1155fe91aac", "decision": "accept", "who": "Ada Example", "when": "2026-01-02T03:04:03Z"}' AS BLOB), NULL);
INSERT INTO judgements VALUES (2, 'jdg-e9c1182056a82429', 'clm-a2a0ed1c9a690c14', CAST('{"id": "jdg-e9c1182056a82429", "record": "clm-a2a0ed1c9a690c14", "decision": "edit", "who": "Ada Example", "when": "2026-01-02T03:04:02Z", "changes": "{\"modality\": \"probable\"}"}' AS BLOB), NULL);
INSERT INTO judgements VALUES (3, 'jdg-39fe6be67876098b', 'clm-55557e7d5a82e2c7', CAST('{"id": "jdg-39fe6be67876098b", "record": "clm-55557e7d5a82e2c7", "decision": "reject", "who": "Ada Example", "when": "2026-01-02T03:04:04Z"}' AS BLOB), NULL);
INSERT INTO judgements VALUES (4, 'jdg-e648bd7f93297987', 'clm-55557e7d5a82e2c7', CAST('{"id": "jdg-e648bd7f93297987", "record": "clm-55557e7d5a82e2c7", "decision": "undo", "who": "Ada Example", "when": "2026-01-02T03:04:05Z", "supersedes": "jdg-39fe6be67876098b"}' AS BLOB), NULL);
INSERT INTO judgements VALUES (5, 'jdg-57cd4d9b17d8fff6', 'clm-c76b172ba1b843bb', CAST('{"id": "jdg-57cd4d9b17d8fff6", "record": "clm-c76b172ba1b843bb", "decision": "reject", "who": "Ada Example", "when": "2026-01-02T03:04:01Z"}' AS BLOB), NULL);
INSERT INTO judgements VALUES (6, 'jdg-6e294244465e0157', 'men-b4dba28bc071ccf3', CAST('{"id": "jdg-6e294244465e0157", "record": "men-b4dba28bc071ccf3", "decision": "different", "who": "Ada Example", "when": "2026-01-02T03:04:05Z", "other": "men-7c8e7e0731cdc76b"}' AS BLOB), 'men-7c8e7e0731cdc76b');
CREATE TABLE removing(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unwiped(yes INTEGER PRIMARY KEY);
CREATE TABLE search_rows(num INTEGER PRIMARY KEY, doc INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, start INTEGER NOT NULL, folded TEXT NOT NULL);
INSERT INTO search_rows VALUES (1, 1, 'passage', 'psg-c813794f00c71f0b', 0, 'the harbour trust says the river is clean ');
INSERT INTO search_rows VALUES (2, 1, 'passage', 'psg-a4f4c67e8f567248', 43, 'it is the oldest of the trusts ');
INSERT INTO search_rows VALUES (3, 1, 'claim', 'clm-476ef1155fe91aac', 23, 'the river is clean');
INSERT INTO search_rows VALUES (4, 1, 'mention', 'men-b4dba28bc071ccf3', 4, 'harbour trust');
INSERT INTO search_rows VALUES (5, 2, 'passage', 'psg-c733fc801b2f8c0e', 0, 'قالت مکتبه التل ان المصعد معطل ');
INSERT INTO search_rows VALUES (6, 2, 'claim', 'clm-a2a0ed1c9a690c14', 19, 'المصعد معطل');
INSERT INTO search_rows VALUES (7, 2, 'mention', 'men-1dcdedb186e92cda', 5, 'مکتبه التل');
INSERT INTO search_rows VALUES (8, 3, 'passage', 'psg-5f2fd21e55382ed4', 0, 'انجمن اسکله میگوید که پل باز است ');
INSERT INTO search_rows VALUES (9, 3, 'claim', 'clm-55557e7d5a82e2c7', 23, 'پل باز است');
INSERT INTO search_rows VALUES (10, 3, 'mention', 'men-07916da35d8d35b1', 0, 'انجمن اسکله');
INSERT INTO search_rows VALUES (11, 4, 'passage', 'psg-40deab5ea6514d37', 0, 'the tram society says the line is open ');
INSERT INTO search_rows VALUES (12, 4, 'passage', 'psg-4ef87c069e5677d3', 40, 'a museum will follow ');
INSERT INTO search_rows VALUES (13, 4, 'claim', 'clm-c76b172ba1b843bb', 22, 'the line is open');
INSERT INTO search_rows VALUES (14, 4, 'mention', 'men-7c8e7e0731cdc76b', 4, 'tram society');
CREATE TABLE search_claims(num INTEGER PRIMARY KEY, claim INTEGER NOT NULL);
INSERT INTO search_claims VALUES (3, 1);
INSERT INTO search_claims VALUES (6, 3);
INSERT INTO search_claims VALUES (9, 5);
INSERT INTO search_claims VALUES (13, 7);
CREATE VIRTUAL TABLE search USING fts5(folded, content='search_rows', content_rowid='num', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'");
CREATE TABLE placements(doc INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE, payload BLOB NOT NULL);
INSERT INTO placements VALUES (1, x'789c8bae562a2e492c2a51b232d0514acd4b51b23231d2514acaaf50b2aa562a484c4f55b232d451ca494d03a9d003324bf20ba0aca2ccf40cb0a825484349497e2e886354aba3949c9f979699929a970cd49d579a93531b0b001be81f1c');
CREATE TABLE visits(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    capture TEXT,
    payload BLOB NOT NULL
);
INSERT INTO visits VALUES (1, 'vis-6ec13ad2a7b88fd1', 'src-6ec13ad2a7b88fd1', 'cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', CAST('{"id": "vis-6ec13ad2a7b88fd1", "source": "src-6ec13ad2a7b88fd1", "url": "https://harbour.example/river", "when": "2026-01-02T03:04:05Z", "outcome": "first", "redirects": [], "headers": [], "capture": "cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e"}' AS BLOB));
CREATE TABLE signatures(capture TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE, signature TEXT NOT NULL);
CREATE TABLE settings(num INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL);
INSERT INTO settings VALUES (1, 'web-delay', '7', 'Ada Example', '2026-01-02T03:04:05Z');
CREATE TABLE answers(
    num INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    question TEXT NOT NULL,
    passage TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs(id),
    at TEXT NOT NULL,
    request BLOB NOT NULL,
    answer BLOB NOT NULL,
    UNIQUE(doc, question)
);
INSERT INTO answers VALUES (1, 1, 'qst-0000000000000001', 'psg-c813794f00c71f0b', 'run-8d81502f18948943', '2026-01-02T03:04:05Z', x'789cabae0500017500f9', x'789cab56cacbcf4b55b25230ac0500162f0378');
CREATE TABLE addresses(address TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY(address, doc)) WITHOUT ROWID;
INSERT INTO addresses VALUES ('harbour.example/river', 1);
CREATE TABLE entities(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, times INTEGER NOT NULL, joined INTEGER NOT NULL DEFAULT 0, within INTEGER REFERENCES entities(num), payload BLOB NOT NULL);
CREATE TABLE members(record INTEGER PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE, entity INTEGER NOT NULL, is_row INTEGER NOT NULL);
CREATE TABLE directory(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes INTEGER NOT NULL, seen INTEGER NOT NULL, apart BLOB NOT NULL);
INSERT INTO directory VALUES (1, 1, 0, '[{}, {}]');
CREATE TABLE renamed(doc INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE);
CREATE TABLE facts(claim INTEGER PRIMARY KEY REFERENCES records(num) ON DELETE CASCADE, doc INTEGER NOT NULL, start INTEGER NOT NULL, status INTEGER NOT NULL, voice INTEGER NOT NULL, hedged INTEGER NOT NULL, cited INTEGER NOT NULL, said TEXT, time TEXT, relation TEXT, holder TEXT NOT NULL, about TEXT NOT NULL, named BLOB NOT NULL, seq INTEGER NOT NULL);
INSERT INTO facts VALUES (1, 1, 23, 1, 1, 0, 0, NULL, NULL, NULL, '', '', CAST('[[null],[],[]]' AS BLOB), 1);
INSERT INTO facts VALUES (3, 2, 19, 2, 1, 0, 0, NULL, NULL, NULL, '', '', CAST('[[null],[],[]]' AS BLOB), 2);
INSERT INTO facts VALUES (5, 3, 23, 0, 1, 0, 0, NULL, NULL, NULL, '', '', CAST('[[null],[],[]]' AS BLOB), 3);
INSERT INTO facts VALUES (7, 4, 22, 3, 1, 0, 0, NULL, NULL, NULL, '', '', CAST('[[null],[],[]]' AS BLOB), 4);
CREATE TABLE claim_names(entity INTEGER NOT NULL, role INTEGER NOT NULL, claim INTEGER NOT NULL REFERENCES facts(claim) ON DELETE CASCADE, PRIMARY KEY(entity, role, claim)) WITHOUT ROWID;
CREATE TABLE facts_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), seq INTEGER NOT NULL, gone INTEGER NOT NULL);
INSERT INTO facts_state VALUES (1, 4, 0);
CREATE TABLE waiting_names(link TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, reason TEXT NOT NULL, sort TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places(num INTEGER PRIMARY KEY, country TEXT NOT NULL, place TEXT NOT NULL, UNIQUE(country, place));
CREATE TABLE lies(record INTEGER NOT NULL REFERENCES records(num) ON DELETE CASCADE, place INTEGER NOT NULL, PRIMARY KEY(record, place)) WITHOUT ROWID;
CREATE TABLE lies_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes INTEGER NOT NULL);
INSERT INTO lies_state VALUES (1, 0);
CREATE TABLE reports(
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE(id, version)
);
INSERT INTO reports VALUES (1, 'rep-0000000000000001', 1, CAST('{"id":"rep-0000000000000001","version":1,"title":"Boats","blocks":[{"kind":"heading","text":"Boats","cites":[]},{"kind":"paragraph","text":"What the harbour says.","cites":[]}],"who":"Ada Example","when":"2026-01-02T03:04:05Z","before":null,"dropped":false}' AS BLOB));
CREATE TABLE translations(
    num INTEGER PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
    passage TEXT NOT NULL,
    language TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    engine TEXT,
    text TEXT NOT NULL
);
INSERT INTO translations VALUES (1, 2, 'psg-c733fc801b2f8c0e', 'en', 'Ada Example', '2026-01-02T03:04:05Z', NULL, 'The library said …');
INSERT INTO search(search) VALUES ('rebuild');
CREATE INDEX captures_parent ON captures(parent) WHERE parent IS NOT NULL;
CREATE INDEX documents_name ON documents(name, id);
CREATE INDEX documents_capture ON documents(capture);
CREATE INDEX passages_doc ON passages(doc, place, id);
CREATE INDEX records_place ON records(doc, kind, start, id);
CREATE INDEX records_case ON records(kind, start, id) WHERE doc IS NULL;
CREATE INDEX rests_on_target ON rests_on(target);
CREATE INDEX judgements_record ON judgements(record);
CREATE TRIGGER judgements_grow BEFORE DELETE ON judgements WHEN OLD.id NOT IN (SELECT id FROM removing)
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE INDEX search_rows_doc ON search_rows(doc);
CREATE INDEX visits_source ON visits(source, num);
CREATE INDEX visits_capture ON visits(capture) WHERE capture IS NOT NULL;
CREATE INDEX settings_name ON settings(name, num);
CREATE INDEX records_sort ON records(kind, sort, doc, start, id)
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced;
CREATE INDEX addresses_doc ON addresses(doc);
CREATE INDEX judgements_other ON judgements(other) WHERE other IS NOT NULL;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE INDEX entities_times ON entities(times DESC, folded, num) WHERE within IS NULL;
CREATE INDEX entities_folded ON entities(folded, num) WHERE within IS NULL;
CREATE INDEX entities_within ON entities(within) WHERE within IS NOT NULL;
CREATE INDEX members_entity ON members(entity, is_row, record);
CREATE INDEX facts_doc ON facts(doc, start, claim);
CREATE INDEX facts_seq ON facts(seq);
CREATE INDEX facts_time ON facts(time) WHERE time IS NOT NULL;
CREATE INDEX facts_said ON facts(said) WHERE said IS NOT NULL;
CREATE INDEX claim_names_claim ON claim_names(claim);
CREATE TRIGGER facts_gone AFTER DELETE ON facts BEGIN UPDATE facts_state SET gone = gone + 1; END;
CREATE INDEX waiting_names_sort ON waiting_names(sort, link);
CREATE INDEX waiting_names_a ON waiting_names(a);
CREATE INDEX waiting_names_b ON waiting_names(b);
CREATE TRIGGER lies_gone AFTER DELETE ON lies BEGIN UPDATE lies_state SET changes = changes + 1; END;
CREATE INDEX translations_doc ON translations(doc, language, passage, num);
CREATE INDEX records_rows ON records(doc, start, id) WHERE kind = 'entry';
CREATE INDEX facts_relation ON facts(relation) WHERE relation IS NOT NULL;
PRAGMA application_id=1464356691;
PRAGMA user_version=7;
