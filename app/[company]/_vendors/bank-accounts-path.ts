/** Where a vendor's bank accounts stand. */
export const bankAccountsPath = (company: string, vendorNo: string) =>
  `/${company}/vendors/${encodeURIComponent(vendorNo)}/bank-accounts`

/** Where one of them is approved. @param id of the account */
export const approvedAccountPath = (company: string, vendorNo: string, id: string | number) =>
  `${bankAccountsPath(company, vendorNo)}?account=${id}#approval`
