-- Files of the versions before, as files of the one engine: their rows as they were read, and what came of them. Company by
-- company, as FORCE holds the owner to row-level security.
DO $$
DECLARE c integer; made integer; wanted integer;
BEGIN
  FOR c IN SELECT id FROM company LOOP
    PERFORM set_config('app.company_id', c::text, true);

    SELECT (SELECT count(*) FROM sales_import WHERE state <> 'uploading')
      + (SELECT count(*) FROM background_work WHERE kind = 'payment_import') INTO wanted;
    -- One that waited is tried first now, as every file is; of one that was at work the rows are read anew.
    INSERT INTO file_import (company_id, no, kind, state, task, file_name, file_size, options, requested_by,
        requested_by_name, requested_at, queued_at, started_at, finished_at, generation, rows_read, rows_new, rows_refused,
        rows_written, made, failure)
      SELECT company_id, no, 'sales-invoices', CASE state WHEN 'ready' THEN 'finished' WHEN 'queued' THEN 'queued' ELSE 'failed' END,
        'try', file_name, file_size, jsonb_build_object('currency', currency_code), requested_by, requested_by_name,
        requested_at, queued_at, started_at, finished_at, generation + 1,
        CASE WHEN state = 'ready' THEN rows_read END, CASE WHEN state = 'ready' THEN rows_taken ELSE 0 END,
        CASE WHEN state = 'ready' THEN rows_refused ELSE 0 END, CASE WHEN state = 'ready' THEN rows_taken ELSE 0 END,
        CASE WHEN invoices_made > 0 THEN jsonb_build_object('invoices', invoices_made, 'customers', customers_made,
          'items', items_made) ELSE '{}' END,
        failure
      FROM sales_import WHERE state <> 'uploading'
      UNION ALL
      SELECT company_id, 'P' || no, 'payments', 'finished', 'try', name, 0, '{}', coalesce(requested_by, 0), requested_by_name,
        requested_at, queued_at, started_at, coalesce(finished_at, now()), generation, piece_count,
        (SELECT count(*) FROM background_work_piece p WHERE p.company_id = w.company_id AND p.kind = w.kind AND p.work_no = w.no
          AND p.outcome = 'done'),
        (SELECT count(*) FROM background_work_piece p WHERE p.company_id = w.company_id AND p.kind = w.kind AND p.work_no = w.no
          AND p.outcome <> 'done'),
        (SELECT count(*) FROM background_work_piece p WHERE p.company_id = w.company_id AND p.kind = w.kind AND p.work_no = w.no
          AND p.outcome = 'done'),
        '{}', NULL
      FROM background_work w WHERE kind = 'payment_import';
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % files', c, made, wanted; END IF;

    INSERT INTO file_import_chunk (company_id, import_no, chunk_no, bytes)
      SELECT f.company_id, f.import_no, f.chunk_no, f.bytes FROM sales_import_chunk f
      JOIN sales_import i ON i.company_id = f.company_id AND i.no = f.import_no AND i.state <> 'uploading';

    SELECT (SELECT count(*) FROM sales_import_row r JOIN sales_import i ON i.company_id = r.company_id AND i.no = r.import_no
        AND i.state = 'ready') + (SELECT count(*) FROM background_work_piece WHERE kind = 'payment_import') INTO wanted;
    INSERT INTO file_import_row (company_id, import_no, row_no, group_key, fields, understood, readable, outcome, reason,
        params, result_no, written)
      SELECT r.company_id, r.import_no, r.row_no, r.invoice_no, r.fields,
        CASE WHEN cardinality(r.fields) = 8 THEN r.fields ELSE array_fill(''::text, ARRAY[8]) END, true,
        CASE r.outcome WHEN 'taken' THEN 'new' ELSE 'refused' END,
        (SELECT string_agg('sales_import.' || each, ' ') FROM unnest(string_to_array(r.reason, ' ')) AS each),
        CASE WHEN r.params IS NOT NULL THEN jsonb_build_array(r.params) END, r.sales_invoice_no, r.outcome = 'taken'
      FROM sales_import_row r
      JOIN sales_import i ON i.company_id = r.company_id AND i.no = r.import_no AND i.state = 'ready'
      UNION ALL
      SELECT p.company_id, 'P' || p.work_no, p.piece_no, '',
        coalesce(ARRAY(SELECT jsonb_array_elements_text(p.content -> 'fields')), '{}'),
        CASE WHEN jsonb_typeof(p.content -> 'payment') = 'object' THEN ARRAY[
          p.content -> 'payment' ->> 'vendorNo', p.content -> 'payment' ->> 'postingDate', p.content -> 'payment' ->> 'amount',
          p.content -> 'payment' ->> 'currencyCode', p.content -> 'payment' ->> 'bankAccountNo',
          coalesce((SELECT string_agg(each, E'\n') FROM jsonb_array_elements_text(p.content -> 'payment' -> 'documents') AS each), ''),
          p.content -> 'payment' ->> 'description', p.content -> 'payment' ->> 'externalDocumentNo']
          ELSE array_fill(''::text, ARRAY[8]) END,
        true, CASE p.outcome WHEN 'done' THEN 'new' ELSE 'refused' END,
        -- What still waited when this version came was not registered.
        CASE WHEN p.outcome = 'pending' THEN 'gave_up'
          ELSE (SELECT string_agg(each ->> 'code', ' ') FROM jsonb_array_elements(p.problems) AS each) END,
        (SELECT jsonb_agg(each -> 'params') FROM jsonb_array_elements(p.problems) AS each), p.result_no, p.outcome = 'done'
      FROM background_work_piece p WHERE p.kind = 'payment_import';
    GET DIAGNOSTICS made = ROW_COUNT;
    IF made <> wanted THEN RAISE EXCEPTION 'company %: % of % rows', c, made, wanted; END IF;

    DELETE FROM background_work_piece WHERE kind = 'payment_import';
    DELETE FROM background_work WHERE kind = 'payment_import';
    DELETE FROM job_progress WHERE kind = 'sales_import';
  END LOOP;
  PERFORM set_config('app.company_id', '', true);
END $$;
--> statement-breakpoint
SET LOCAL ROLE inkoop_definer;
--> statement-breakpoint
-- Cross-company reader of the relay: ids alone, so many of each kind.
CREATE OR REPLACE FUNCTION unfinished_work(older_than interval, at_most integer)
  RETURNS TABLE (company_id integer, kind text, no text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT r.company_id, 'purchase_request', r.no FROM purchase_request r
    WHERE r.state = 'queued' AND r.queued_at < now() - older_than ORDER BY r.queued_at LIMIT at_most)
  UNION ALL
  (SELECT i.company_id, 'file_import', i.no FROM file_import i
    WHERE i.state = 'queued' AND i.queued_at < now() - older_than ORDER BY i.queued_at LIMIT at_most)
  UNION ALL
  (SELECT w.company_id, w.kind, w.no::text FROM (
      SELECT b.company_id, b.kind, b.no, b.queued_at, row_number() OVER (PARTITION BY b.kind ORDER BY b.queued_at) AS place
      FROM background_work b WHERE b.state = 'queued' AND b.queued_at < now() - older_than) w
    WHERE w.place <= at_most ORDER BY w.queued_at)
$$;
--> statement-breakpoint
RESET ROLE;
--> statement-breakpoint
DROP TABLE sales_import_row, sales_import_chunk, sales_import;
