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
import { Refusal } from "@/domain/errors"
import { readSalesImport, type SalesImportRead } from "@/domain/sales-import/read-sales-import"
import { receiveFile } from "@/domain/sales-import/receive-file"
import { runSalesImport } from "@/domain/sales-import/run-sales-import"
import { defaultLanguage } from "@/language/language"
import { messages } from "@/messages"
import { dataFolder } from "./data-folder"
import { runningDatabase } from "./running-database"
import { secret } from "./services/secret"

const usage = "npm run import -- FILE [--company slug] [--currency GBP] [--user e-mail]"

// npm run import -- FILE: imports a file of sales invoices into a running portal's database, in this process.
try {
  const { file, ...options } = readArguments()
  connect()
  allowLongStatements()
  const actor = await chooseActor(options)
  const pieces = createReadStream(file)
  const since = performance.now()
  const { importNo } = await receiveFile(actor, { name: basename(file), currencyCode: options.currency ?? "" }, pieces)
  console.log(`Import ${importNo} into company ${actor.companyId} as ${actor.name}`)
  const read = await run(actor, importNo)
  print(read, (performance.now() - since) / 1_000)
  if (read.import.state !== "ready") process.exitCode = 1
} catch (error) {
  console.error(error instanceof Refusal ? error.issues.map(sentence).join("\n") : (error as Error).message)
  process.exitCode = 1
} finally {
  await closeDatabase()
}

function readArguments() {
  const option = { type: "string" } as const
  const options = { company: option, currency: option, user: option }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [named] = positionals
  if (!named || positionals.length > 1) throw new Error(usage)
  // npm moves into the repository; the file was named from where the person stands.
  const file = resolve(process.env.INIT_CWD ?? "", named)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`${file}: there is no such file`)
  return { file, ...values }
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
async function chooseActor(wanted: { company?: string; user?: string }): Promise<Actor> {
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
  const found = members.find(({ role }) => may({ roles: [role] }, "sales_invoice.import"))
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

/** Runs the import here. Where a worker of the portal takes it over, follows that to the end. */
async function run(actor: Actor, importNo: string): Promise<SalesImportRead> {
  const running = { done: false }
  const shown = show(actor, importNo, running)
  try {
    await runSalesImport(actor.companyId, importNo)
    for (;;) {
      const read = await readSalesImport(actor, importNo)
      if (read.import.state !== "queued") return read
      await wait(500)
    }
  } finally {
    running.done = true
    await shown
  }
}

async function show(actor: Actor, importNo: string, running: { done: boolean }): Promise<void> {
  let before = ""
  while (!running.done) {
    const { progress, import: header } = await readSalesImport(actor, importNo)
    const percent = progress ? Math.floor((100 * progress.done) / Math.max(1, progress.total)) : 0
    const line = `${header.rowsRead === null ? "Reading the file" : "Making sales invoices"}: ${percent} %`
    if (line !== before) console.log(line)
    before = line
    await wait(1_000)
  }
}

function print({ import: header, reasons }: SalesImportRead, seconds: number): void {
  if (header.state !== "ready") {
    console.log((header.failure ?? []).map(sentence).join("\n"))
    return
  }
  const titles: Record<string, { title: string }> = messages.en.sales_import.reason
  const count = (rows: number, text: string) => `${String(rows).padStart(9)}  ${text}`
  const because = (outcome: string) =>
    (reasons?.counts ?? [])
      .filter(reason => reason.outcome === outcome)
      .map(({ rows, reason }) => `  ${count(rows, titles[reason]?.title ?? reason)}`)
  const perSecond = Math.round(header.rowsRead! / seconds)
  console.log(
    [
      count(header.rowsRead!, `rows read, in ${seconds.toFixed(1)} s (${perSecond} a second)`),
      count(header.rowsTaken, "taken"),
      ...because("taken"),
      count(header.rowsRefused, "refused"),
      ...because("refused"),
      count(header.invoicesMade, "sales invoices made"),
      count(header.customersMade, "customers made"),
      count(header.itemsMade, "items made"),
    ].join("\n"),
  )
}

/** An issue in English, the language of the terminal. */
function sentence({ code, params = {} }: { code: string; params?: Record<string, string | number> }): string {
  const text = code
    .split(".")
    .reduce<unknown>((tree, name) => (tree as Record<string, unknown>)?.[name], messages.en.errors)
  return typeof text === "string" ? text.replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? "")) : code
}
