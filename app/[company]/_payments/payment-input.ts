import type { IsoDate } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, Refusal } from "@/domain/errors"
import { type AmountCurrency, readAmount } from "@/domain/money/read-amount"
import { type Application, type DifferenceType, differenceTypes } from "@/domain/payments/application"
import type { BankTerms } from "@/domain/payments/bank-amounts"
import type { PaidTo } from "@/domain/payments/paid-to"
import type { Language } from "@/language/language"

const longest = 200

/** Of a rate, as the table of exchange rates has it. */
const RATE_DECIMALS = 10

/** Reads the texts of a form about payments in the reader's way, and gathers what cannot be read. */
export class PaymentInput {
  readonly issues: Issue[] = []

  /** The first of each name: to ask the form for a name is to look through all of it. */
  readonly #texts = new Map<string, string>()

  constructor(
    form: FormData,
    readonly language: Language,
    readonly today: IsoDate,
  ) {
    for (const [name, value] of form) {
      if (!this.#texts.has(name)) this.#texts.set(name, typeof value === "string" ? value.trim().slice(0, longest) : "")
    }
  }

  text(name: string): string {
    return this.#texts.get(name) ?? ""
  }

  date(name: string): IsoDate {
    const typed = this.text(name)
    const parsed = parseDate(typed, this.today)
    if (parsed.ok) return parsed.value
    this.issues.push({ field: name, code: `date_${parsed.reason}`, params: { typed } })
    return this.today
  }

  /**
   * A decimal string; "" where nothing is typed.
   * @param currency that it is in; undefined: the company has none of that code, which the operation refuses
   */
  amount(name: string, currency: AmountCurrency | undefined): string {
    const typed = this.text(name)
    if (typed === "") return ""
    const read = readAmount(typed, this.language, currency)
    if (read.ok) return read.value
    this.issues.push({ field: name, ...read.issue })
    return ""
  }

  /** What is typed at the entries, in the order of the form; an entry without an amount, or with zero, is left out. */
  applications(currency: AmountCurrency | undefined): Application[] {
    const entries = [...this.#texts.keys()].filter(name => /^entries\.\d{1,15}$/u.test(name))
    return entries
      .map(name => ({ no: name.slice("entries.".length), amount: this.amount(name, currency) }))
      .map(({ no, amount }) => ({
        vendorLedgerEntryNo: Number(no),
        amount,
        ...(this.text(`discount.${no}`) === "on" && { takesDiscount: true }),
        ...this.#difference(`difference.${no}`),
      }))
      .filter(({ amount }) => amount !== "" && amount !== "0")
  }

  /** What the bank said. @param keptIn the bank account's currency */
  bankTerms(keptIn: AmountCurrency | undefined): BankTerms {
    const bankAccount = this.text("bankAccountNo")
    // Without a bank account there is a problem already.
    if (bankAccount === "" || !keptIn) return {}
    return {
      bankAmount: this.amount("bankAmount", keptIn),
      bankRate: this.amount("bankRate", { code: keptIn.code, amountDecimals: RATE_DECIMALS }),
      bankCharges: this.amount("bankCharges", keptIn),
      bankChargesAccountNo: this.text("bankChargesAccountNo"),
    }
  }

  /** How it is paid, and to which bank account of the vendor. */
  paidTo(): PaidTo {
    const [paymentMethodCode, id] = [this.text("paymentMethodCode"), this.text("vendorBankAccountId")]
    return { paymentMethodCode, ...(/^\d{1,15}$/u.test(id) && { vendorBankAccountId: Number(id) }) }
  }

  /** How a payment's rest is closed; undefined: it stays open. */
  overpaid(): DifferenceType | undefined {
    return differenceTypes.find(type => type === this.text("overpaid"))
  }

  #difference(name: string): { difference?: DifferenceType } {
    const difference = differenceTypes.find(type => type === this.text(name))
    return difference ? { difference } : {}
  }

  /** @throws Refusal with everything that could not be read */
  refuse(): void {
    if (this.issues.length > 0) throw new Refusal(this.issues)
  }
}
