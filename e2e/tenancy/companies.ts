/** The two companies of the walk: of A is the one who asks, and what B has is asked for. */

import type { APIRequestContext, PlaywrightWorkerArgs } from "@playwright/test"
import { saveSetup } from "@/domain/setup/save-setup"
import { inviteUser } from "@/domain/users/invite-user"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { saveVendorTemplate } from "@/domain/vendors/vendor-template"
import { inCompany } from "@/e2e/support/database"
import { type OwnCompany, ownCompany, ownUser } from "@/e2e/support/own-company"
import { signIn } from "@/e2e/support/portal"
import {
  builtInvoice,
  draftCreditMemo,
  failedRequest,
  importedPayments,
  madeOrder,
  madePayment,
  madeToken,
  postedCreditMemo,
  postedInvoice,
  refusedBatch,
  toldWebhook,
  triedImport,
  waitingEntry,
} from "@/e2e/support/trade"
import { attach } from "@/test/attachments"
import { itemLine, makeCustomer, makeItem, makePurchasePrice, makeSalesInvoice, makeVendor } from "@/test/factories"

import { type Foreign, secret } from "./foreign"

export let a: OwnCompany
export let b: OwnCompany
export let ofB: Foreign
/** One of A's own, at whose pages an action can be posted. */
export let salesInvoiceOfA: string
/** What A has itself: a page of its own can be asked for what B has. */
export let ofA: Pick<Foreign, "vendor" | "customer" | "item" | "vendorRegistration">
/** A webhook of A's, and what it was told. */
export let told: Awaited<ReturnType<typeof toldWebhook>>
export let asA: APIRequestContext

/** Founds both, once for the whole walk, and signs A's user in. */
export async function foundCompanies({ playwright }: Pick<PlaywrightWorkerArgs, "playwright">): Promise<void> {
  a = await ownCompany("Tenant A")
  b = await ownCompany(`Tenant ${secret}`)
  const all = ["order_processor", "purchaser", "purchasing_manager", "administrator"] as const
  const mine = await ownUser(a, "Anna Allround", ...all)
  const { actor: theirs } = await ownUser(b, `Bob ${secret}`, ...all)

  await makeVendor(b.id, { no: "L77777", name: `${secret} Elektro` })
  await makeCustomer(b.id, { no: "D77777", name: `${secret} Bouw` })
  const item = await makeItem(b.id, { no: "77777", description: `${secret} lampje` })
  await makePurchasePrice(b.id, { vendorNo: "L77777", itemNo: "77777", directUnitCost: "77.77" })
  await makeSalesInvoice(b.id, [itemLine(item)], { no: "VF26-77777", customerNo: "D77777" })
  // A has no documents of these kinds, so that the first number of each is B's alone.
  const { invoiceNo } = await builtInvoice(theirs)
  const request = await failedRequest(theirs)
  const invitee = { name: `Cor ${secret}`, email: `cor@${b.slug}.example`, roles: ["purchaser" as const] }
  const { id: invitation } = await inviteUser(theirs, invitee)
  const terms = { code: "T77777", description: `${secret} terms` }
  await saveSetup(theirs, "payment-terms", { key: null, version: 0, typed: terms })
  const attachment = await attach(theirs, { type: "purchase_invoice", no: invoiceNo }, `${secret}.pdf`)
  const notification = await inCompany(b.slug, async sql => {
    const [told] = await sql<{ event_id: string }[]>`select event_id from notification where company_id = ${b.id}`
    return told!.event_id
  })
  const foreign = await toldWebhook(theirs)
  told = await toldWebhook(mine.actor)
  const payment = await madePayment(theirs, `${secret} Paid`)
  ofB = {
    payment: payment.no,
    paymentOrder: await madeOrder(theirs, `${secret} Ordered`),
    entry: String(payment.entryNo),
    salesInvoice: "VF26-77777",
    purchaseInvoice: invoiceNo,
    creditMemo: (await draftCreditMemo(theirs, `${secret} Credit`)).no,
    postedInvoice: await postedInvoice(theirs, `${secret} Posted`),
    postedCreditMemo: await postedCreditMemo(theirs, `${secret} Posted`),
    vendor: "L77777",
    vendorRegistration: String(
      await askForVendor(theirs, {
        name: `${secret} gevraagd`,
        documentType: "sales_invoice",
        documentNo: "VF26-77777",
      }),
    ),
    vendorTemplate: await saveVendorTemplate(theirs, {
      key: null,
      version: 0,
      typed: { code: "T77776", description: `${secret} sjabloon`, paymentTermsCode: "14D" },
    }),
    customer: "D77777",
    item: "77777",
    price: "L77777/77777/EUR/~/0/0001-01-01",
    request,
    attachment: String(attachment),
    salesImport: await triedImport(theirs, secret),
    batch: await refusedBatch(theirs),
    paymentImport: await importedPayments(theirs, secret),
    user: String(theirs.userId),
    token: await madeToken(theirs),
    webhook: String(foreign.webhook),
    delivery: String(foreign.delivery),
    approvalEntry: String((await waitingEntry(theirs, theirs)).id),
    invitation,
    paymentTerms: "T77777",
    notification,
    mail: `${notification.padStart(12, "0")}-${theirs.userId}`,
    job: `build-${b.id}-${request}-1`,
    transaction: "1",
  }
  const itemOfA = await makeItem(a.id)
  salesInvoiceOfA = (await makeSalesInvoice(a.id, [itemLine(itemOfA)])).no
  const asked = { name: "Gevraagd", documentType: "sales_invoice" as const, documentNo: salesInvoiceOfA }
  ofA = {
    vendor: (await makeVendor(a.id)).no,
    customer: (await makeCustomer(a.id)).no,
    item: itemOfA.no,
    vendorRegistration: String(await askForVendor(mine.actor, asked)),
  }
  asA = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
  await signIn({ request: asA }, mine.email)
}
