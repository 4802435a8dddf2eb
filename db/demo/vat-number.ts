/**
 * VAT registration numbers that pass their country's check and belong to nobody: each is counted up from a range that
 * is not given out.
 */

/** Netherlands: eight digits and the eleven-test's ninth, weights 9 to 2. The first digits 999 mark test numbers. */
export function dutchVatNo(serial: number): string {
  // A remainder of 10 has no digit; the next base then does.
  for (let base = 99_900_000 + serial * 37; ; base++) {
    const check = [...String(base)].reduce((sum, digit, index) => sum + Number(digit) * (9 - index), 0) % 11
    if (check < 10) return `NL${base}${check}B01`
  }
}

/** Germany: eight digits and the check digit of ISO 7064, MOD 11,10. */
export function germanVatNo(serial: number): string {
  const base = String(99_990_000 + serial)
  const product = [...base].reduce((carried, digit) => {
    const sum = (Number(digit) + carried) % 10 || 10
    return (sum * 2) % 11
  }, 10)
  return `DE${base}${(11 - product) % 10}`
}

/** Belgium: eight digits, then 97 less their remainder by 97. */
export function belgianVatNo(serial: number): string {
  const base = 9_990_000 + serial
  return `BE0${base}${String(97 - (base % 97)).padStart(2, "0")}`
}
