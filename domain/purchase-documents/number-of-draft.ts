/** Of which number series a draft is, and what its default posting description calls it, which stays in one language. */
export const seriesOf = { invoice: "purchaseInvoiceNos", credit_memo: "purchaseCreditMemoNos" } as const

export const nounOf = { invoice: "Invoice", credit_memo: "Credit Memo" } as const
