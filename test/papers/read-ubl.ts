import { SaxesParser } from "saxes"
import { type Cents, centsOf, type Paper, type PaperCharge, type PaperLine } from "./paper"

/** An element of the file, without the prefixes of names. */
type Element = { name: string; text: string; children: Element[] }

function parse(xml: string): Element {
  const file: Element = { name: "", text: "", children: [] }
  const open = [file]
  const parser = new SaxesParser()
  parser.on("opentag", ({ name }) => {
    const element: Element = { name: name.replace(/^.*:/u, ""), text: "", children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on("text", text => {
    open.at(-1)!.text += text
  })
  parser.on("closetag", () => void open.pop())
  parser.on("error", error => {
    throw error
  })
  parser.write(xml).close()
  return file
}

/**
 * Reads an invoice or credit note of UBL 2.1 (EN 16931) as its paper would show it.
 * @param name of the file
 * @param xml of it
 * @throws Error where it is neither
 */
export function readUbl(name: string, xml: string): Paper {
  const [root] = parse(xml).children
  if (root?.name !== "Invoice" && root?.name !== "CreditNote") throw new Error(`${name} is no invoice`)
  const isCreditNote = root.name === "CreditNote"
  const lines = all(root, isCreditNote ? "CreditNoteLine" : "InvoiceLine")
  const currency = text(root, "DocumentCurrencyCode")
  const totals = one(root, "LegalMonetaryTotal")
  // A second total may give the VAT in another currency.
  const [taxTotal] = all(root, "TaxTotal").filter(total => all(total, "TaxSubtotal").length > 0)
  return {
    name,
    kind: isCreditNote ? "credit_memo" : "invoice",
    currency,
    pricesIncludingVat: false,
    lines: lines.map(line => readLine(line, isCreditNote ? "CreditedQuantity" : "InvoicedQuantity")),
    charges: [...all(root, "AllowanceCharge").map(readCharge), ...lines.flatMap(chargesOfLine)],
    vat: (taxTotal ? all(taxTotal, "TaxSubtotal") : []).map(group => ({
      rate: rateOf(one(group, "TaxCategory")),
      base: cents(group, "TaxableAmount"),
      amount: cents(group, "TaxAmount"),
    })),
    total: {
      net: cents(totals, "TaxExclusiveAmount"),
      vat: taxTotal ? cents(taxTotal, "TaxAmount") : 0n,
      gross: cents(totals, "TaxInclusiveAmount"),
    },
  }
}

function readLine(line: Element, quantityName: string): PaperLine {
  const parts = all(line, "AllowanceCharge")
  const amountOf = (charge: string) =>
    parts
      .filter(part => text(part, "ChargeIndicator") === charge)
      .reduce((sum, part) => sum + cents(part, "Amount"), 0n)
  const price = one(line, "Price")
  return {
    description: text(one(line, "Item"), "Name"),
    quantity: text(line, quantityName),
    price: text(price, "PriceAmount"),
    per: text(price, "BaseQuantity") || "1",
    discountPercent: "0",
    discount: amountOf("false"),
    // What is charged on the line stands as a charge of its own.
    amount: cents(line, "LineExtensionAmount") - amountOf("true"),
    rate: rateOf(one(one(line, "Item"), "ClassifiedTaxCategory")),
  }
}

function chargesOfLine(line: Element): PaperCharge[] {
  const rate = rateOf(one(one(line, "Item"), "ClassifiedTaxCategory"))
  return all(line, "AllowanceCharge")
    .filter(part => text(part, "ChargeIndicator") === "true")
    .map(part => ({ description: text(part, "AllowanceChargeReason"), amount: cents(part, "Amount"), rate }))
}

function readCharge(part: Element): PaperCharge {
  const amount = cents(part, "Amount")
  return {
    description: text(part, "AllowanceChargeReason"),
    amount: text(part, "ChargeIndicator") === "true" ? amount : -amount,
    rate: rateOf(one(part, "TaxCategory")),
  }
}

function rateOf(category: Element): string {
  return `${text(category, "ID")} ${Number(text(category, "Percent") || "0")}`
}

function all(element: Element, name: string): Element[] {
  return element.children.filter(child => child.name === name)
}

/** The first of them; an empty one where there is none. */
function one(element: Element, name: string): Element {
  return all(element, name)[0] ?? { name, text: "", children: [] }
}

function text(element: Element, name: string): string {
  return one(element, name).text.trim()
}

function cents(element: Element, name: string): Cents {
  return centsOf(text(element, name) || "0")
}
