import { parseArgs } from "node:util"
import { connect } from "@/db/connect"
import { ownersConnection } from "./owners-connection"

const usage = "npm run operator -- [--add E-MAIL] [--remove E-MAIL]"

// npm run operator: says who operates the portal, or changes it: who may see /operator. It wants the owner's address: nobody becomes
// one in the portal.
try {
  const { add, remove } = parseArgs({ options: { add: { type: "string" }, remove: { type: "string" } } }).values
  const sql = connect(ownersConnection(), { max: 1, onnotice: () => {} })
  try {
    for (const email of [add, remove]) {
      if (email === undefined) continue
      const [user] = await sql<{ id: number }[]>`select id from users where email = ${email.trim().toLowerCase()}`
      if (!user) throw new Error(`Nobody has the address ${email}. Who operates the portal is a user first.\n${usage}`)
      if (email === add) await sql`insert into operator (user_id) values (${user.id}) on conflict do nothing`
      else await sql`delete from operator where user_id = ${user.id}`
    }
    const all = await sql<{ email: string }[]>`
      select u.email from operator o join users u on u.id = o.user_id order by u.email`
    console.log(all.length === 0 ? "Nobody operates the portal." : all.map(({ email }) => email).join("\n"))
  } finally {
    await sql.end()
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
