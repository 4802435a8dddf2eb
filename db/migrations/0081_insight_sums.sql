CREATE TABLE "customer_margin_month" (
	"company_id" integer NOT NULL,
	"month" date NOT NULL,
	"customer_name" text NOT NULL,
	"documents" integer NOT NULL,
	"sales" numeric NOT NULL,
	"cost" numeric NOT NULL,
	CONSTRAINT "customer_margin_month_company_id_month_customer_name_pk" PRIMARY KEY("company_id","month","customer_name")
);
--> statement-breakpoint
CREATE TABLE "purchase_item_period" (
	"company_id" integer NOT NULL,
	"months" integer NOT NULL,
	"begins" date NOT NULL,
	"item_no" text NOT NULL,
	"lines" integer NOT NULL,
	"quantity" numeric NOT NULL,
	"cost" numeric NOT NULL,
	CONSTRAINT "purchase_item_period_company_id_months_begins_item_no_pk" PRIMARY KEY("company_id","months","begins","item_no")
);
--> statement-breakpoint
CREATE TABLE "purchase_vendor_month" (
	"company_id" integer NOT NULL,
	"month" date NOT NULL,
	"vendor_no" text NOT NULL,
	"documents" integer NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "purchase_vendor_month_company_id_month_vendor_no_pk" PRIMARY KEY("company_id","month","vendor_no")
);
--> statement-breakpoint
CREATE TABLE "request_days_month" (
	"company_id" integer NOT NULL,
	"month" date NOT NULL,
	"hundredths" integer NOT NULL,
	"documents" integer NOT NULL,
	CONSTRAINT "request_days_month_company_id_month_hundredths_pk" PRIMARY KEY("company_id","month","hundredths")
);

--> statement-breakpoint
-- The trigger below alone writes them: they are made of what was posted, which stays as it is. Run as inkoop_owner.
CALL fence_company_table('customer_margin_month');
--> statement-breakpoint
CALL fence_company_table('purchase_item_period');
--> statement-breakpoint
CALL fence_company_table('purchase_vendor_month');
--> statement-breakpoint
CALL fence_company_table('request_days_month');
--> statement-breakpoint
ALTER TABLE customer_margin_month ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE purchase_item_period ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE purchase_vendor_month ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
ALTER TABLE request_days_month ADD FOREIGN KEY (company_id) REFERENCES company (id);
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON customer_margin_month, purchase_item_period, purchase_vendor_month, request_days_month FROM inkoop_app;
--> statement-breakpoint
GRANT INSERT, UPDATE ON customer_margin_month, purchase_item_period, purchase_vendor_month, request_days_month TO inkoop_definer;
--> statement-breakpoint
-- Adds what posted documents contribute; each is to be given once. Each table in the order of its key, so that two never wait for each other.
CREATE FUNCTION keep_insight_sums(of_company integer, nos text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE own record;
BEGIN
  SELECT u.code, u.amount_decimals AS decimals INTO own
    FROM company c JOIN currency u ON u.company_id = c.id AND u.code = c.currency_code WHERE c.id = of_company;

  INSERT INTO purchase_vendor_month AS m (company_id, month, vendor_no, documents, amount)
    SELECT of_company, date_trunc('month', p.posting_date)::date, p.buy_from_vendor_no, count(*),
        sum(CASE WHEN p.currency_code = own.code THEN p.amount
          ELSE round(p.amount * p.relational_exchange_rate_amount / p.exchange_rate_amount, own.decimals) END
          * CASE p.document_type WHEN 'invoice' THEN 1 ELSE -1 END)
      FROM posted_purchase_document p WHERE p.company_id = of_company AND p.no = ANY (nos)
      GROUP BY 2, 3 ORDER BY 2, 3
    ON CONFLICT (company_id, month, vendor_no)
      DO UPDATE SET documents = m.documents + excluded.documents, amount = m.amount + excluded.amount;

  INSERT INTO purchase_item_period AS m (company_id, months, begins, item_no, lines, quantity, cost)
    SELECT of_company, l.months, date_trunc(l.unit, i.posting_date)::date, i.item_no, count(*), sum(i.quantity), sum(w.cost_amount)
      FROM posted_purchase_document p
      JOIN item_ledger_entry i ON i.company_id = p.company_id AND i.transaction_no = p.transaction_no
      JOIN value_entry w ON w.company_id = i.company_id AND w.transaction_no = i.transaction_no AND w.line_no = i.line_no
      CROSS JOIN (VALUES (1, 'month'), (3, 'quarter'), (12, 'year')) AS l (months, unit)
      WHERE p.company_id = of_company AND p.no = ANY (nos)
      GROUP BY 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (company_id, months, begins, item_no)
      DO UPDATE SET lines = m.lines + excluded.lines, quantity = m.quantity + excluded.quantity, cost = m.cost + excluded.cost;

  INSERT INTO request_days_month AS m (company_id, month, hundredths, documents)
    SELECT of_company, date_trunc('month', p.posting_date)::date,
        round(extract(epoch FROM p.posted_at - q.requested_at) / 864)::integer, count(*)
      FROM posted_purchase_document p
      JOIN purchase_request q ON q.company_id = p.company_id AND q.purchase_invoice_no = p.pre_assigned_no
      WHERE p.company_id = of_company AND p.no = ANY (nos) AND p.document_type = 'invoice'
      GROUP BY 2, 3 ORDER BY 2, 3
    ON CONFLICT (company_id, month, hundredths) DO UPDATE SET documents = m.documents + excluded.documents;

  -- As domain/insight/margin-by-customer.ts has it: what a line costs against the sale's price of the request that it came of.
  INSERT INTO customer_margin_month AS m (company_id, month, customer_name, documents, sales, cost)
    SELECT of_company, d.month, d.customer_name, count(*), sum(d.sales), sum(d.cost)
      FROM (SELECT date_trunc('month', p.posting_date)::date AS month, coalesce(nullif(q.customer_name, ''), '–') AS customer_name,
          s.sales * CASE p.document_type WHEN 'invoice' THEN 1 ELSE -1 END AS sales,
          s.cost * CASE p.document_type WHEN 'invoice' THEN 1 ELSE -1 END AS cost
        FROM posted_purchase_document p
        JOIN posted_purchase_document o ON o.company_id = p.company_id AND o.no = coalesce(p.corrects_no, p.credits_no, p.no)
        JOIN purchase_request q ON q.company_id = o.company_id AND q.purchase_invoice_no = o.pre_assigned_no
        CROSS JOIN LATERAL (
          SELECT round(sum(r.sales_unit_price * l.quantity * l.qty_per_unit_of_measure), own.decimals) AS sales,
              round(sum(l.amount) * p.relational_exchange_rate_amount / p.exchange_rate_amount, own.decimals) AS cost
            FROM posted_purchase_line l
            JOIN posted_purchase_line k ON k.company_id = l.company_id AND k.document_no = o.no
              AND k.line_no = coalesce(l.credits_line_no, l.line_no)
            JOIN purchase_request_line r ON r.company_id = l.company_id AND r.request_no = q.no
              AND r.line_no = k.line_id * 10000 AND r.no = l.no
            WHERE l.company_id = p.company_id AND l.document_no = p.no AND l.type = 'item' AND r.sales_unit_price IS NOT NULL
            HAVING bool_and(l.amount <> 0)) s
        WHERE p.company_id = of_company AND p.no = ANY (nos)) d
      GROUP BY 2, 3 ORDER BY 2, 3
    ON CONFLICT (company_id, month, customer_name)
      DO UPDATE SET documents = m.documents + excluded.documents, sales = m.sales + excluded.sales, cost = m.cost + excluded.cost;
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_insight_sums_of_posted() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM keep_insight_sums(NEW.company_id, ARRAY[NEW.no]);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At the commit: its lines and entries are there then, whatever the order in which they were written.
CREATE CONSTRAINT TRIGGER keep_insight_sums AFTER INSERT ON posted_purchase_document DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_insight_sums_of_posted();
--> statement-breakpoint
REVOKE ALL ON FUNCTION keep_insight_sums(integer, text[]), keep_insight_sums_of_posted() FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION keep_insight_sums(integer, text[]) OWNER TO inkoop_definer;
--> statement-breakpoint
ALTER FUNCTION keep_insight_sums_of_posted() OWNER TO inkoop_definer;
--> statement-breakpoint
-- As its owner now, who alone may call it, and sees every company's rows.
SET ROLE inkoop_definer;
--> statement-breakpoint
-- Companies that posted before: one at a time, as FORCE holds the definer's writing to row-level security, and a hundred thousand documents at
-- once, so that the same sums are not written again and again.
DO $$
DECLARE c integer; chunk text[]; made bigint; wanted bigint;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);
    FOR chunk IN SELECT array_agg(no) FROM (SELECT no, row_number() OVER (ORDER BY no) / 100000 AS part FROM posted_purchase_document
        WHERE company_id = c) p
        GROUP BY part LOOP
      PERFORM keep_insight_sums(c, chunk);
    END LOOP;
    SELECT coalesce(sum(documents), 0) INTO made FROM purchase_vendor_month WHERE company_id = c;
    SELECT count(*) INTO wanted FROM posted_purchase_document WHERE company_id = c;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % posted documents', c, made, wanted; END IF;
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
RESET ROLE;
