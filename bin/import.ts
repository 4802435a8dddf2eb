import { createReadStream, statSync } from "node:fs"
import { basename, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"
import { and, asc, eq } from "drizzle-orm"
import { closeDatabase, database } from "@/db/client"
import { allowLongStatements } from "@/db/long-statements"
import { company, membership, users } from "@/db/schema"
import { type Actor, may } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { Refusal, refuse } from "@/domain/errors"
import { LAST_HEADER_ROW } from "@/domain/file-reading/find-header"
import type { Locale } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { askForImport } from "@/domain/imports/ask-import"
import { importKindNamed, importKinds } from "@/domain/imports/kinds"
import { type ImportRead, readImport } from "@/domain/imports/read-import"
import { receiveImport } from "@/domain/imports/receive-file"
import { runImport } from "@/domain/imports/run-import"
import { defaultLanguage, languages } from "@/language/language"
import { dataFolder } from "./data-folder"
import { askedQuestion, importAsJson, printed, sentence } from "./import/report"
import { runningDatabase } from "./running-database"
import { secret } from "./services/secret"

const locales: readonly Locale[] = [...languages, "us"]
const kindNames = importKinds.map(({ name }) => name).join("|")
const usage = `npm run import -- FILE [--kind ${kindNames}] [--trial] [--good-rows] [--as ${locales.join("|")}] [--header ROW|0] [--json]
  [--company slug] [--user e-mail] [--currency GBP] [--bank BANK]`

const doing = { try: "Trying rows", import: "Importing rows", undo: "Undoing rows" }

// npm run import -- FILE: tries a file and imports it into a running portal's database, in this process. What the file does
// not settle is never guessed: it is asked, and nothing is imported.
try {
  await main()
} catch (error) {
  console.error(error instanceof Refusal ? error.issues.map(sentence).join("\n") : (error as Error).message)
  process.exitCode = 1
} finally {
  await closeDatabase()
}

async function main(): Promise<void> {
  const { file, kind, as, headerRow, trial, goodRows, json, ...options } = readArguments()
  connect()
  allowLongStatements()
  const actor = await chooseActor(kind, options)
  const since = performance.now()
  const option = options.option ?? (await kind.option?.choices(actor))?.usual ?? ""
  const sent = { name: basename(file), option, choices: { as, headerRow } }
  const { no } = await receiveImport(kind, actor, sent, createReadStream(file))
  console.error(`Import ${no} into company ${actor.companyId} as ${actor.name}`)
  let read = await run(actor, no)
  if (!trial && mayImport(read, goodRows)) {
    await askForImport(actor, no, { goodRows })
    read = await run(actor, no)
  }
  if (json) console.log(JSON.stringify(await importAsJson(actor, no)))
  else console.log(printed(read, (performance.now() - since) / 1_000).join("\n"))
  end(read, { trial, goodRows })
}

/** Whether there is anything to import, and nothing in the way. */
function mayImport({ import: own, asks }: ImportRead, goodRows: boolean): boolean {
  if (own.state !== "tried" || asks.length > 0) return false
  return own.rowsNew + own.rowsChanged > 0 && (goodRows || own.rowsRefused === 0)
}

/** Says why nothing was imported, and ends with a code that scripts can go by. */
function end(
  { kind, import: own, asks }: ImportRead,
  { trial, goodRows }: { trial: boolean; goodRows: boolean },
): void {
  const reasons = [
    ...(own.failure ?? []).map(sentence),
    ...asks.map(ask => askedQuestion(kind, ask)),
    ...(!trial && asks.length === 0 && own.state === "tried" && own.rowsRefused > 0 && !goodRows
      ? [
          `${own.rowsRefused === 1 ? "1 row is" : `${own.rowsRefused} rows are`} refused: mend them, or import the others with --good-rows. Nothing was imported.`,
        ]
      : []),
  ]
  if (reasons.length === 0) return
  console.error(reasons.join("\n"))
  process.exitCode = 1
}

function readArguments() {
  const option = { type: "string" } as const
  const flag = { type: "boolean", default: false } as const
  const options = {
    company: option,
    currency: option,
    bank: option,
    user: option,
    kind: option,
    as: option,
    header: option,
  }
  const { values, positionals } = parseArgs({
    options: { ...options, trial: flag, "good-rows": flag, json: flag },
    allowPositionals: true,
  })
  const [named] = positionals
  const kind = importKindNamed(values.kind ?? "sales-invoices")
  const as = locales.find(locale => locale === values.as)
  if (!named || positionals.length > 1 || !kind || (values.as !== undefined && !as)) throw new Error(usage)
  const headerRow = headerRowIn(values.header)
  // npm moves into the repository; the file was named from where the person stands.
  const file = resolve(process.env.INIT_CWD ?? "", named)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`${file}: there is no such file`)
  const { company: slug, user, trial, json } = values
  return {
    file,
    kind,
    as,
    headerRow,
    trial,
    json,
    goodRows: values["good-rows"],
    company: slug,
    user,
    option: values.currency ?? values.bank,
  }
}

/** @throws Refusal for what is no row's number, and for a row that is too far down */
function headerRowIn(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (!/^(?:0|[1-9]\d{0,8})$/u.test(typed)) throw refuse("import.header_row_unreadable", {}, "headerRow")
  if (Number(typed) > LAST_HEADER_ROW) throw refuse("import.header_too_far", { maximum: LAST_HEADER_ROW }, "headerRow")
  return Number(typed)
}

/** Points this process at the database of DATABASE_URL, else at that of a running `npm start`. Starts nothing. */
function connect(): void {
  const dataDir = dataFolder(process.env.DATA_DIR)
  const url = process.env.DATABASE_URL || runningDatabase(dataDir)
  if (!url) throw new Error(`No portal runs in ${dataDir}: start one with npm start, or set DATA_DIR or DATABASE_URL.`)
  Object.assign(process.env, {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    AUTH_SECRET: process.env.AUTH_SECRET || secret(dataDir, "auth"),
  })
}

/** @throws Error where there is no such user or company, or the roles do not allow it */
async function chooseActor(kind: AnyImportKind, wanted: { company?: string; user?: string }): Promise<Actor> {
  const members = await database()
    .select({ user: users, company: company.id, role: membership.role })
    .from(membership)
    .innerJoin(users, eq(users.id, membership.userId))
    .innerJoin(company, eq(company.id, membership.companyId))
    .where(
      and(
        wanted.company === undefined ? undefined : eq(company.slug, wanted.company),
        wanted.user === undefined ? undefined : eq(users.email, wanted.user.toLowerCase()),
      ),
    )
    .orderBy(asc(company.id), asc(users.id))
  const found = members.find(({ role }) => may({ roles: [role] }, kind.right))
  if (!found) {
    throw new Error(
      members.length > 0
        ? "The user's roles do not allow it to import."
        : "There is no such company, or no such user of it.",
    )
  }
  const { user } = found
  const held: readonly Role[] = members
    .filter(member => member.user.id === user.id && member.company === found.company)
    .map(({ role }) => roles.find(known => known === role)!)
  return {
    userId: user.id,
    name: user.name,
    language: user.language ?? defaultLanguage,
    companyId: found.company,
    roles: held,
  }
}

/** Does what the import is queued for. Where a worker of the portal takes it over, follows that to the end. */
async function run(actor: Actor, no: string): Promise<ImportRead> {
  const running = { done: false }
  const shown = show(actor, no, running)
  try {
    await runImport(actor.companyId, no)
    for (;;) {
      const read = await readImport(actor, no)
      if (read.import.state !== "queued") return read
      await wait(500)
    }
  } finally {
    running.done = true
    await shown
  }
}

/** How far it is, beside the output: that is for what came of it. */
async function show(actor: Actor, no: string, running: { done: boolean }): Promise<void> {
  let before = ""
  while (!running.done) {
    const { progress, import: own } = await readImport(actor, no)
    const percent = progress ? Math.floor((100 * progress.done) / Math.max(1, progress.total)) : 0
    const line = `${own.rowsRead === null ? "Reading the file" : doing[own.task]}: ${percent} %`
    if (line !== before && progress) console.error(line)
    before = line
    await wait(1_000)
  }
}
