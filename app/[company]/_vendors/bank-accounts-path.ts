/** Where a vendor's bank accounts stand. */
export const bankAccountsPath = (company: string, vendorNo: string) =>
  `/${company}/vendors/${encodeURIComponent(vendorNo)}/bank-accounts`
