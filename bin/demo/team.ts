import { randomUUID } from "node:crypto"
import { and, asc, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { company, item, salesInvoice, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"
import { addDays, type IsoDate, today } from "@/domain/dates/date"
import type { EditedLine } from "@/domain/documents/draft"
import { Decimal } from "@/domain/money/decimal"
import { registerPayment } from "@/domain/payments/register-payment"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { type PostedDraft, postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed, sendBack } from "@/domain/purchase-documents/review"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"

export type Bought = {
  vendorNo: string
  vendorInvoiceNo: string
  daysAgo: number
  quantities: readonly number[]
  documentType?: PurchaseDocumentType
}

/** Somebody of a demo company. @throws Error for who is not in it */
export async function actorOf(slug: string, email: string): Promise<Actor> {
  const [own] = await database().select({ id: company.id }).from(company).where(eq(company.slug, slug))
  const [user] = await database().select({ id: users.id }).from(users).where(eq(users.email, email))
  const present = await inCompany(own!.id, tx => presentActor(tx, own!.id, user!.id))
  if (!present) throw new Error(`${email} is not in ${slug}`)
  return present
}

/** What people of a demo company do, each step by the operation that the portal has for it. */
export class Team {
  private constructor(
    private readonly today: IsoDate,
    readonly requester: Actor,
    readonly purchaser: Actor,
    readonly manager: Actor,
  ) {}

  /** @param emails of who asks for purchase invoices, who makes them from new, and who reviews and posts */
  static async of(slug: string, emails: Record<"requester" | "purchaser" | "manager", string>): Promise<Team> {
    const [own] = await database().select().from(company).where(eq(company.slug, slug))
    const [requester, purchaser, manager] = [
      await actorOf(slug, emails.requester),
      await actorOf(slug, emails.purchaser),
      await actorOf(slug, emails.manager),
    ]
    return new Team(today(own!.timeZone), requester, purchaser, manager)
  }

  daysAgo(days: number): IsoDate {
    return addDays(this.today, -days)
  }

  /** Asks for all lines of a sales invoice. @returns the request's number, its invoice not built yet */
  async ask(salesInvoiceNo: string, vendorNo: string): Promise<string> {
    const { companyId } = this.requester
    const [sold] = await inCompany(companyId, tx =>
      tx.select({ version: salesInvoice.version }).from(salesInvoice).where(eq(salesInvoice.no, salesInvoiceNo)),
    )
    const { no } = await requestPurchaseInvoice(this.requester, {
      formId: randomUUID(),
      salesInvoiceNo,
      salesInvoiceVersion: sold!.version,
      scope: { kind: "all_lines" },
      vendorNo,
      edits: new Map(),
    })
    return no
  }

  async build(requestNo: string): Promise<void> {
    await buildPurchaseInvoice(this.requester.companyId, requestNo)
  }

  /** As `ask`, built. @returns the number of the purchase invoice */
  async askAndBuild(salesInvoiceNo: string, vendorNo: string): Promise<string> {
    const requestNo = await this.ask(salesInvoiceNo, vendorNo)
    await this.build(requestNo)
    const [made] = await inCompany(this.requester.companyId, tx =>
      tx.execute<{ no: string }>(sql`select purchase_invoice_no as no from purchase_request where no = ${requestNo}`),
    )
    return made!.no
  }

  /** Makes a draft from new, of items that are the vendor's by default, at the costs that the product finds. */
  async buy({ vendorNo, vendorInvoiceNo, daysAgo, quantities, documentType }: Bought): Promise<string> {
    const { companyId } = this.purchaser
    const no = await newPurchaseDocument(this.purchaser, { formId: randomUUID(), vendorNo, documentType })
    const items = await inCompany(companyId, tx =>
      tx
        .select({ no: item.no })
        .from(item)
        .where(and(eq(item.vendorNo, vendorNo), eq(item.blocked, false), eq(item.purchasingBlocked, false)))
        .orderBy(asc(item.no))
        .limit(quantities.length),
    )
    const lines = items.map(
      ({ no }, index): EditedLine => ({
        id: `new${index + 1}`,
        type: "item",
        values: { no, quantity: String(quantities[index]) },
      }),
    )
    const date = this.daysAgo(daysAgo)
    await this.save(no, { vendorInvoiceNo, documentDate: date, postingDate: date }, lines)
    return no
  }

  /** Fills in fields of a draft's header, and adds lines. */
  async save(
    no: string,
    header: Record<string, string>,
    added: readonly EditedLine[] = [],
    by = this.purchaser,
  ): Promise<void> {
    const { header: stored } = await readPurchaseDocument(by, no)
    await savePurchaseDocument(by, no, {
      version: stored.version,
      header,
      lines: [...added],
      loaded: [],
      deleted: [],
      choices: {},
    })
  }

  async review(no: string): Promise<void> {
    await markReviewed(this.manager, no, await this.version(no))
  }

  async sendBack(no: string, reason: string): Promise<void> {
    await sendBack(this.manager, no, await this.version(no), reason)
  }

  async send(no: string, by: Actor): Promise<void> {
    await sendForApproval(by, no, await this.version(no))
  }

  async approve(no: string, by: Actor): Promise<void> {
    await approve(by, no, await this.version(no))
  }

  async reject(no: string, by: Actor, reason: string): Promise<void> {
    await reject(by, no, await this.version(no), reason)
  }

  private async version(no: string): Promise<number> {
    return (await readPurchaseDocument(this.manager, no)).header.version
  }

  /** Buys, reviews and posts. */
  async post(bought: Bought): Promise<PostedDraft> {
    const no = await this.buy(bought)
    await this.review(no)
    return postPurchaseDocument(this.manager, no, { unreviewed: false })
  }

  /** Pays a share of a posted invoice, from the bank account. @returns the number of the payment */
  async pay(posted: PostedDraft, share: string, daysAgo: number): Promise<string> {
    const [owed] = await inCompany(this.manager.companyId, tx =>
      tx.execute<{ vendor: string; currency: string; amount: string; decimals: number }>(sql`
        select e.vendor_no as vendor, e.currency_code as currency, -e.amount as amount, c.amount_decimals as decimals
        from vendor_ledger_entry e join currency c on c.code = e.currency_code
        where e.transaction_no = ${String(posted.transactionNo)}`),
    )
    const { vendor, currency, amount: whole, decimals } = owed!
    const amount = new Decimal(whole).times(share).toDecimalPlaces(decimals).toFixed()
    return registerPayment(this.manager, {
      formId: randomUUID(),
      vendorNo: vendor,
      bankAccountNo: "BANK",
      postingDate: this.daysAgo(daysAgo),
      currency,
      amount,
      description: "Betaald per bank",
      applications: [{ vendorLedgerEntryNo: posted.transactionNo, amount }],
    })
  }
}
