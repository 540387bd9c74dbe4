-- A store as the code of the last revision before stores had versions made and filled it. Never changed: stores like it exist.
BEGIN TRANSACTION;
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	role TEXT NOT NULL, 
	school TEXT NOT NULL, 
	did TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	detail JSON NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "audit" VALUES(1,'2026-09-07 09:30:15.123456','Idris Vale','coordinator','','opened','MM-AAAA1111','{"form": "review"}');
INSERT INTO "audit" VALUES(2,'2026-09-07 09:30:15.123456','Idris Vale','coordinator','','opened','MM-AAAA1111','{"form": "review"}');
INSERT INTO "audit" VALUES(3,'2026-09-07 09:30:15.123456','Idris Vale','coordinator','','closed','MM-AAAA1111','{"form": "review"}');
CREATE TABLE draft_answers (
	draft_id TEXT NOT NULL, 
	question TEXT NOT NULL, 
	value JSON NOT NULL, 
	kept_at DATETIME NOT NULL, 
	kept_by TEXT NOT NULL, 
	PRIMARY KEY (draft_id, question), 
	FOREIGN KEY(draft_id) REFERENCES drafts (draft_id) ON DELETE CASCADE
);
INSERT INTO "draft_answers" VALUES('draft-1','what','"half a sent"','2026-09-07 09:30:15.123456','Olena Marsh');
INSERT INTO "draft_answers" VALUES('draft-1','days',4,'2026-09-07 09:30:15.123456','Olena Marsh');
INSERT INTO "draft_answers" VALUES('draft-1','targets','["a", "b"]','2026-09-07 09:30:15.123456','Olena Marsh');
CREATE TABLE drafts (
	draft_id TEXT NOT NULL, 
	save_id TEXT NOT NULL, 
	la TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	school TEXT NOT NULL, 
	begun_at DATETIME NOT NULL, 
	begun_by TEXT NOT NULL, 
	revises TEXT, 
	base TEXT, 
	PRIMARY KEY (draft_id)
);
INSERT INTO "drafts" VALUES('draft-1','save-of-draft-1','999','MM-AAAA1111','review','100001','2026-09-07 09:30:15.123456','Olena Marsh',NULL,NULL);
INSERT INTO "drafts" VALUES('draft-2','save-of-draft-2','205','MM-CCCC3333','referral','100002','2026-09-07 09:30:15.123456','Idris Vale','entry-3','save-3');
CREATE TABLE entries (
	la TEXT NOT NULL, 
	save_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	reference TEXT NOT NULL, 
	entry_id TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	base TEXT, 
	kind TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	saved_by TEXT NOT NULL, 
	saved_for TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	answers JSON NOT NULL, 
	reasons JSON NOT NULL, 
	from_paper BOOLEAN NOT NULL, 
	PRIMARY KEY (la, save_id)
);
INSERT INTO "entries" VALUES('999','save-1',1,'MM-AAAA1111','entry-1',1,NULL,'weekly_report','2026-09-07 09:30:15.123456','Olena Marsh','100001','england-2026','{"what": "\u201cna\u00efve\u201d & <b> \ud83d\ude00\n=1+1", "days": 3, "score": 0.5, "seen": true, "none": null}','{}',0);
INSERT INTO "entries" VALUES('999','save-2',2,'MM-AAAA1111','entry-1',2,'save-1','weekly_report','2026-09-07 09:30:15.123456','Olena Marsh','100001','england-2026','{"met_on": "2026-09-07"}','{"START-2": "The bus strike."}',0);
INSERT INTO "entries" VALUES('205','save-3',3,'MM-BBBB2222','entry-3',1,NULL,'weekly_report','2026-09-07 09:30:15.123456','Olena Marsh','100001','england-2026','{"met_on": "2026-09-07"}','{}',1);
CREATE TABLE erased (
	reference TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (reference)
);
INSERT INTO "erased" VALUES('MM-EEEE5555',5);
CREATE TABLE keepsakes (
	whose TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value JSON NOT NULL, 
	PRIMARY KEY (whose, name)
);
INSERT INTO "keepsakes" VALUES('Staff k3f9','views','{"Placed": {"stage": ["placed"]}}');
CREATE TABLE made_letters (
	reference TEXT NOT NULL, 
	letter TEXT NOT NULL, 
	school TEXT NOT NULL, 
	copy INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	made_by TEXT NOT NULL, 
	template TEXT NOT NULL, 
	said JSON NOT NULL, 
	PRIMARY KEY (reference, letter, school, copy)
);
INSERT INTO "made_letters" VALUES('MM-AAAA1111','agreement','100001',1,'2026-09-07 09:30:15.123456','Olena Marsh','abc','{"a": "b"}');
INSERT INTO "made_letters" VALUES('MM-DDDD4444','agreement','100001',1,'2026-09-07 09:30:15.123456','Olena Marsh','abc','{"a": "b"}');
CREATE TABLE marks (
	name TEXT NOT NULL, 
	value BIGINT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "marks" VALUES('entries',5);
INSERT INTO "marks" VALUES('tables',2);
INSERT INTO "marks" VALUES('drafts',0);
CREATE TABLE proofs (
	holder TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	hashed TEXT NOT NULL, 
	ends_at DATETIME, 
	PRIMARY KEY (holder, kind)
);
INSERT INTO "proofs" VALUES('k3f9','PIN','$argon2id$made-up',NULL);
CREATE TABLE sign_ins (
	"key" TEXT NOT NULL, 
	person JSON NOT NULL, 
	begun_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "sign_ins" VALUES('a1b2','{"name": "Idris Vale"}','2026-09-07 09:30:15.123456','2026-09-07 21:30:15.123456');
CREATE TABLE table_rows (
	seq BIGINT NOT NULL, 
	"table" TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	"values" JSON NOT NULL, 
	changed_at DATETIME NOT NULL, 
	changed_by TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "table_rows" VALUES(1,'Schools','100001','{"name": "Oakfield School"}','2026-09-07 09:30:15.123456','Idris Vale');
INSERT INTO "table_rows" VALUES(2,'Schools','100001','{"name": "Oakfield Academy"}','2026-09-07 10:30:15.123456','Idris Vale');
CREATE TABLE tries (
	holder TEXT NOT NULL, 
	wrong INTEGER NOT NULL, 
	locked_until DATETIME, 
	PRIMARY KEY (holder)
);
INSERT INTO "tries" VALUES('k3f9',1,NULL);
CREATE INDEX entries_by_save_id ON entries (save_id);
CREATE INDEX entries_by_mark ON entries (seq, reference);
CREATE INDEX entries_by_reference ON entries (reference, seq);
CREATE INDEX entries_by_la ON entries (la, reference, seq);
CREATE UNIQUE INDEX one_open_draft ON drafts (la, reference, kind, school, coalesce(revises, ''));
CREATE INDEX ix_drafts_school ON drafts (school);
CREATE INDEX table_rows_by_table ON table_rows ("table", seq);
CREATE INDEX audit_by_reference ON audit (reference, seq);
CREATE INDEX ix_erased_seq ON erased (seq);
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
           BEGIN SELECT RAISE(ABORT, 'entries: rows are only ever added'); END;
CREATE TRIGGER table_rows_are_never_changed BEFORE UPDATE ON table_rows
           BEGIN SELECT RAISE(ABORT, 'table_rows: rows are only ever added'); END;
CREATE TRIGGER table_rows_are_never_removed BEFORE DELETE ON table_rows
           BEGIN SELECT RAISE(ABORT, 'table_rows: rows are only ever added'); END;
CREATE TRIGGER audit_are_never_changed BEFORE UPDATE ON audit
           BEGIN SELECT RAISE(ABORT, 'audit: rows are only ever added'); END;
CREATE TRIGGER erased_are_never_changed BEFORE UPDATE ON erased
           BEGIN SELECT RAISE(ABORT, 'erased: rows are only ever added'); END;
CREATE TRIGGER erased_are_never_removed BEFORE DELETE ON erased
           BEGIN SELECT RAISE(ABORT, 'erased: rows are only ever added'); END;
CREATE TRIGGER entries_are_never_removed BEFORE DELETE ON entries
           BEGIN SELECT RAISE(ABORT, 'entries: rows are only ever added'); END;
CREATE TRIGGER audit_are_never_removed BEFORE DELETE ON audit
           BEGIN SELECT RAISE(ABORT, 'audit: rows are only ever added'); END;
COMMIT;
