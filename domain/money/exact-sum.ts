/**
 * The sum of decimal strings, exact, as one without zeros behind; "0" of none. For what the browser adds up and does nothing else with:
 * decimal.js would be half of what its page loads.
 */
export function exactSum(values: readonly string[]): string {
  const decimals = Math.max(0, ...values.map(value => value.split(".")[1]?.length ?? 0))
  const total = values.reduce((sum, value) => {
    const [whole = "", fraction = ""] = value.split(".")
    return sum + BigInt(whole + fraction.padEnd(decimals, "0"))
  }, 0n)
  const digits = String(total < 0n ? -total : total).padStart(decimals + 1, "0")
  const [whole, fraction] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)]
  return `${total < 0n ? "-" : ""}${`${whole}.${fraction}`.replace(/\.?0*$/u, "")}`
}

/** The same number below zero, or above. */
export function negated(value: string): string {
  return value.startsWith("-") ? value.slice(1) : `-${value}`
}
