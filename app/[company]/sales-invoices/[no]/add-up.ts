const scale = 6

/** Adds decimal strings without a float: as whole millionths. */
export function addUp(amounts: readonly string[]): string {
  let millionths = 0n
  for (const amount of amounts) {
    const [, sign, whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(amount) ?? []
    const size = BigInt(whole + fraction.padEnd(scale, "0").slice(0, scale))
    millionths += sign ? -size : size
  }
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(scale + 1, "0")
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
