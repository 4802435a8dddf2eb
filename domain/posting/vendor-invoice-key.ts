/**
 * A vendor invoice number as it is compared (docs/semantics.md, "Posting is refused when"): without case, spaces, punctuation
 * and leading zeros, so that "inv. 2026/0012" and "INV-2026-12" are one number. A number of nothing but such signs is itself.
 */
export function vendorInvoiceKey(vendorInvoiceNo: string): string {
  const signs = vendorInvoiceNo.normalize("NFKC").toUpperCase()
  // Zeros that lead a run of digits: in front, behind letters, behind a dash.
  const short = signs.replace(/(?<!\p{N})0+(?=\p{N})/gu, "")
  return short.replace(/[^\p{L}\p{N}]/gu, "") || signs.trim()
}

/** What two numbers of one key have in common: all digits but zeros, in their order; as `vendor_invoice_digits` has it. */
export function vendorInvoiceDigits(vendorInvoiceNo: string): string {
  return vendorInvoiceNo.normalize("NFKC").replace(/[^1-9]/gu, "")
}
