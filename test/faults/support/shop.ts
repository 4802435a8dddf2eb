import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { commentLine, itemLine, makeActor, makeCompany, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { type Answer, type Fields, fieldsOf, type PlainBrowser, signIn } from "./plain-browser"
import { until } from "./until"

/** A company with a sales invoice to buy for, and an order processor at a browser. */
export type Shop = {
  companyId: number
  slug: string
  vendorNo: string
  salesInvoiceNo: string
  browser: PlainBrowser
  /** Opens Create Purchase Invoice, whose items' common vendor is preselected. @returns what OK would send */
  openForm(): Promise<Fields>
  /** Presses OK. */
  press(fields: Fields): Promise<Answer>
  /** Presses OK until the portal has accepted, as people do when they get no answer. @returns the request's number */
  insist(fields: Fields): Promise<string>
  /** Opens the form and asks for so many purchase invoices at once, each under an id of its own. @returns their numbers */
  ask(times: number): Promise<string[]>
}

/** Makes a company of its own for a test, so that everything in it is what the test did. */
export async function openShop(url: string): Promise<Shop> {
  const { id: companyId, slug } = await makeCompany()
  const { no: vendorNo } = await makeVendor(companyId)
  const [item, other] = [await makeItem(companyId, { vendorNo }), await makeItem(companyId, { vendorNo })]
  // So much that no request of these tests buys more than is sold, which would be asked about.
  const sold = { quantity: "100000" }
  const lines = [itemLine(item, sold), commentLine("Levering bouwdeel B"), itemLine(other, sold)]
  const { no: salesInvoiceNo } = await makeSalesInvoice(companyId, lines)
  const { userId } = await makeActor(companyId, "order_processor")
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, userId))
  const browser = await signIn(url, user!.email)
  const path = `/${slug}/sales-invoices/${salesInvoiceNo}/create-purchase-invoice`

  const openForm = async () => {
    const { status, html } = await browser.get(path)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    const fields = fieldsOf(html, "formId").map(([name, value]): [string, string] =>
      /^lines\.\d+\.quantity$/.test(name) ? [name, "3"] : [name, value],
    )
    return [...fields, ["intent", "ok"] as [string, string]]
  }
  const press = (fields: Fields) => browser.post(path, fields)
  const insist = (fields: Fields) =>
    until("the portal accepts the request", () => press(fields).then(requestedNo, unreachable), 60)
  return {
    companyId,
    slug,
    vendorNo,
    salesInvoiceNo,
    browser,
    openForm,
    press,
    insist,
    async ask(times) {
      const fields = await openForm()
      return Promise.all(Array.from({ length: times }, () => insist(withNewId(fields))))
    },
  }
}

/** The same content under the id of another page. */
export function withNewId(fields: Fields): Fields {
  return fields.map(([name, value]) => [name, name === "formId" ? randomUUID() : value])
}

/** Number of the request that an answer leads to; undefined when it was not accepted. */
export function requestedNo({ status, location }: Answer): string | undefined {
  if (status !== 303) return undefined
  return /\/purchase-requests\/([^/?]+)/.exec(location ?? "")?.[1]
}

/** A server that is away answers nothing; everything else that goes wrong is the test's business. */
function unreachable(error: unknown): undefined {
  if (error instanceof TypeError) return undefined
  throw error
}
