import type { DraftLine } from "./line-fields"

/** A line that nothing is known of yet. */
export function emptyLine(lineId: number, type: DraftLine["type"]): DraftLine {
  return {
    lineId,
    lineNo: 0,
    type,
    no: null,
    description: "",
    quantity: "0",
    unitOfMeasureCode: "",
    qtyPerUnitOfMeasure: "1",
    price: "0",
    pricePer: "1",
    lineDiscountPercent: "0",
    lineDiscountAmount: "0",
    lineAmount: "0",
    typedAmount: null,
    chargeAccountNo: null,
    vatProdPostingGroup: null,
    genProdPostingGroup: null,
    vatIdentifier: "",
    vatPercent: "0",
    vatCalculationType: "normal",
    allowInvoiceDiscount: true,
    typedFields: [],
    amount: "0",
    amountIncludingVat: "0",
    costSource: null,
    vendorItemNo: "",
    invoiceDiscountAmount: "0",
    vatDifference: "0",
    creditsLineNo: null,
  }
}
