import type { IsoDate } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, Refusal } from "@/domain/errors"
import { type AmountCurrency, readAmount } from "@/domain/money/read-amount"
import type { Application } from "@/domain/payments/check-settlement"
import type { Language } from "@/language/language"

const longest = 200

/** Reads the texts of a form about payments in the reader's way, and gathers what cannot be read. */
export class PaymentInput {
  readonly issues: Issue[] = []

  constructor(
    readonly form: FormData,
    readonly language: Language,
    readonly today: IsoDate,
  ) {}

  text(name: string): string {
    const value = this.form.get(name)
    return typeof value === "string" ? value.trim().slice(0, longest) : ""
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
    const names = [...new Set(this.form.keys())].filter(name => /^entries\.\d{1,15}$/u.test(name))
    return names
      .map(name => ({
        vendorLedgerEntryNo: Number(name.slice("entries.".length)),
        amount: this.amount(name, currency),
      }))
      .filter(({ amount }) => amount !== "" && amount !== "0")
  }

  /** @throws Refusal with everything that could not be read */
  refuse(): void {
    if (this.issues.length > 0) throw new Refusal(this.issues)
  }
}
