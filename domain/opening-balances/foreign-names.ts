import type { ForeignNames } from "@/domain/import-kinds/column-names"
import type { PartName } from "./opening-part"

/** What the columns of such files are called in German. */
export const foreignNames: Record<PartName, ForeignNames> = {
  vendors: {
    vendorNo: { names: ["Kreditorennr."], others: ["Kreditor", "Lieferantennr.", "Lieferant"] },
    documentType: { names: ["Belegart"] },
    vendorInvoiceNo: { names: ["Kred.-Rechnungsnr."], others: ["Externe Belegnummer", "Rechnungsnr."] },
    documentDate: { names: ["Belegdatum"], others: ["Rechnungsdatum"] },
    dueDate: { names: ["Fälligkeitsdatum"] },
    paymentTermsCode: { names: ["Zlg.-Bedingungscode"], others: ["Zahlungsbedingung"] },
    paymentDiscountDate: { names: ["Skontodatum"] },
    paymentDiscountPercent: { names: ["Skonto %"] },
    currencyCode: { names: ["Währungscode"], others: ["Währung"] },
    amount: { names: ["Betrag"], others: ["Restbetrag", "Offener Betrag"] },
    amountLcy: { names: ["Betrag (MW)"], others: ["Restbetrag (MW)"] },
    description: { names: ["Beschreibung"], others: ["Text"] },
  },
  accounts: {
    glAccountNo: { names: ["Sachkontonr."], others: ["Konto", "Kontonr."] },
    debit: { names: ["Soll"], others: ["Sollbetrag"] },
    credit: { names: ["Haben"], others: ["Habenbetrag"] },
    balance: { names: ["Saldo"] },
    bankAccountNo: { names: ["Bankkontonr."], others: ["Bankkonto"] },
    bankAmount: { names: ["Betrag in Bankwährung"] },
  },
  stock: {
    itemNo: { names: ["Artikelnr."], others: ["Artikel"] },
    quantity: { names: ["Menge"], others: ["Bestand", "Lagerbestand"] },
    unitCost: { names: ["Einstandspreis"] },
    costAmount: { names: ["Einstandsbetrag"], others: ["Lagerwert"] },
  },
}
