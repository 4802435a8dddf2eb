/** Where setup stands, below a company's address. */
export const setupPath = (company: string) => `/${company}/administration/setup`

export const tablePath = (company: string, table: string) => `${setupPath(company)}/${table}`

export const rowPath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), ...key.map(encodeURIComponent)].join("/")

export const deletePath = (company: string, table: string, key: readonly string[]) =>
  [tablePath(company, table), "delete", ...key.map(encodeURIComponent)].join("/")
