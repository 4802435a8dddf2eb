import type { CompanyRow } from "@/db/company-rows"
import type { bankAccount } from "@/db/schema"

/** What the company pays from. The numbers pass the check of an IBAN and belong to nobody. */
export const bankAccounts: CompanyRow<typeof bankAccount>[] = [
  {
    no: "BANK",
    name: "Zakelijke rekening",
    iban: "NL91ABNA0417164300",
    currencyCode: "EUR",
    glAccountNo: "1100",
    bankChargesAccountNo: "4530",
  },
  {
    no: "SPAAR",
    name: "Spaarrekening",
    iban: "NL39RABO0300065264",
    currencyCode: "EUR",
    glAccountNo: "1110",
    bankChargesAccountNo: "4530",
  },
]
