/** The company for which a purchase invoice is created. */
export type CreatePurchaseInvoiceCompany = { slug: string; currencyCode: string; mayMakeVendors: boolean }
