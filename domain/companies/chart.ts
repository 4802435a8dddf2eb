import type { CompanyRow } from "@/db/company-rows"
import type { glAccount } from "@/db/schema"

type Account = CompanyRow<typeof glAccount>

/** "control" accounts belong to a subledger or the VAT return and take no direct postings; "taxed" ones bear the usual rate. */
type Kind = "heading" | "control" | "taxed"

export type AccountClass = {
  title: string
  incomeBalance: Account["incomeBalance"]
  accounts: readonly [no: string, name: string, kind?: Kind][]
}

/**
 * A decimal chart: the first digit is the class. Each class opens with a begin-total at its first number and closes with an
 * end-total at its last.
 *
 * @param words.total what an end-total is called
 * @param words.result what all classes of the income statement add up to
 * @param words.services, words.rate product groups of what is bought on "taxed" accounts
 */
export function chartOf(
  classes: readonly AccountClass[],
  words: { total: (title: string) => string; result: string; services: string; rate: string },
): Account[] {
  const chart = classes.flatMap(({ title, incomeBalance, accounts }): Account[] => {
    const plain = { incomeBalance, directPosting: false } as const
    const { opening, closing } = boundsOf(accounts)
    return [
      { ...plain, no: opening, name: title, accountType: "begin_total", indentation: 0 },
      ...accounts.map(([no, name, kind]): Account => {
        if (kind === "heading") return { ...plain, no, name, accountType: "heading", indentation: 1 }
        return {
          no,
          name,
          incomeBalance,
          accountType: "posting",
          indentation: 2,
          directPosting: kind !== "control",
          genProdPostingGroup: kind === "taxed" ? words.services : null,
          vatProdPostingGroup: kind === "taxed" ? words.rate : null,
        }
      }),
      {
        ...plain,
        no: closing,
        name: words.total(title),
        accountType: "end_total",
        totaling: `${opening}..${closing}`,
        indentation: 0,
      },
    ]
  })
  return [...chart, resultOf(classes, words.result)]
}

function boundsOf(accounts: AccountClass["accounts"]): { opening: string; closing: string } {
  const first = accounts[0]![0]
  const [digit, width] = [first.charAt(0), first.length]
  const begin = digit.padEnd(width, "0")
  // Where an account already stands there, the class opens just below it in order.
  const opening = accounts.some(([no]) => no === begin) ? `${digit}0` : begin
  return { opening, closing: digit.padEnd(width, "9") }
}

function resultOf(classes: readonly AccountClass[], name: string): Account {
  const ofIncome = classes
    .filter(({ incomeBalance }) => incomeBalance === "income_statement")
    .map(each => each.accounts)
  const width = ofIncome[0]![0]![0].length
  const digits = ofIncome.map(accounts => accounts[0]![0].charAt(0)).sort()
  return {
    no: "".padEnd(width + 1, "9"),
    name,
    incomeBalance: "income_statement",
    accountType: "total",
    totaling: `${digits[0]!.padEnd(width, "0")}..${digits.at(-1)!.padEnd(width, "9")}`,
    indentation: 0,
    directPosting: false,
  }
}
