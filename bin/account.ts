import { parseArgs } from "node:util"
import { connect } from "@/db/connect"
import { eraseAccount } from "./account/erase-account"
import { resetSecondFactor } from "./account/reset-second-factor"
import { ownersConnection } from "./owners-connection"

const usage = `npm run account -- --reset-second-factor E-MAIL
npm run account -- --erase E-MAIL --confirm E-MAIL`

// npm run account: what no one company's administrators decide of somebody who works for several: to take lost second factors away, and to
// erase the person's data in every company. It wants the owner's address.
try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const option = { type: "string" } as const
  const options = { "reset-second-factor": option, erase: option, confirm: option }
  const { "reset-second-factor": reset, erase, confirm } = parseArgs({ options }).values
  if ((reset === undefined) === (erase === undefined)) throw new Error(usage)
  if (erase !== undefined && confirm !== erase)
    throw new Error(`${usage}\nThere is no way back but a backup: give --confirm too.`)
  const sql = connect(ownersConnection(), { max: 1, onnotice: () => {} })
  try {
    if (reset !== undefined) {
      await resetSecondFactor(sql, reset)
      console.log(`The second factors of ${reset} are gone, and every session has ended. A mail tells of it.`)
    } else if (erase !== undefined) {
      const { companies } = await eraseAccount(sql, erase)
      console.log(
        `The account is gone. ${companies} companies name it by a pseudonym from now on. Backups of before still know it.`,
      )
    }
  } finally {
    await sql.end()
  }
}
