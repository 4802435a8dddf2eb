import type { Issue } from "@/domain/errors"
import { labelOf, namedColumns } from "@/domain/import-kinds/column-names"
import type { ImportKind, ImportRun, Judged, RowGroup, Verdict, Written } from "@/domain/import-kinds/import-kind"
import { messages } from "@/messages"
import { foreignNames } from "./foreign-names"
import { countPreparation, lockPreparation } from "./lock-preparation"
import { type AnyOpeningPart, lineChanges, openingParts, type PartName } from "./opening-part"
import { parts } from "./parts"
import { removeOpeningLines } from "./prepare-opening"

/** Keys that rows of a file have said, and the first row that did. */
type Memory = Map<string, number>

/** Lines that are to be kept, by row. */
type Plan = { rowNo: number; line: unknown }[]

/** What the kind of file of each part is called in addresses. */
export const importNames = {
  vendors: "opening-vendor-entries",
  accounts: "opening-trial-balance",
  stock: "opening-stock",
} as const

/** Where the lines of a part are prepared, below the company's address. */
const preparedPage = (part: PartName) => `administration/opening-balances/prepared/${part}`

/** The kind of file that a part of an opening comes in. */
function openingImportKind(part: AnyOpeningPart): ImportKind<Plan, Memory> {
  const words = `opening_${part.name}` as const
  return {
    name: importNames[part.name],
    words,
    right: "opening_balance.post",
    fileColumns: namedColumns(words, part.columns, foreignNames[part.name]),
    writtenDecimals: part.decimals,
    label: (column, language) => labelOf(words, column, language),
    example: language => messages[language].files[`${words}Example`],
    treatments: ["whole", "once", "later"],
    limits: { bytes: 8 * 1024 * 1024, rows: 20_000 },
    batch: { judged: 1_000, written: 1_000 },
    inOrder: true,
    begin: async () => new Map(),
    lay: kept => {
      const memory = new Map(kept)
      const keep = () => {
        for (const [key, rowNo] of memory) kept.set(key, rowNo)
      }
      return { memory, keep }
    },
    judge: (tx, run, groups) => judge(part, tx, run, groups),
    write: async (tx, { companyId }, plan): Promise<Written> => {
      if (plan.length === 0) return { results: new Map(), made: {} }
      await lockPreparation(tx, companyId)
      const nos = await part.put(
        tx,
        companyId,
        plan.map(({ line }) => line),
      )
      await countPreparation(tx, companyId)
      return { results: new Map(plan.map(({ rowNo }, at) => [rowNo, String(nos[at])])), made: { lines: plan.length } }
    },
    undo: {
      batch: Number.POSITIVE_INFINITY,
      keeps: false,
      take: (actor, nos) => removeOpeningLines(actor, part.name, nos.map(Number)),
    },
    page: no => `${preparedPage(part.name)}#line-${no}`,
    listPage: preparedPage(part.name),
  }
}

async function judge(
  part: AnyOpeningPart,
  tx: Parameters<AnyOpeningPart["judge"]>[0],
  { companyId, memory }: ImportRun<Memory>,
  groups: readonly RowGroup[],
): Promise<Judged<Plan>> {
  const rows = groups.flatMap(group => group.rows).filter(({ refused }) => !refused)
  const judged = await part.judge(
    tx,
    companyId,
    rows.map(({ values }) => values),
  )
  const plan: Plan = []
  const verdicts = rows.map(({ rowNo }, at): Verdict => {
    const { key, line, issues, before } = judged[at]!
    const reasons = [...issues, ...saidBefore(memory, key, rowNo)].map(({ code, params }) => ({ code, params }))
    if (reasons.length > 0 || line === null) return { rowNo, outcome: "refused", reasons }
    const changes = before ? lineChanges(before.values, part.values(line)) : {}
    if (before && Object.keys(changes).length === 0) return { rowNo, outcome: "unchanged", resultNo: String(before.no) }
    plan.push({ rowNo, line })
    return before ? { rowNo, outcome: "changed", changes } : { rowNo, outcome: "new" }
  })
  return { verdicts, plan }
}

/** Whether a row before said the same; the first that does is remembered. */
function saidBefore(memory: Memory, key: string | null, rowNo: number): Issue[] {
  if (key === null) return []
  const first = memory.get(key)
  if (first === undefined) memory.set(key, rowNo)
  return first === undefined || first === rowNo ? [] : [{ code: "opening.row_twice", params: { row: first } }]
}

/** The kinds of file of all parts. */
export const openingImportKinds = openingParts.map(name => openingImportKind(parts[name]))
