import { createHash, randomBytes } from "node:crypto"
import { connect } from "@/db/connect"

/**
 * Makes the link by which one person sets the first company up, where there is no company yet. It works once, for a day; one
 * made before opens nothing any more.
 *
 * @param ownerUrl connects as the owner of the database
 * @param portal the portal's address
 * @returns undefined where a company is there
 */
export async function makeSetupLink(ownerUrl: string, portal: string): Promise<string | undefined> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    return await sql.begin(async tx => {
      const [company] = await tx`SELECT FROM company LIMIT 1`
      if (company) return undefined
      const token = randomBytes(32).toString("base64url")
      await tx`DELETE FROM setup_link WHERE used_at IS NULL`
      await tx`INSERT INTO setup_link (token_hash, expires_at)
        VALUES (${createHash("sha256").update(token).digest("hex")}, now() + interval '1 day')`
      return `${portal}/setup/${token}`
    })
  } finally {
    await sql.end()
  }
}

/** Whether the database was opened for a company of one's own, before or after that was set up: a link was made for it. */
export async function isForOwnCompany(ownerUrl: string): Promise<boolean> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    return (await sql`SELECT FROM setup_link LIMIT 1`).length > 0
  } finally {
    await sql.end()
  }
}
