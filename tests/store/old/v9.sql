-- Version 9 of the schema, by `python -m tools.old_cases`. Fiction.
CREATE TABLE captures(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT,                    -- capture that it was taken out of (mail, archive)
    held INTEGER NOT NULL DEFAULT 1, -- 0: the original had to go with a document that was removed
    payload BLOB NOT NULL
);
INSERT INTO captures VALUES ('cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', 'river.txt', NULL, 1, x'012d57c10ec23008fd95a6f72965a575fb0e4f5e0c5d696ca28999bd68e2bfcbea6e04c8e3bd0b3cfeea8ca2145e02b02424ce9933934417c344e0530c4831a287894f89d07927018bc74942494459461d6ef69364ecaa8e7b3d34e5aac957fd6cc9e8357e48ae7c6def676fdbd41cd524e9e7d36bba693a9552ef1dae485b6efb62321601c3006e003cc338839f812ef6fb03');
INSERT INTO captures VALUES ('0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa', 'library.ar.txt', NULL, 1, x'012d57310e83300cfc4a94b950c7d809f08e4e5d2ae31095a152052c54eadf6b289be5f370b79ceffeea9c07e5760c5872891d7112693a6ca3e6ae004b661a8854a124520c225142d4843c504e925b15f11777be24674d7d9865de6a99ebd5081bb24c9f1de168f36bcc933cd6ed7ddcee92ae9694acfe1c98d9cdc1a74c96cc6d53c6559fa73b398f80b1825001dea0e9817ae0bbfffe00');
INSERT INTO captures VALUES ('b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4', 'quay.fa.txt', NULL, 1, x'012d57bb0ec2300cfc9528332d8ef3ee7730b120e72532202191a595f877dcd2cd3a7bb8f3703effd509993ca694552005565130e86b044f499b6a4bb11523512372b5384fdae75000209281e612cf1a7911e74912bc1c5ae746f360b60c7ffab6c30eb97ed5d2e931d6f731b8ebb9724ce2dfe7e8b1d71c645ae758ce48ab233f4f6b121201dd046a02bc815ec02c60eff2fb03');
INSERT INTO captures VALUES ('1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8', 'tram.txt', NULL, 1, x'012d57bb0ac3300cfc15e3b9692545964cbea3539792f8413d040acd9242ffbdca63132781ee96d3e950e73c963a09616001658c3582f68a8961a2cc19c61141432cc40aaa598a72094c102565919aa3bfb8f324b96dcb7c5d8caa619ff6dd3041abe792dbf85cd6f73165626e9691ecf1d97b66343b93da2c931b52cb925ea72f394f40d201764077e807e001c2c3fffe');
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
    body BLOB NOT NULL DEFAULT x'');
INSERT INTO documents VALUES (1, 'doc-1da998d04e566d67', 'river.txt', 'cafac60aeb25addada5e71769504b7625772409a8b52141e62f429e6fb55de3e', x'013d974b0a03310840af22599792a45127a7296634ddb4a5849965efde7ca03b153f3c103f8b0e66cda092f3a63e191229b1bb40cffe39ce66c365972a3b79b112515445058d0353469f0a5344e6987c96ad600c2918c59a6236aa0551ed6623ddda5ae05a3fcadbf5e838ddb8b0c00df929efc729f32980de6a3087d85f7989da7d90ac2008eefb03', x'789c0bc94855f0482c4aca2f2d5208292a2d2e51284eac2c5628010a176596a5162964162b24e7a426e6e971799680382099fc9c9454a0cafc3430af04a4ad580f00dc721a55');
INSERT INTO documents VALUES (2, 'doc-9ad352f8eb9e0bba', 'library.ar.txt', '0c58e12fdf69457aa39286cd9f05ad54b44cc0f74c21aa6a16c725b4d7ad8caa', x'013d974d0a03310885af22b32e4392c9ef69ca8b26ddb4a584994517bdfb6412e84e519f7c208a938e46cf04d99ca9b1e45454ce586ed4d53ffbd1ca95a2d8c5a24d95ea937501d892899e2555e520ce666b99550d968d063cb4e7605cb612209131e4e6d5a2fecce786f65dd1d6bd33f5c864a3e5b29f783f0e8ccf80fabcd1d8647fe70529f70b6716915e7e27', x'789cbbd97463f9cd961bab146eb6de6cbeb1eac68a1b2b152022375b146e2cbdd906e6dd6cbdb1f5c6ce1beb81aa80d4f69b2d7a0029f82516');
INSERT INTO documents VALUES (3, 'doc-79905b68f3f2c056', 'quay.fa.txt', 'b72bbc18a1051a8427e907ab34e5dd5e29aafaa6ed67a37c8d0009a40f6b27e4', x'013d57cb0a033108fc15d97359cc3bf99a3279f5d29652760f3df4df6b12e84d651c1911c5a58e66cd9012bbec63375d17767ebb90b0bf8ef3dd0624079d7351118a9d42b43ab4c401d9d8e66a754d27a003be551f6042899599132c779f056b07ddba5a24fdc367efd80f1124e1258cb661dff1bc9d986f01c9b0d15c637fe781daae43cb4a22b57d7f', x'789cbbb1fc66db8d35375b6fb629dc587e63f3ad95375b6eb62bdc6cbdddf3a8a1e7d6fa9b1db77b6eac57000a0305f7dd6c51b8b102a86c1358ed8d557a001e0328cf');
INSERT INTO documents VALUES (4, 'doc-14276ed822cc3c71', 'tram.txt', '1efb62154607418f807371c40b2d4d0aa10758e247077d6e74e542086cd66fd8', x'013d97cd0ac33008805f457a1e43add5bccd48a3d9651d63b4c7bdfb92067a53f1ef03511c7470d62461d3f0c45cca5c8ca61bb4ec9ffdf84677a1a8ab322da26842a926b4d9a808aeece29833a12d29580ccd5cc32416614c5a5cb57aeae9c6d582dec876df1b4db30d2a98bafccaefe791cf9f00daa4c1b9c32e65cb1e8f0e328280a6df1f', x'789c0bc9485528294acc5528ce4fce4c2da954284eac2c5628018ae664e6a52a64162be417a4e6e971392ae49616a796e62a9467e6e428a4e5e7e4e497eb0100a84115db');
CREATE TABLE passages(
    id TEXT PRIMARY KEY,
    doc INTEGER NOT NULL REFERENCES documents(num),
    place INTEGER NOT NULL,         -- reading order
    payload BLOB NOT NULL
);
INSERT INTO passages VALUES ('psg-c813794f00c71f0b', 1, 0, x'0183f84e015c24255b181a9b5b9aa41918249b1ba6192429e928405c04a6740d53122d2d2d520c4c524dcdcc52cccc41d290524b01b9d85280975b0a30cfe3d60ff5a38201900df6a58289119009f1a882524846aa82476211b0ff51a41052545a5ca2509c580919d52a0236eb8b14328b1592735213f3f44061a2002bfbc0c6414b310560ad0600');
INSERT INTO passages VALUES ('psg-a4f4c67e8f567248', 1, 1, x'017598c10a80200c865fe5a77345d69afa083d466442a720edfd5357d1a5d33686b06f874f54e850943493a785f56afcc8ba2753d590894a68949bad35aea3756476ac735bac85afb6f07a0b0ffcfff99b1134a4a26042534a8514d514b1c92f567e178588dd972a1e6788a1cd9bc0633ca894dfee42bacb2e');
INSERT INTO passages VALUES ('psg-c733fc801b2f8c0e', 2, 0, x'017595310ec2300c45aff2c50e4a8910ed719ad01e04526e82802e4c087193efdbe0da2d6261b21327965f8617a7832929ef63ec731daab4edeb1cb4217c220beba63dc49d56bad47421a5762abbb5f0ab2d7cbd8505fefffd99114173a344ac347550ace4c8ab148e90414e1c79e31dbe2305bcc8d95632f0c9371f7a4ac34bca667a212c26b4e6b3d3a07fdc07');
INSERT INTO passages VALUES ('psg-5f2fd21e55382ed4', 3, 0, x'017595310ec2300c45aff2d51950489ad25e07da9c83a12d0cb947012155829d73d8edc649709316b130c5726cd92fc34ba443509275da957a5b596b725d9569b242dc281ceb5d5128bbcf72679c3e289b4dd7d15af8d516bedec202ffbf7f6684923850c2a412465024d4714b776eb80575f41cae5cf309dc8cfe7df443cfe7d1530f494bf2c535e822658f504bb7cdf44e587c1846cc6683fc741f');
INSERT INTO passages VALUES ('psg-40deab5ea6514d37', 4, 0, x'0183f84e015c249918a4a4262699a6269a991a9aa4189b2be928405c04a6740d4d8ccccd52532c8c8c92938d93cd0d41d290524b01b9d85280975b0a30cfe3d60ff5a38201900df6a582b1259009f1a882524846aa02d0cdb90ac5f9c999a925950ac589959041ad1c6055a69059ac905f909aa7070a100558c107360b5a842900ab3400');
INSERT INTO passages VALUES ('psg-4ef87c069e5677d3', 4, 1, x'0175954b0a80300c05aff2e85ac5d6dae8d2b3f403424b57d2ebdb9fe2c65513924086c0b4d1a12a495ab7919ed56e5745641636a06d549f914b41ca9a4d08ad174dbc949bb5f0d5165e6fe181ff9fef8c90734e2a2614cf6123053b10f215ae80747a0f17bd8f692afc783c87d2de8d85fc83dd');
CREATE TABLE runs(id TEXT PRIMARY KEY, name TEXT NOT NULL, payload BLOB NOT NULL);
INSERT INTO runs VALUES ('run-8d81502f18948943', 'line', x'0183f84e013c126e916261686a6094666861690244c64a3a0ad06a4601349e950ae2c307c815940c956a01');
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
, odd INTEGER NOT NULL DEFAULT 0);
INSERT INTO records VALUES (1, 'clm-476ef1155fe91aac', 'claim', 1, 23, NULL, 'run-8d81502f18948943', x'0175d8410ac3201085e1abfc74dd426dd53467e94a120385d245727fa8ce648c14ba32a32e7c1a483e351db2703fc4bc3817c2924797d2743aa32b92e6e2e6348e8ff9ea7388718e431d6edec182fe9fbbe7e1762f8544c2bbf2a8a990bbabb5fcacafbc36a6774e9f1a14c3119d8e301ed17c84bcfc48587a221d5dba37a8925026d9a8108866201a82d815843188672d4c2e5aa937e8c181894367fc9a437beba1d40dd8caf7e90b', x'0175d8410ac3201085e1abfc74dd426dd53467e94a120385d245727fa8ce648c14ba32a32e7c1a483e351db2703fc4bc3817c2924797d2743aa32b92e6e2e6348e8ff9ea7388718e431d6edec182fe9fbbe7e1762f8544c2bbf2a8a990bbabb5fcacafbc36a6774e9f1a14c3119d8e301ed17c84bcfc48587a221d5dba37a8925026d9a8108866201a82d815843188672d4c2e5aa937e8c181894367fc9a437beba1d40dd8caf7e90b', NULL, 0, 0);
INSERT INTO records VALUES (2, 'men-b4dba28bc071ccf3', 'mention', 1, 4, 'organisation', 'run-8d81502f18948943', x'0183f84e019c80924c5292128d2c92920dcc0d9393d38c957414c0294a01ea3005b0cb0c53122d2d2d520c4c524dcdcc52cccc41aaa04e553001b2c18e553034073221ee5550f2482c0276218a14428a4a8b8125315006128c0a68d95c0196c81480a94c01ec649021203d00', NULL, NULL, 0, 0);
INSERT INTO records VALUES (3, 'clm-a2a0ed1c9a690c14', 'claim', 2, 19, NULL, 'run-8d81502f18948943', x'0175d7c10dc22014c6f155fee95913daaa91593c418b0bb8429dc5a32763ba09dd46e0f56163e2091e70e00312f29374948dbbce9930b68375276b86f6d0ec901d95666fddd81fbbeb39781b8cf72e4f57efa041ffaf5df3d0da549448f4267525154d7c2cd3728faf38c727a933c7f732e5aca88fd800091512954894f74fc9cb5649df21391e044a889474b62888ca20aa835821844a884b2e142f520939d89a034587acf865878ce67bc967704b5fd407', x'0175d7c10dc22014c6f155fee95913daaa91593c418b0bb8429dc5a32763ba09dd46e0f56163e2091e70e00312f29374948dbbce9930b68375276b86f6d0ec901d95666fddd81fbbeb39781b8cf72e4f57efa041ffaf5df3d0da549448f4267525154d7c2cd3728faf38c727a933c7f732e5aca88fd800091512954894f74fc9cb5649df21391e044a889474b62888ca20aa835821844a884b2e142f520939d89a034587acf865878ce67bc967704b5fd407', NULL, 0, 0);
INSERT INTO records VALUES (4, 'men-1dcdedb186e92cda', 'mention', 2, 5, 'organisation', 'run-8d81502f18948943', x'015d94cd0d80200c4657f9e2d9836030328e505cc011c459fc99a86c2314bc78eba169ded7bcb6a68308a4c85320a7e62958ed69e97a885168601032bbd068f43a0767c3e09c743554985c0b2c54292b2fba74a49d1fbef8069f29f293628e8bb64cfc8e1d9f6ac8ae41c0cba82dfff017', NULL, NULL, 0, 0);
INSERT INTO records VALUES (5, 'clm-55557e7d5a82e2c7', 'claim', 3, 23, NULL, 'run-8d81502f18948943', x'0175d7410ec2201085e1abfce95a938686d29ec595d6f6025ec1bb685ceade73d0dbc8301d242676411960c18326cda7e9c81bf7e9097338fbe3e06637856687ee28bff6611c5b7fea87a55bdcd4fa5ea68b77b0a0ffd76e79705d2a72243ae96a2a9af5bd5e89f7788b4f52f38a0f098ae1884a47188f283e227ffce4b0d444fa0ee9d9a04a429964b3994014035110c4a6208c411ca430b968a5dea00607260e5df16b0e1d954b9103b8a4ffd307', NULL, NULL, 0, 0);
INSERT INTO records VALUES (6, 'men-07916da35d8d35b1', 'mention', 3, 0, 'organisation', 'run-8d81502f18948943', x'015d94c10d80200c4557f9e1ec0124a08ca312177005c5518c893797a14e63ad78f1d643d3bcdfbcf64d07114837c1f8d85917db685d6f5405310a050c42d684a05defdbd18ef5a09d7fba0a2a34d7020b63b87c79a1f246291fb45042def279ed34d3ca8151d689dfb9e3930d6c1b04fd1936f117bf01', NULL, NULL, 0, 0);
INSERT INTO records VALUES (7, 'clm-c76b172ba1b843bb', 'claim', 4, 22, NULL, 'run-8d81502f18948943', x'0175d8410ac3201085e1abfc74dd2e9c84e85dbaaa268b42690bb93f546732560a5d2533baf06940be583a74e1252e3944c9b790d33ce57c3a632bd2c725cc12976d4d22a54c258636dcbd8307fd3ff7c883482d341253aaaf960afd77f5a83714f79dd77b7bb698388d186c84e388ae23f4d347a33202e9dbb29dc18c8421c94715407401d109c461201c415c5be16eb1cab4c1c80ddc1b36e3571cd66d47d2e2eff576fa00', x'0175d8410ac3201085e1abfc74dd2e9c84e85dbaaa268b42690bb93f546732560a5d2533baf06940be583a74e1252e3944c9b790d33ce57c3a632bd2c725cc12976d4d22a54c258636dcbd8307fd3ff7c883482d341253aaaf960afd77f5a83714f79dd77b7bb698388d186c84e388ae23f4d347a33202e9dbb29dc18c8421c94715407401d109c461201c415c5be16eb1cab4c1c80ddc1b36e3571cd66d47d2e2eff576fa00', NULL, 0, 0);
INSERT INTO records VALUES (8, 'men-7c8e7e0731cdc76b', 'mention', 4, 4, 'organisation', 'run-8d81502f18948943', x'015d96310ec0200845aff2d3b94351239ea7c8e0d07470eedd8b68976e241078900f61760717104b51d683234915cee7b6c31585050627a314386b2d218844611a510b15c96c87056533272f46d90bfd96a6f6c83fe69853c46fcbf1690c263238f1c8d1ed78bf', NULL, NULL, 0, 0);
CREATE TABLE rests_on(
    record TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
    target TEXT NOT NULL,           -- id of a record, document or capture elsewhere
    PRIMARY KEY(record, target)
) WITHOUT ROWID;
CREATE TABLE judgements(num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL, payload BLOB NOT NULL, other TEXT, who TEXT);
INSERT INTO judgements VALUES (1, 'jdg-f22a24360e4eeb2a', 'clm-476ef1155fe91aac', CAST('{"id": "jdg-f22a24360e4eeb2a", "record": "clm-476ef1155fe91aac", "decision": "accept", "who": "Ada Example", "when": "2026-01-02T03:04:03Z"}' AS BLOB), NULL, 'Ada Example');
INSERT INTO judgements VALUES (2, 'jdg-e9c1182056a82429', 'clm-a2a0ed1c9a690c14', CAST('{"id": "jdg-e9c1182056a82429", "record": "clm-a2a0ed1c9a690c14", "decision": "edit", "who": "Ada Example", "when": "2026-01-02T03:04:02Z", "changes": "{\"modality\": \"probable\"}"}' AS BLOB), NULL, 'Ada Example');
INSERT INTO judgements VALUES (3, 'jdg-39fe6be67876098b', 'clm-55557e7d5a82e2c7', CAST('{"id": "jdg-39fe6be67876098b", "record": "clm-55557e7d5a82e2c7", "decision": "reject", "who": "Ada Example", "when": "2026-01-02T03:04:04Z"}' AS BLOB), NULL, 'Ada Example');
INSERT INTO judgements VALUES (4, 'jdg-e648bd7f93297987', 'clm-55557e7d5a82e2c7', CAST('{"id": "jdg-e648bd7f93297987", "record": "clm-55557e7d5a82e2c7", "decision": "undo", "who": "Ada Example", "when": "2026-01-02T03:04:05Z", "supersedes": "jdg-39fe6be67876098b"}' AS BLOB), NULL, 'Ada Example');
INSERT INTO judgements VALUES (5, 'jdg-57cd4d9b17d8fff6', 'clm-c76b172ba1b843bb', CAST('{"id": "jdg-57cd4d9b17d8fff6", "record": "clm-c76b172ba1b843bb", "decision": "reject", "who": "Ada Example", "when": "2026-01-02T03:04:01Z"}' AS BLOB), NULL, 'Ada Example');
INSERT INTO judgements VALUES (6, 'jdg-6e294244465e0157', 'men-b4dba28bc071ccf3', CAST('{"id": "jdg-6e294244465e0157", "record": "men-b4dba28bc071ccf3", "decision": "different", "who": "Ada Example", "when": "2026-01-02T03:04:05Z", "other": "men-7c8e7e0731cdc76b"}' AS BLOB), 'men-7c8e7e0731cdc76b', 'Ada Example');
CREATE TABLE removing(id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unwiped(yes INTEGER PRIMARY KEY);
INSERT INTO unwiped VALUES (1);
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
CREATE TABLE changed(what TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO changed VALUES ('claims', 1);
INSERT INTO changed VALUES ('documents', 13);
INSERT INTO changed VALUES ('events', 1);
INSERT INTO changed VALUES ('judged', 1);
INSERT INTO changed VALUES ('removed', 1);
CREATE TABLE shown(kind TEXT NOT NULL, sort TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY(kind, sort)) WITHOUT ROWID;
INSERT INTO shown VALUES ('claim', '', 4);
INSERT INTO shown VALUES ('mention', 'organisation', 4);
CREATE TABLE search_rows(num INTEGER PRIMARY KEY, doc INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, start INTEGER NOT NULL);
INSERT INTO search_rows VALUES (1, 1, 'passage', 'psg-c813794f00c71f0b', 0);
INSERT INTO search_rows VALUES (2, 1, 'passage', 'psg-a4f4c67e8f567248', 43);
INSERT INTO search_rows VALUES (3, 1, 'claim', 'clm-476ef1155fe91aac', 23);
INSERT INTO search_rows VALUES (4, 1, 'mention', 'men-b4dba28bc071ccf3', 4);
INSERT INTO search_rows VALUES (5, 2, 'passage', 'psg-c733fc801b2f8c0e', 0);
INSERT INTO search_rows VALUES (6, 2, 'claim', 'clm-a2a0ed1c9a690c14', 19);
INSERT INTO search_rows VALUES (7, 2, 'mention', 'men-1dcdedb186e92cda', 5);
INSERT INTO search_rows VALUES (8, 3, 'passage', 'psg-5f2fd21e55382ed4', 0);
INSERT INTO search_rows VALUES (9, 3, 'claim', 'clm-55557e7d5a82e2c7', 23);
INSERT INTO search_rows VALUES (10, 3, 'mention', 'men-07916da35d8d35b1', 0);
INSERT INTO search_rows VALUES (11, 4, 'passage', 'psg-40deab5ea6514d37', 0);
INSERT INTO search_rows VALUES (12, 4, 'passage', 'psg-4ef87c069e5677d3', 40);
INSERT INTO search_rows VALUES (13, 4, 'claim', 'clm-c76b172ba1b843bb', 22);
INSERT INTO search_rows VALUES (14, 4, 'mention', 'men-7c8e7e0731cdc76b', 4);
CREATE TABLE folded(doc INTEGER PRIMARY KEY, words BLOB NOT NULL);
INSERT INTO folded VALUES (1, x'789cab563254b2522ac94855c8482c4aca2f2d5228292a2d2e51284eac2c560009176596a5162964162b24e7a426e62928e9281901356496808440f2f93929a940f5f969601e587331489531d45854fd400913a0048a5d4ab50089b72bfa');
INSERT INTO folded VALUES (2, x'789cab563255b252bad97463f9cd961bab146eb6de5a7963d58d1537db152022375b408c3630ef66eb8dad3776de580f5405a4b603a5947494cc80dab14a02e5cc4146639aa8540b001ee84540');
INSERT INTO folded VALUES (3, x'789cab56b250b252bab1fc66db8d35375b6fb629dc587e63f3ad95375b6eb62bdc6cbddd736bfdcd8edb3d37d62b00c58022fb6eb628dc580154b309acf0c62a05251d254ba0099832400943035c662bd50200d31a460d');
INSERT INTO folded VALUES (4, x'789c4d8c410a80201045aff299751bab55b791984818351a4524ba7b192ddcbeffdfbbc8185a28ed8c745a0f8dabe354a1b62a1a1517184e110f0ea081ccf8de2d7c56ce1ec589608b22b17ce3f4b77aabf1b9f1ae4ff7033ff726b2');
CREATE TABLE search_claims(num INTEGER PRIMARY KEY, claim INTEGER NOT NULL);
INSERT INTO search_claims VALUES (3, 1);
INSERT INTO search_claims VALUES (6, 3);
INSERT INTO search_claims VALUES (9, 5);
INSERT INTO search_claims VALUES (13, 7);
CREATE VIRTUAL TABLE search USING fts5(folded, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'");
INSERT INTO search(rowid, folded) VALUES (1, 'the harbour trust says the river is clean ');
INSERT INTO search(rowid, folded) VALUES (2, 'it is the oldest of the trusts ');
INSERT INTO search(rowid, folded) VALUES (3, 'the river is clean');
INSERT INTO search(rowid, folded) VALUES (4, 'harbour trust');
INSERT INTO search(rowid, folded) VALUES (5, 'قالت مکتبه التل ان المصعد معطل ');
INSERT INTO search(rowid, folded) VALUES (6, 'المصعد معطل');
INSERT INTO search(rowid, folded) VALUES (7, 'مکتبه التل');
INSERT INTO search(rowid, folded) VALUES (8, 'انجمن اسکله میگوید که پل باز است ');
INSERT INTO search(rowid, folded) VALUES (9, 'پل باز است');
INSERT INTO search(rowid, folded) VALUES (10, 'انجمن اسکله');
INSERT INTO search(rowid, folded) VALUES (11, 'the tram society says the line is open ');
INSERT INTO search(rowid, folded) VALUES (12, 'a museum will follow ');
INSERT INTO search(rowid, folded) VALUES (13, 'the line is open');
INSERT INTO search(rowid, folded) VALUES (14, 'tram society');
CREATE INDEX captures_parent ON captures(parent) WHERE parent IS NOT NULL;
CREATE INDEX documents_name ON documents(name, id);
CREATE INDEX documents_capture ON documents(capture);
CREATE INDEX passages_doc ON passages(doc, place, id);
CREATE INDEX records_place ON records(doc, kind, start, id);
CREATE INDEX rests_on_target ON rests_on(target);
CREATE INDEX judgements_record ON judgements(record);
CREATE TRIGGER judgements_grow BEFORE DELETE ON judgements WHEN OLD.id NOT IN (SELECT id FROM removing)
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE INDEX visits_source ON visits(source, num);
CREATE INDEX visits_capture ON visits(capture) WHERE capture IS NOT NULL;
CREATE INDEX settings_name ON settings(name, num);
CREATE INDEX addresses_doc ON addresses(doc);
CREATE INDEX judgements_other ON judgements(other) WHERE other IS NOT NULL;
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
CREATE INDEX facts_relation ON facts(relation) WHERE relation IS NOT NULL;
CREATE TRIGGER changed_0 AFTER INSERT ON documents BEGIN UPDATE changed SET times = times + 1 WHERE what = 'documents'; END;
CREATE TRIGGER changed_1 AFTER DELETE ON documents BEGIN UPDATE changed SET times = times + 1 WHERE what = 'documents'; END;
CREATE TRIGGER changed_2 AFTER DELETE ON documents BEGIN UPDATE changed SET times = times + 1 WHERE what = 'removed'; END;
CREATE TRIGGER changed_3 AFTER DELETE ON entities BEGIN UPDATE changed SET times = times + 1 WHERE what = 'removed'; END;
CREATE TRIGGER changed_4 AFTER UPDATE ON documents BEGIN UPDATE changed SET times = times + 1 WHERE what = 'documents'; END;
CREATE TRIGGER changed_5 AFTER UPDATE OF payload ON captures BEGIN UPDATE changed SET times = times + 1 WHERE what = 'documents'; END;
CREATE TRIGGER changed_6 AFTER INSERT ON facts BEGIN UPDATE changed SET times = times + 1 WHERE what = 'claims'; END;
CREATE TRIGGER changed_7 AFTER DELETE ON facts BEGIN UPDATE changed SET times = times + 1 WHERE what = 'claims'; END;
CREATE TRIGGER changed_8 AFTER UPDATE ON facts WHEN (OLD.status = 3) <> (NEW.status = 3) OR OLD.doc IS NOT NEW.doc OR OLD.start IS NOT NEW.start OR OLD.voice IS NOT NEW.voice OR OLD.hedged IS NOT NEW.hedged OR OLD.cited IS NOT NEW.cited OR OLD.said IS NOT NEW.said OR OLD.time IS NOT NEW.time OR OLD.relation IS NOT NEW.relation OR OLD.holder IS NOT NEW.holder OR OLD.about IS NOT NEW.about OR OLD.named IS NOT NEW.named BEGIN UPDATE changed SET times = times + 1 WHERE what = 'claims'; END;
CREATE TRIGGER changed_9 AFTER INSERT ON records WHEN NEW.kind = 'event' BEGIN UPDATE changed SET times = times + 1 WHERE what = 'events'; END;
CREATE TRIGGER changed_10 AFTER DELETE ON records WHEN OLD.kind = 'event' BEGIN UPDATE changed SET times = times + 1 WHERE what = 'events'; END;
CREATE TRIGGER changed_11 AFTER UPDATE ON records WHEN NEW.kind = 'event' BEGIN UPDATE changed SET times = times + 1 WHERE what = 'events'; END;
CREATE TRIGGER changed_12 AFTER INSERT ON judgements WHEN substr(NEW.record, 1, 4) IN ('men-', 'row-', 'evt-') BEGIN UPDATE changed SET times = times + 1 WHERE what = 'judged'; END;
CREATE TRIGGER changed_13 AFTER DELETE ON judgements WHEN substr(OLD.record, 1, 4) IN ('men-', 'row-', 'evt-') BEGIN UPDATE changed SET times = times + 1 WHERE what = 'judged'; END;
CREATE TRIGGER shown_more AFTER INSERT ON records WHEN (NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL) AND NOT NEW.unplaced
BEGIN INSERT INTO shown VALUES (NEW.kind, COALESCE(NEW.sort, ''), 1) ON CONFLICT DO UPDATE SET times = times + 1; END;
CREATE TRIGGER shown_less AFTER DELETE ON records WHEN (OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL) AND NOT OLD.unplaced
BEGIN UPDATE shown SET times = times - 1 WHERE kind = OLD.kind AND sort = COALESCE(OLD.sort, ''); END;
CREATE TRIGGER shown_not AFTER UPDATE OF kind, sort, superseded_by, kept, unplaced ON records
WHEN (OLD.superseded_by IS NULL OR OLD.kept IS NOT NULL) AND NOT OLD.unplaced
BEGIN UPDATE shown SET times = times - 1 WHERE kind = OLD.kind AND sort = COALESCE(OLD.sort, ''); END;
CREATE TRIGGER shown_now AFTER UPDATE OF kind, sort, superseded_by, kept, unplaced ON records
WHEN (NEW.superseded_by IS NULL OR NEW.kept IS NOT NULL) AND NOT NEW.unplaced
BEGIN INSERT INTO shown VALUES (NEW.kind, COALESCE(NEW.sort, ''), 1) ON CONFLICT DO UPDATE SET times = times + 1; END;
CREATE INDEX judgements_who ON judgements(who, num);
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE INDEX records_rows ON records(odd DESC, doc, start, id, run) WHERE kind = 'entry' AND doc IS NOT NULL AND superseded_by IS NULL AND NOT unplaced AND (kept IS NULL OR run IS NULL);
CREATE INDEX search_rows_doc ON search_rows(doc);
CREATE INDEX records_case ON records(kind, start) WHERE doc IS NULL;
CREATE INDEX records_sort ON records(kind, sort, doc, start)
    WHERE (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced;
PRAGMA application_id=1464356691;
PRAGMA user_version=9;
