/** What addresses without a company begin with, and what is kept for others to come. */
export const takenAddresses = ["api", "invitation", "operator", "password", "setup", "sign-in", "sign-out"]

const longest = 40

/**
 * What stands in a company's address, of its name: small letters, digits and hyphens.
 * @param isTaken whether another company has it
 */
export async function companySlug(name: string, isTaken: (slug: string) => Promise<boolean>): Promise<string> {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/gu, "")
  const wanted = plain || "company"
  for (let count = 1; ; count++) {
    const slug = count === 1 ? wanted : `${wanted}-${count}`
    if (!takenAddresses.includes(slug) && !(await isTaken(slug))) return slug
  }
}

/** Whether a text can stand in an address. */
export function isCompanySlug(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/u.test(text) && !takenAddresses.includes(text)
}
