import { and, eq, not, type SQL } from "drizzle-orm"
import { noSeries, noSeriesLine, purchasesSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { RecordChange, RecordField, RecordValues } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import { highestTaken } from "@/domain/setup/highest-taken"
import { changed } from "@/domain/setup/is-held"

/** Series of posted documents: drawn inside the posting transaction, and never with a gap. */
export const postedSeries = ["postedPurchaseInvoiceNos", "postedPurchaseCreditMemoNos", "paymentNos"]

/** What counts, of a series and of a line of it. */
const counter: readonly RecordField[] = [
  { name: "prefix", kind: "text", maximum: 15, required: true },
  { name: "digits", kind: "integer", minimum: 1, maximum: 10 },
  { name: "lastNumber", kind: "integer", minimum: 0, maximum: 9_999_999_999 },
  { name: "endingNumber", kind: "number", decimals: 0, minimum: "0", maximum: "9999999999" },
  { name: "warningNumber", kind: "number", decimals: 0, minimum: "0", maximum: "9999999999" },
]
const counted = ["prefix", "digits", "lastNumber"]
const listedCounter = ["prefix", "digits", "lastNumber", "endingNumber", "warningNumber"]

/**
 * A counter only goes up, so that no number is given out twice; one without gaps is left alone once it has counted. For
 * another prefix, as in a new year, one gives the series a line that begins then, or makes another series and chooses it.
 */
export const numberSeriesDefinition: SetupDefinition = {
  slug: "number-series",
  table: noSeries,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    ...counter,
    { name: "allowGaps", kind: "boolean" },
    { name: "manualNos", kind: "boolean" },
  ],
  listed: ["code", "description", ...listedCounter, "allowGaps"],
  async check(tx, change) {
    const { companyId, before, after } = change
    const isUsed = before !== null && before.lastNumber !== "0"
    const issues = await counterIssues(tx, change, before?.allowGaps === "true", [...counted, "allowGaps"])
    if (changed(change, "allowGaps") && after.allowGaps === "true" && !isUsed) {
      const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
      const posted = postedSeries.some(name => setup?.[name as keyof typeof setup] === after.code)
      if (posted) issues.push({ field: "allowGaps", code: "setup.series_posts" })
    }
    return issues
  },
  checkDelete: ({ lastNumber, allowGaps }) =>
    allowGaps === "false" && lastNumber !== "0" ? [{ code: "setup.series_without_gaps_used" }] : [],
}

/** From its Starting Date on a line counts for its series, until the next one begins; a posting goes by its posting date. */
export const numberSeriesLinesDefinition: SetupDefinition = {
  slug: "number-series-lines",
  table: noSeriesLine,
  keys: ["seriesCode", "startingDate"],
  fields: [
    { name: "seriesCode", kind: "reference", to: "number-series", required: true },
    { name: "startingDate", kind: "date", required: true },
    ...counter,
  ],
  listed: ["seriesCode", "startingDate", ...listedCounter],
  async check(tx, change) {
    const { companyId, after } = change
    const [series] = await tx
      .select({ allowGaps: noSeries.allowGaps })
      .from(noSeries)
      .where(and(eq(noSeries.companyId, companyId), eq(noSeries.code, after.seriesCode!)))
    return counterIssues(tx, change, series?.allowGaps ?? false, counted)
  },
  checkDelete: ({ lastNumber }) => (lastNumber === "0" ? [] : [{ code: "setup.series_line_used" }]),
}

/** @param fixed fields that stay as they are once a counter without gaps has counted */
async function counterIssues(
  tx: Tx,
  change: RecordChange,
  allowsGaps: boolean,
  fixed: readonly string[],
): Promise<Issue[]> {
  const { companyId, before, after } = change
  const issues: Issue[] = []
  const { lastNumber = "0", endingNumber = "0", warningNumber = "0" } = after
  const longest = Math.max(lastNumber.length, endingNumber.length)
  if (longest > Number(after.digits)) {
    const params = { lastNumber: longest === lastNumber.length ? lastNumber : endingNumber }
    issues.push({ field: "digits", code: "setup.series_digits_few", params })
  }
  const end = Number(endingNumber)
  if (end > 0 && end < Number(lastNumber)) {
    issues.push({ field: "endingNumber", code: "setup.series_ends_before", params: { lastNumber } })
  }
  if (end > 0 && Number(warningNumber) > end) issues.push({ field: "warningNumber", code: "setup.series_warns_late" })
  if (before !== null && before.lastNumber !== "0" && !allowsGaps) {
    const touched = fixed.filter(name => changed(change, name))
    issues.push(...touched.map(field => ({ field, code: "setup.series_without_gaps_used" })))
  } else if (before !== null && Number(lastNumber) < Number(before.lastNumber)) {
    const params = { lastNumber: before.lastNumber! }
    issues.push({ field: "lastNumber", code: "setup.series_goes_back", params })
  }
  const twin = await sameNumbers(tx, companyId, after)
  if (twin) issues.push({ field: "prefix", code: "setup.series_prefix_used", params: { code: twin } })
  const begins = before === null || changed(change, "prefix") || changed(change, "lastNumber")
  const taken = begins ? await highestTaken(tx, companyId, after.prefix!) : 0
  if (taken > Number(lastNumber)) {
    issues.push({ field: "lastNumber", code: "setup.series_numbers_taken", params: { lastNumber: String(taken) } })
  }
  return issues
}

/**
 * Another counter that would give out the same numbers: its prefix is this one's, or this one's and digits (GIF26- and
 * GIF26-0), or the other way round.
 *
 * @returns the code of its series
 */
async function sameNumbers(tx: Tx, companyId: number, row: RecordValues): Promise<string | undefined> {
  const { code, seriesCode, startingDate, prefix } = row
  const [others, lines] = await Promise.all([
    tx
      .select({ code: noSeries.code, prefix: noSeries.prefix })
      .from(noSeries)
      .where(and(eq(noSeries.companyId, companyId), unless(code !== undefined && eq(noSeries.code, code))))
      .orderBy(noSeries.code),
    tx
      .select({ code: noSeriesLine.seriesCode, prefix: noSeriesLine.prefix })
      .from(noSeriesLine)
      .where(
        and(
          eq(noSeriesLine.companyId, companyId),
          unless(
            seriesCode !== undefined &&
              and(eq(noSeriesLine.seriesCode, seriesCode), eq(noSeriesLine.startingDate, startingDate!)),
          ),
        ),
      )
      .orderBy(noSeriesLine.seriesCode, noSeriesLine.startingDate),
  ])
  const continues = (long: string, short: string) => long.startsWith(short) && /^\d*$/u.test(long.slice(short.length))
  const found = [...others, ...lines].find(
    other => continues(other.prefix, prefix!) || continues(prefix!, other.prefix),
  )
  return found?.code
}

const unless = (condition: SQL | false | undefined) => (condition ? not(condition) : undefined)
