-- A store as the code of the last revision before stores had versions made and filled it. Never changed: stores like it exist.
CREATE FUNCTION rows_are_only_ever_added() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN RAISE EXCEPTION '%: rows are only ever added', TG_TABLE_NAME; END$$;
CREATE TABLE audit (
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    who text NOT NULL,
    role text NOT NULL,
    school text NOT NULL,
    did text NOT NULL,
    reference text NOT NULL,
    detail json NOT NULL
);
CREATE SEQUENCE audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE audit_seq_seq OWNED BY audit.seq;
CREATE TABLE draft_answers (
    draft_id text NOT NULL,
    question text NOT NULL,
    value json NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    kept_by text NOT NULL
);
CREATE TABLE drafts (
    draft_id text NOT NULL,
    save_id text NOT NULL,
    la text NOT NULL,
    reference text NOT NULL,
    kind text NOT NULL,
    school text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    begun_by text NOT NULL,
    revises text,
    base text
);
CREATE TABLE entries (
    la text NOT NULL,
    save_id text NOT NULL,
    seq bigint NOT NULL,
    reference text NOT NULL,
    entry_id text NOT NULL,
    revision integer NOT NULL,
    base text,
    kind text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by text NOT NULL,
    saved_for text NOT NULL,
    pack text NOT NULL,
    answers json NOT NULL,
    reasons json NOT NULL,
    from_paper boolean NOT NULL
);
CREATE TABLE erased (
    reference text NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE keepsakes (
    whose text NOT NULL,
    name text NOT NULL,
    value json NOT NULL
);
CREATE TABLE made_letters (
    reference text NOT NULL,
    letter text NOT NULL,
    school text NOT NULL,
    copy integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by text NOT NULL,
    template text NOT NULL,
    said json NOT NULL
);
CREATE TABLE marks (
    name text NOT NULL,
    value bigint NOT NULL
);
CREATE TABLE proofs (
    holder text NOT NULL,
    kind text NOT NULL,
    hashed text NOT NULL,
    ends_at timestamp with time zone
);
CREATE TABLE sign_ins (
    key text NOT NULL,
    person json NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL
);
CREATE TABLE table_rows (
    seq bigint NOT NULL,
    "table" text NOT NULL,
    key text NOT NULL,
    "values" json NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text NOT NULL
);
CREATE TABLE tries (
    holder text NOT NULL,
    wrong integer NOT NULL,
    locked_until timestamp with time zone
);
ALTER TABLE ONLY audit ALTER COLUMN seq SET DEFAULT nextval('audit_seq_seq'::regclass);
INSERT INTO audit VALUES (1, '2026-09-07 09:30:15.123456+00', 'Idris Vale', 'coordinator', '', 'opened', 'MM-AAAA1111', '{"form": "review"}');
INSERT INTO audit VALUES (2, '2026-09-07 09:30:15.123456+00', 'Idris Vale', 'coordinator', '', 'opened', 'MM-AAAA1111', '{"form": "review"}');
INSERT INTO audit VALUES (3, '2026-09-07 09:30:15.123456+00', 'Idris Vale', 'coordinator', '', 'closed', 'MM-AAAA1111', '{"form": "review"}');
INSERT INTO draft_answers VALUES ('draft-1', 'what', '"half a sent"', '2026-09-07 09:30:15.123456+00', 'Olena Marsh');
INSERT INTO draft_answers VALUES ('draft-1', 'days', '4', '2026-09-07 09:30:15.123456+00', 'Olena Marsh');
INSERT INTO draft_answers VALUES ('draft-1', 'targets', '["a", "b"]', '2026-09-07 09:30:15.123456+00', 'Olena Marsh');
INSERT INTO drafts VALUES ('draft-1', 'save-of-draft-1', '999', 'MM-AAAA1111', 'review', '100001', '2026-09-07 09:30:15.123456+00', 'Olena Marsh', NULL, NULL);
INSERT INTO drafts VALUES ('draft-2', 'save-of-draft-2', '205', 'MM-CCCC3333', 'referral', '100002', '2026-09-07 09:30:15.123456+00', 'Idris Vale', 'entry-3', 'save-3');
INSERT INTO entries VALUES ('999', 'save-1', 1, 'MM-AAAA1111', 'entry-1', 1, NULL, 'weekly_report', '2026-09-07 09:30:15.123456+00', 'Olena Marsh', '100001', 'england-2026', '{"what": "\u201cna\u00efve\u201d & <b> \ud83d\ude00\n=1+1", "days": 3, "score": 0.5, "seen": true, "none": null}', '{}', false);
INSERT INTO entries VALUES ('999', 'save-2', 2, 'MM-AAAA1111', 'entry-1', 2, 'save-1', 'weekly_report', '2026-09-07 09:30:15.123456+00', 'Olena Marsh', '100001', 'england-2026', '{"met_on": "2026-09-07"}', '{"START-2": "The bus strike."}', false);
INSERT INTO entries VALUES ('205', 'save-3', 3, 'MM-BBBB2222', 'entry-3', 1, NULL, 'weekly_report', '2026-09-07 09:30:15.123456+00', 'Olena Marsh', '100001', 'england-2026', '{"met_on": "2026-09-07"}', '{}', true);
INSERT INTO erased VALUES ('MM-EEEE5555', 5);
INSERT INTO keepsakes VALUES ('Staff k3f9', 'views', '{"Placed": {"stage": ["placed"]}}');
INSERT INTO made_letters VALUES ('MM-AAAA1111', 'agreement', '100001', 1, '2026-09-07 09:30:15.123456+00', 'Olena Marsh', 'abc', '{"a": "b"}');
INSERT INTO made_letters VALUES ('MM-DDDD4444', 'agreement', '100001', 1, '2026-09-07 09:30:15.123456+00', 'Olena Marsh', 'abc', '{"a": "b"}');
INSERT INTO marks VALUES ('drafts', 0);
INSERT INTO marks VALUES ('tables', 2);
INSERT INTO marks VALUES ('entries', 5);
INSERT INTO proofs VALUES ('k3f9', 'PIN', '$argon2id$made-up', NULL);
INSERT INTO sign_ins VALUES ('a1b2', '{"name": "Idris Vale"}', '2026-09-07 09:30:15.123456+00', '2026-09-07 21:30:15.123456+00');
INSERT INTO table_rows VALUES (1, 'Schools', '100001', '{"name": "Oakfield School"}', '2026-09-07 09:30:15.123456+00', 'Idris Vale');
INSERT INTO table_rows VALUES (2, 'Schools', '100001', '{"name": "Oakfield Academy"}', '2026-09-07 10:30:15.123456+00', 'Idris Vale');
INSERT INTO tries VALUES ('k3f9', 1, NULL);
SELECT pg_catalog.setval('audit_seq_seq', 3, true);
ALTER TABLE ONLY audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY draft_answers
    ADD CONSTRAINT draft_answers_pkey PRIMARY KEY (draft_id, question);
ALTER TABLE ONLY drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (draft_id);
ALTER TABLE ONLY entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (la, save_id);
ALTER TABLE ONLY erased
    ADD CONSTRAINT erased_pkey PRIMARY KEY (reference);
ALTER TABLE ONLY keepsakes
    ADD CONSTRAINT keepsakes_pkey PRIMARY KEY (whose, name);
ALTER TABLE ONLY made_letters
    ADD CONSTRAINT made_letters_pkey PRIMARY KEY (reference, letter, school, copy);
ALTER TABLE ONLY marks
    ADD CONSTRAINT marks_pkey PRIMARY KEY (name);
ALTER TABLE ONLY proofs
    ADD CONSTRAINT proofs_pkey PRIMARY KEY (holder, kind);
ALTER TABLE ONLY sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (key);
ALTER TABLE ONLY table_rows
    ADD CONSTRAINT table_rows_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY tries
    ADD CONSTRAINT tries_pkey PRIMARY KEY (holder);
CREATE INDEX audit_by_reference ON audit USING btree (reference, seq);
CREATE INDEX entries_by_la ON entries USING btree (la, reference, seq);
CREATE INDEX entries_by_mark ON entries USING btree (seq, reference);
CREATE INDEX entries_by_reference ON entries USING btree (reference, seq);
CREATE INDEX entries_by_save_id ON entries USING btree (save_id);
CREATE INDEX ix_drafts_school ON drafts USING btree (school);
CREATE INDEX ix_erased_seq ON erased USING btree (seq);
CREATE UNIQUE INDEX one_open_draft ON drafts USING btree (la, reference, kind, school, COALESCE(revises, ''::text));
CREATE INDEX table_rows_by_table ON table_rows USING btree ("table", seq);
CREATE TRIGGER audit_are_only_ever_added BEFORE DELETE OR UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added();
CREATE TRIGGER entries_are_only_ever_added BEFORE DELETE OR UPDATE OR TRUNCATE ON entries FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added();
CREATE TRIGGER erased_are_only_ever_added BEFORE DELETE OR UPDATE OR TRUNCATE ON erased FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added();
CREATE TRIGGER table_rows_are_only_ever_added BEFORE DELETE OR UPDATE OR TRUNCATE ON table_rows FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added();
ALTER TABLE ONLY draft_answers
    ADD CONSTRAINT draft_answers_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES drafts(draft_id) ON DELETE CASCADE;
