import type { CompanyRow } from "@/db/demo/insert-rows"
import type { charge, paymentMethod, paymentTerms, reasonCode, unitOfMeasure } from "@/db/schema"

/** Formulas in their stored, English form (domain/dates/date-formula.ts). */
export const paymentTermsRows: CompanyRow<typeof paymentTerms>[] = [
  { code: "DIRECT", description: "Direct te voldoen" },
  { code: "8D", description: "8 dagen netto", dueDateCalculation: "8D" },
  { code: "14D", description: "14 dagen netto", dueDateCalculation: "14D" },
  { code: "30D", description: "30 dagen netto", dueDateCalculation: "30D" },
  { code: "45D", description: "45 dagen netto", dueDateCalculation: "45D" },
  { code: "60D", description: "60 dagen netto", dueDateCalculation: "60D" },
  { code: "1M", description: "1 maand netto", dueDateCalculation: "1M" },
  { code: "CM", description: "Einde van de maand", dueDateCalculation: "CM" },
  { code: "CM+15D", description: "Einde van de maand + 15 dagen", dueDateCalculation: "CM+15D" },
  { code: "1M+CM", description: "Einde van de volgende maand", dueDateCalculation: "1M+CM" },
  {
    code: "30D/8D2%",
    description: "30 dagen netto, 2 % bij betaling binnen 8 dagen",
    dueDateCalculation: "30D",
    discountDateCalculation: "8D",
    discountPercent: "2",
  },
]

const chargeRow = (code: string, textEn: string, textNl: string, glAccountNo: string, negativeAllowed = false) => ({
  ...{ code, textEn, textNl, glAccountNo, negativeAllowed },
  vatProdPostingGroup: "HOOG",
})

/** What vendors charge or allow besides the goods. */
export const chargeRows: CompanyRow<typeof charge>[] = [
  chargeRow("VRACHT", "Freight", "Vrachtkosten", "4240"),
  chargeRow("ORDERKOSTEN", "Small-order fee", "Orderkosten", "7200"),
  { ...chargeRow("STATIEGELD", "Deposit", "Statiegeld", "7200", true), vatProdPostingGroup: "VRIJ" },
  chargeRow("BONUS", "Bonus", "Bonus", "7200", true),
]

export const reasonCodeRows: CompanyRow<typeof reasonCode>[] = [
  { code: "TOLERANTIE", description: "Betalingsverschil binnen de tolerantie" },
  { code: "AFBOEKING", description: "Klein verschil afgeboekt" },
]

export const paymentMethodRows: CompanyRow<typeof paymentMethod>[] = [
  { code: "BANK", description: "Overboeking" },
  { code: "INCASSO", description: "Automatische incasso" },
  { code: "IDEAL", description: "iDEAL" },
  { code: "KAART", description: "Creditcard" },
  { code: "KAS", description: "Contant" },
]

/** Codes of UN/ECE Recommendation 20; packages as "X" and the code of Recommendation 21, as Peppol has them. */
export const unitOfMeasureRows: CompanyRow<typeof unitOfMeasure>[] = [
  { code: "STUK", description: "Stuk", internationalStandardCode: "H87" },
  { code: "DOOS", description: "Doos", internationalStandardCode: "XBX" },
  { code: "RING", description: "Ring", internationalStandardCode: "XRG" },
  { code: "HASPEL", description: "Haspel", internationalStandardCode: "XRL" },
  { code: "ROL", description: "Rol", internationalStandardCode: "XRO" },
  { code: "PAK", description: "Pak", internationalStandardCode: "XPK" },
  { code: "BUNDEL", description: "Bundel", internationalStandardCode: "XBE" },
  { code: "SET", description: "Set", internationalStandardCode: "SET" },
  { code: "PAAR", description: "Paar", internationalStandardCode: "PR" },
  { code: "KOKER", description: "Koker", internationalStandardCode: "XTU" },
  { code: "BUS", description: "Spuitbus", internationalStandardCode: "XAE" },
  { code: "EMMER", description: "Emmer", internationalStandardCode: "XPL" },
  { code: "ZAK", description: "Zak", internationalStandardCode: "XBG" },
  { code: "PALLET", description: "Pallet", internationalStandardCode: "XPX" },
  { code: "M", description: "Meter", internationalStandardCode: "MTR" },
  { code: "M2", description: "Vierkante meter", internationalStandardCode: "MTK" },
  { code: "KG", description: "Kilogram", internationalStandardCode: "KGM" },
  { code: "L", description: "Liter", internationalStandardCode: "LTR" },
  { code: "UUR", description: "Uur", internationalStandardCode: "HUR" },
]
