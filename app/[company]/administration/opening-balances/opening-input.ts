import type { IsoDate } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import { type Issue, Refusal } from "@/domain/errors"
import { parseNumber } from "@/domain/money/parse-number"
import type { OpeningLineValues, PartName } from "@/domain/opening-balances/opening-part"
import { parts } from "@/domain/opening-balances/parts"
import type { Language } from "@/language/language"

const longest = 200

/** Reads the texts of a form about opening balances in the reader's way, and gathers what cannot be read. */
export class OpeningInput {
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

  /** Null where nothing is typed. */
  date(name: string): IsoDate | null {
    const typed = this.text(name)
    if (typed === "") return null
    const parsed = parseDate(typed, this.today)
    if (parsed.ok) return parsed.value
    this.issues.push({ field: name, code: `date_${parsed.reason}`, params: { typed } })
    return null
  }

  /** The columns of a part as they were typed: figures plain, dates ISO. */
  line(part: PartName): OpeningLineValues {
    return Object.fromEntries(
      parts[part].columns.map(({ name, kind, maximum, decimals = 5, integerDigits }) => {
        if (kind === "date") return [name, this.date(name) ?? ""]
        if (kind === "number") return [name, this.#number(name, { decimals, integerDigits })]
        const typed = this.text(name)
        if (maximum !== undefined && typed.length > maximum) {
          this.issues.push({ field: name, code: "too_long", params: { maximum } })
        }
        return [name, typed]
      }),
    )
  }

  #number(name: string, limits: { decimals: number; integerDigits?: number }): string {
    const typed = this.text(name)
    if (typed === "") return ""
    const parsed = parseNumber(typed, this.language, limits)
    if (parsed.ok) return parsed.value
    this.issues.push({ field: name, code: `number_${parsed.reason}`, params: { typed, decimals: limits.decimals } })
    return ""
  }

  /** @throws Refusal with what could not be read */
  refuse(): void {
    if (this.issues.length > 0) throw new Refusal(this.issues)
  }
}
