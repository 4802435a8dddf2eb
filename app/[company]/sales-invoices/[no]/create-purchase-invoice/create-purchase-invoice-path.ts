/** Where a sales invoice's Create Purchase Invoice is. @param invoicePath address of the sales invoice */
export const createPurchaseInvoicePath = (invoicePath: string) => `${invoicePath}/create-purchase-invoice`
