import { z } from "zod"

const text = z.string().default("")

/** What is typed about a new vendor. What is wrong with it, all at once, the operation says. */
export const newVendorInput = z.object({
  name: text,
  address: text,
  address2: text,
  postCode: text,
  city: text,
  countryRegionCode: text,
  contact: text,
  phone: text,
  email: text,
  vatRegistrationNo: text,
  sharedVatReason: text,
  currencyCode: text,
  paymentTermsCode: text,
})
