/**
 * How many there are of each in a company; and how many credit memos, failed requests, drafts without the vendor's number, documents
 * due this week, and posted ones nobody has paid: a company with a page of each draws what the largest draws.
 */
export type Size = { rows: number; vendors: number; few: number }

/** What is copied from the model rows of a table: once for each `i`, with these columns told otherwise, in SQL. */
export type Copies = {
  table: string
  /** Which of the company's rows are the model; absent: all. */
  of?: string
  /** How many copies; they count `i` from 1. */
  times: number
  /** Further rows of each copy: `k` counts from 1. */
  each?: number
  columns: Record<string, string>
}

/** Above the numbers of transactions and events that the models have. */
const above = 1_000

const pick = (words: string, of: string, step: number) => {
  const list = words.split(",")
  return `(array['${list.join("','")}'])[1 + ((${of})::bigint * ${step} % ${list.length})::int]`
}
const surnames =
  "Bakker,Jansen,de Vries,van Dijk,Visser,Smit,Meijer,Mulder,Bos,Vos,Peters,Hendriks,Dekker,Brouwer,Dijkstra,Smits,Koster,Prins,Huisman,Postma,Kuipers,Veenstra,Kramer,Scholten,van Wijk,Post,Martens,Vink,Boer,Schouten,Hoekstra,Noordkade,Zijlstra,Évora,Ångström,Brandsma,Wolters,Timmer,Groen,Verhoeven,Maas,Kok,Bosman,Molenaar,Hofman,Blom,van Leeuwen,Sanders,Willems,Driessen,Appel,Evers,Kolkwijk"
const trades =
  "Beheer,Bouw,Elektro,Verf,Staal,Groothandel,Installatie,Transport,Hout,Tegels,Sanitair,Gereedschap,Techniek,Metaal,Glas,Isolatie,Dakwerken,Kozijnen,Verhuur,Logistiek,Import,Advies,Schoonmaak,Kunststof,Papier,Textiel,Meubelen"
const goods =
  "Schroef,Bout,Moer,Ring,Plug,Spijker,Haak,Scharnier,Slot,Kabel,Lamp,Schakelaar,Stekker,Buis,Kraan,Koppeling,Slang,Filter,Pomp,Klep,Verf,Kwast,Roller,Tape,Lijm,Kit,Hamer,Tang,Zaag,Boor,Beitel,Handschoen,Helm,Bril,Laars,Ladder,Emmer,Doek,Borstel,Zeep"
const kinds =
  "verzinkt,roestvast,messing,zwart,wit,grijs,blauw,rood,groen,lang,kort,breed,smal,zwaar,licht,rond,vierkant,plat,hol,massief"
const towns = "Zaandam,Zwolle,Goes,Tiel,Ede,Breda,Assen,Sneek,Hoorn,Venlo,Utrecht,Delft,Gouda,Lisse,Emmen,Almelo,Weert"

export const padded = (of: string) => `lpad((${of})::text, 7, '0')`
export const madeUpName = (of: string) =>
  `${pick(surnames, of, 7919)} || ' ' || ${pick(trades, of, 104729)} || ' ' || ${pick("B.V.,V.O.F.,& Zn.,N.V.", of, 31)}`

/** A company of this size, in the order in which the tables refer to each other. */
export function copiesOf({ rows, vendors, few }: Size): Copies[] {
  // Five documents in a row are of one vendor and are paid at once; of ten fives one is of the first vendor.
  const partyOf = (five: string) => `(case when ${five} % 10 = 0 then 2 else 2 + ${five} % ${vendors - 1} end)`
  const isOneOfFew = (rest: number) => `i % ${rows / few} = ${rest}`
  const party = partyOf("((i - 1) / 5)")
  const vendorNo = `'L' || ${padded(party)}`
  const vendorName = madeUpName(party)
  const customer = `(2 + (i - 1) / 5 % ${vendors - 1})`
  const itemNo = `'A' || ${padded(`2 + i::bigint * 7919 % ${rows - 1}`)}`
  const dateOf = (count: number) => `(current_date - 1095 + (i::bigint * 1090 / ${count})::int)`
  const date = dateOf(rows)
  const due = `(case when ${isOneOfFew(1)} then current_date + i % 3 else ${date} + 30 end)`
  const dueWhenPosted = `(case when i % 2 = 0 then ${date} else ${date} + 30 end)`
  const at = `(${date} + time '09:00' + i % 28000 * interval '1 second')`
  const amount = "(10 + i::bigint * 7919 % 99991)::numeric / 4"
  const [salesNo, requestNo, draftNo] = [`'S' || ${padded("i + 1")}`, `'R' || ${padded("i")}`, `'F' || ${padded("i")}`]
  const postedNo = `'G' || ${padded("i")}`
  const isCreditMemo = `case when ${isOneOfFew(0)} then 'credit_memo' else 'invoice' end`
  const dates = { document_date: date, posting_date: date, due_date: due }
  const buyFrom = { buy_from_vendor_no: vendorNo, buy_from_vendor_name: vendorName, pay_to_vendor_no: vendorNo }
  const amounts = { amount, amount_including_vat: amount }

  const payments = Math.floor((rows - few) / 5)
  const transaction = `${above} + i`
  const paymentTransaction = `${above + rows} + i`
  const paidVendor = `'L' || ${padded(partyOf("(i - 1)"))}`
  const paidOn = dateOf(payments)
  const paymentNo = `'B' || ${padded("i")}`
  const ofInvoice = "transaction_no = 1"
  const ofPayment = "transaction_no = 2"
  const paidEntry = `${above} + (i - 1) * 5 + k`
  const posted = { transaction_no: transaction, vendor_no: vendorNo, posting_date: date }
  const paid = { transaction_no: paymentTransaction, vendor_no: paidVendor, posting_date: paidOn }
  const fivefold = { amount: "model.amount * 5", amount_lcy: "model.amount_lcy * 5" }

  return [
    {
      table: "vendor",
      times: vendors - 1,
      columns: {
        no: `'L' || ${padded("i + 1")}`,
        name: madeUpName("i + 1"),
        search_name: `upper(${madeUpName("i + 1")})`,
        city: pick(towns, "i", 13),
        blocked: "case when i % 10 = 0 then 'all' else '' end",
      },
    },
    {
      table: "customer",
      times: vendors - 1,
      columns: { no: `'D' || ${padded("i + 1")}`, name: madeUpName("i + 1"), city: pick(towns, "i", 13) },
    },
    {
      table: "item",
      times: rows - 1,
      columns: {
        no: `'A' || ${padded("i + 1")}`,
        description: `${pick(goods, "i", 7919)} || ' ' || ${pick(kinds, "i", 104729)} || ' M' || i % 97 || 'x' || i % 89`,
        vendor_no: `'L' || ${padded(`2 + i % ${vendors - 1}`)}`,
        vendor_item_no: `'V-' || ${padded("i + 1")}`,
        blocked: "i % 100 = 0",
      },
    },
    { table: "item_unit_of_measure", times: rows - 1, columns: { item_no: `'A' || ${padded("i + 1")}` } },
    {
      table: "purchase_price",
      times: Math.floor(rows / 10),
      columns: { vendor_no: "'L0000002'", item_no: `'A' || ${padded("i + 1")}` },
    },
    {
      table: "sales_invoice",
      times: rows - 1,
      columns: {
        no: salesNo,
        customer_no: `'D' || ${padded(customer)}`,
        customer_name: madeUpName(customer),
        external_document_no: `'PO-' || ${padded("i")}`,
        ...dates,
        ...amounts,
      },
    },
    { table: "sales_invoice_line", times: rows - 1, columns: { document_no: salesNo, no: itemNo } },
    {
      table: "purchase_request",
      times: rows,
      columns: {
        no: requestNo,
        state: `case when ${isOneOfFew(0)} then 'failed' else 'ready' end`,
        purchase_invoice_no: `case when ${isOneOfFew(0)} then null else ${draftNo} end`,
        form_id: "'form-' || i",
        sales_invoice_no: salesNo,
        customer_name: madeUpName(customer),
        vendor_no: vendorNo,
        vendor_name: vendorName,
        requested_at: at,
        queued_at: at,
        finished_at: at,
        amount,
      },
    },
    { table: "purchase_request_line", times: rows, columns: { request_no: requestNo, no: itemNo } },
    {
      table: "purchase_invoice",
      times: rows,
      columns: {
        no: draftNo,
        document_type: isCreditMemo,
        review_state: "(array['ready_for_review','reviewed','sent_back'])[1 + i % 3]",
        review_state_at: at,
        vendor_invoice_no: `case when ${isOneOfFew(1)} then '' else 'VI-' || ${padded("i")} end`,
        ...buyFrom,
        ...dates,
        ...amounts,
      },
    },
    { table: "purchase_invoice_line", times: rows, columns: { document_no: draftNo, no: itemNo } },
    {
      table: "event",
      of: "kind = 'purchase_request.ready'",
      times: rows,
      columns: { id: transaction, subject_no: requestNo, at },
    },
    {
      table: "notification",
      of: "event_id in (select id from event where kind = 'purchase_request.ready')",
      times: rows,
      columns: {
        user_id: "reader",
        event_id: transaction,
        created_at: at,
        read_at: `case when i % 5 = 0 then null else ${at} end`,
        mail_state: "'none'",
      },
    },
    {
      table: "ledger_transaction",
      of: "no = 1",
      times: rows,
      columns: {
        no: transaction,
        document_no: postedNo,
        document_type: isCreditMemo,
        vendor_no: vendorNo,
        posting_date: date,
        document_date: date,
      },
    },
    {
      table: "posted_purchase_document",
      times: rows,
      columns: {
        no: postedNo,
        document_type: isCreditMemo,
        pre_assigned_no: `'O' || ${padded("i")}`,
        transaction_no: transaction,
        vendor_invoice_no: `'VP-' || ${padded("i")}`,
        vendor_invoice_key: `'VP' || ${padded("i")}`,
        ...buyFrom,
        ...dates,
        due_date: dueWhenPosted,
        ...amounts,
      },
    },
    { table: "posted_purchase_line", times: rows, columns: { document_no: postedNo, no: itemNo } },
    {
      table: "gl_entry",
      of: ofInvoice,
      times: rows,
      columns: { transaction_no: transaction, posting_date: date },
    },
    { table: "vat_entry", of: ofInvoice, times: rows, columns: posted },
    { table: "item_ledger_entry", of: ofInvoice, times: rows, columns: { ...posted, item_no: itemNo } },
    {
      table: "value_entry",
      of: ofInvoice,
      times: rows,
      columns: { transaction_no: transaction, posting_date: date, item_no: itemNo },
    },
    {
      table: "vendor_ledger_entry",
      of: ofInvoice,
      times: rows,
      columns: { ...posted, document_date: date, due_date: dueWhenPosted, document_no: postedNo },
    },
    {
      table: "detailed_vendor_ledger_entry",
      of: ofInvoice,
      times: rows,
      columns: { ...posted, vendor_ledger_entry_no: transaction },
    },
    {
      table: "ledger_transaction",
      of: "no = 2",
      times: payments,
      columns: {
        no: paymentTransaction,
        document_no: paymentNo,
        vendor_no: paidVendor,
        posting_date: paidOn,
        document_date: paidOn,
      },
    },
    {
      table: "gl_entry",
      of: ofPayment,
      times: payments,
      columns: { transaction_no: paymentTransaction, posting_date: paidOn, amount: fivefold.amount },
    },
    {
      table: "bank_account_ledger_entry",
      times: payments,
      columns: { transaction_no: paymentTransaction, posting_date: paidOn, ...fivefold },
    },
    {
      table: "vendor_ledger_entry",
      of: ofPayment,
      times: payments,
      columns: { ...paid, document_date: paidOn, due_date: paidOn, document_no: paymentNo, ...fivefold },
    },
    {
      table: "detailed_vendor_ledger_entry",
      of: `${ofPayment} and entry_type = 'initial_entry'`,
      times: payments,
      columns: { ...paid, vendor_ledger_entry_no: paymentTransaction, ...fivefold },
    },
    {
      table: "detailed_vendor_ledger_entry",
      of: `${ofPayment} and entry_type <> 'initial_entry'`,
      times: payments,
      each: 5,
      columns: {
        ...paid,
        line_no: "model.line_no + k * 10",
        vendor_ledger_entry_no: `case model.vendor_ledger_entry_no when 1 then ${paidEntry} else ${paymentTransaction} end`,
        applied_entry_no: `case model.applied_entry_no when 1 then ${paidEntry} else ${paymentTransaction} end`,
      },
    },
  ]
}

/** What triggers keep beside the books: the entries that no payment settled, and the sums of each day. */
export const keptBeside = [
  "delete from gl_account_day where company_id = company",
  "delete from vat_group_day where company_id = company",
  "delete from open_vendor_ledger_entry where company_id = company",
  `insert into gl_account_day select company, gl_account_no, posting_date, sum(amount) from gl_entry
   where company_id = company group by 2, 3`,
  `insert into vat_group_day select company, posting_date, vat_bus_posting_group, vat_prod_posting_group, vat_calculation_type,
     vat_percent, sum(base), sum(amount) from vat_entry where company_id = company group by 2, 3, 4, 5, 6`,
  `insert into open_vendor_ledger_entry select company, e.transaction_no, e.vendor_no, e.due_date, r.amount_lcy,
     e.document_type, e.document_no, e.posting_date
   from vendor_ledger_entry e join (select vendor_ledger_entry_no as no, sum(amount_lcy) as amount_lcy
     from detailed_vendor_ledger_entry where company_id = company group by 1 having sum(amount) <> 0) r on r.no = e.transaction_no
   where e.company_id = company`,
]

/** Behind which the next transactions and events are numbered. */
export const lastNumber = ({ rows }: Size) => above + 2 * rows
