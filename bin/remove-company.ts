import { rm } from "node:fs/promises"
import { createInterface } from "node:readline/promises"
import { parseArgs } from "node:util"
import { connect } from "@/db/connect"
import { mailFolder } from "@/domain/notifications/captured-mail"
import { ownersConnection } from "./owners-connection"
import { removeCompany } from "./remove-company/remove-company"

const usage = "npm run remove-company -- --slug ADDRESS [--confirm ADDRESS]"

// npm run remove-company: removes a company with everything that was ever written in it, its books too. There is no way back but a
// backup, so the address is typed twice: asked for, or given as --confirm.
try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const option = { type: "string" } as const
  const { slug, confirm } = parseArgs({ options: { slug: option, confirm: option } }).values
  if (!slug) throw new Error(usage)
  const sql = connect(ownersConnection(), { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql<{ name: string }[]>`SELECT name FROM company WHERE slug = ${slug}`
    if (!found) throw new Error(`There is no company at /${slug}.`)
    if ((confirm ?? (await asked(found.name))) !== slug) throw new Error("Not confirmed: nothing was removed.")
    const { companyId, rows, users } = await removeCompany(sql, slug)
    await rm(mailFolder(companyId), { recursive: true, force: true })
    console.log(`${found.name} is removed: ${rows} rows, and ${users} users who belonged to no other company.`)
  } finally {
    await sql.end()
  }
}

async function asked(name: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Error(`${usage}\nNobody can be asked here: give --confirm too.`)
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question(`${name} and all its books will be gone for good. Type its address to go on: `)
  lines.close()
  return answer.trim()
}
