CREATE TABLE "no_series_line" (
	"company_id" integer NOT NULL,
	"series_code" text NOT NULL,
	"starting_date" date NOT NULL,
	"prefix" text NOT NULL,
	"digits" integer DEFAULT 5 NOT NULL,
	"last_number" bigint DEFAULT 0 NOT NULL,
	"ending_number" bigint DEFAULT 0 NOT NULL,
	"warning_number" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "no_series_line_company_id_series_code_starting_date_pk" PRIMARY KEY("company_id","series_code","starting_date")
);
--> statement-breakpoint
ALTER TABLE "no_series" ADD COLUMN "ending_number" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "no_series" ADD COLUMN "warning_number" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "no_series_line" ADD CONSTRAINT "no_series_line_company_id_series_code_no_series_company_id_code_fk" FOREIGN KEY ("company_id","series_code") REFERENCES "public"."no_series"("company_id","code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CALL fence_company_table('no_series_line');
--> statement-breakpoint
ALTER TABLE no_series_line ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
-- The function is the definer's: its right to be called is lent for as long as the trigger is made.
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_setup_in_force() TO inkoop_owner;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
-- Which lines a series has is kept, not how far they have counted: a posting is no change of setup.
CREATE TRIGGER keep_in_force AFTER INSERT OR DELETE OR UPDATE OF prefix, starting_date ON no_series_line
  FOR EACH ROW EXECUTE FUNCTION keep_setup_in_force('series_code', 'starting_date');
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION keep_setup_in_force() FROM inkoop_owner;
--> statement-breakpoint
RESET ROLE;
