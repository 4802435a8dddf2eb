/** Where a company's logo is read; another one has another address. */
export const logoAddress = (company: string, hash: string) => `/${company}/logo?is=${hash.slice(0, 16)}`
