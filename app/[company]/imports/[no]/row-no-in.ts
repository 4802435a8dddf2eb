/** The number of a row that an address names; undefined where it can be none: the database knows no such number. */
export function rowNoIn(text = ""): number | undefined {
  return /^[1-9]\d{0,8}$/u.test(text) ? Number(text) : undefined
}
