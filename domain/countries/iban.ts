/** Characters of an IBAN by country (SWIFT's IBAN Registry). */
const lengths = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 " +
    "FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 " +
    "LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 " +
    "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** As it is stored: without blanks, in capitals. */
export const bareIban = (text: string) => text.replace(/\s/gu, "").toUpperCase()

/** Whether an IBAN, spaces left out, has its country's length and its check digits (ISO 13616, ISO 7064 MOD 97-10). */
export function isIban(text: string): boolean {
  const iban = bareIban(text)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/u.test(iban) || lengths.get(iban.slice(0, 2)) !== iban.length) return false
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map(sign => Number.parseInt(sign, 36)).join("")
  return BigInt(digits) % 97n === 1n
}

/** In fours, as it is printed: "NL91 ABNA 0417 1643 00". */
export const printedIban = (iban: string) => iban.replace(/(.{4})(?=.)/gu, "$1 ")

/** For who may not see it: "NL91 •••• 4300". */
export const maskedIban = (iban: string) => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`
