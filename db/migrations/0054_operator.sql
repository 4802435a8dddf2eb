CREATE TABLE "operator" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "running_process" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part" text NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deaf_since" timestamp with time zone,
	"secret_mark" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operator" ADD CONSTRAINT "operator_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
GRANT SELECT ON operator TO inkoop_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON running_process TO inkoop_app;
--> statement-breakpoint
-- Their owner's tables, which the definer's functions read.
GRANT SELECT ON company, invitation, no_series, no_series_line TO inkoop_definer;
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
-- Of all companies together: how much waits, of each kind, and since when.
CREATE FUNCTION waiting_work()
  RETURNS TABLE (kind text, waiting bigint, oldest timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.kind, count(*), min(w.since) FROM (
    SELECT 'purchase_request' AS kind, r.queued_at AS since FROM purchase_request r WHERE r.state = 'queued'
    UNION ALL SELECT 'file_import', i.queued_at FROM file_import i WHERE i.state = 'queued'
    UNION ALL SELECT b.kind, b.queued_at FROM background_work b WHERE b.state = 'queued'
    UNION ALL SELECT 'mail', n.created_at FROM notification n WHERE n.mail_state = 'pending'
    -- While one waits, its due time is in the future: since when is not kept.
    UNION ALL SELECT 'invitation', v.created_at FROM invitation v WHERE v.mail_due_at IS NOT NULL
  ) w GROUP BY w.kind
$$;
--> statement-breakpoint
-- For who operates the portal: numbers of each company, none of its documents.
CREATE FUNCTION company_numbers(failed_since timestamptz)
  RETURNS TABLE (company_id integer, requests_waiting bigint, oldest_waiting timestamptz, requests_failed bigint,
    work_failed bigint, mails_waiting bigint, mails_failed bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id,
    (SELECT count(*) FROM purchase_request r WHERE r.company_id = c.id AND r.state = 'queued'),
    (SELECT min(r.queued_at) FROM purchase_request r WHERE r.company_id = c.id AND r.state = 'queued'),
    (SELECT count(*) FROM purchase_request r
      WHERE r.company_id = c.id AND r.state = 'failed' AND r.finished_at >= failed_since),
    (SELECT count(*) FROM background_work b
      WHERE b.company_id = c.id AND b.state = 'failed' AND b.finished_at >= failed_since)
      + (SELECT count(*) FROM file_import i
        WHERE i.company_id = c.id AND i.state = 'failed' AND i.finished_at >= failed_since),
    (SELECT count(*) FROM notification n WHERE n.company_id = c.id AND n.mail_state = 'pending'),
    (SELECT count(*) FROM notification n
      WHERE n.company_id = c.id AND n.mail_state = 'failed' AND n.created_at >= failed_since)
  FROM company c
$$;
--> statement-breakpoint
-- Number series that end and have few numbers left: past their warning, or fewer than that.
CREATE FUNCTION series_ending(fewer_than bigint)
  RETURNS TABLE (company_id integer, code text, starting_date date, numbers_left bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.company_id, s.code, s.starting_date, s.ending_number - s.last_number FROM (
    SELECT n.company_id, n.code, NULL::date AS starting_date, n.last_number, n.ending_number, n.warning_number FROM no_series n
    UNION ALL
    SELECT l.company_id, l.series_code, l.starting_date, l.last_number, l.ending_number, l.warning_number FROM no_series_line l
  ) s
  WHERE s.ending_number > 0
    AND (s.ending_number - s.last_number < fewer_than OR (s.warning_number > 0 AND s.last_number >= s.warning_number))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION waiting_work(), company_numbers(timestamptz), series_ending(bigint) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION waiting_work(), company_numbers(timestamptz), series_ending(bigint) TO inkoop_app;
--> statement-breakpoint
RESET ROLE;
