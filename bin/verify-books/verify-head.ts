import { connect } from "@/db/connect"
import { readHead } from "@/domain/chain/head-file"

/**
 * Checks a head that somebody kept outside, such as the mail that it came in, against a database, and says what it finds.
 * @param url connects as the application
 * @param text what was kept
 * @returns whether the database still has that very head
 * @throws Error in a sentence where the text holds none
 */
export async function verifyHead(url: string, text: string): Promise<boolean> {
  const { companyId, day, count, hash, publicKey } = readHead(text)
  const sql = connect(url, { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql.begin("read only", async tx => {
      await tx`select set_config('app.company_id', ${String(companyId)}, true)`
      return tx<{ slug: string; linked: string | null; key: string | null }[]>`
        select c.slug, (select encode(hash, 'hex') from chain_link where company_id = c.id and position = ${count}) as linked,
          (select public_key from chain_seal where company_id = c.id and day = ${day}) as key
        from company c where c.id = ${companyId}`
    })
    if (!found) throw new Error(`There is no company ${companyId} in this database.`)
    const wrong: string[] = []
    const kept = hash.toString("hex")
    if (found.linked !== kept)
      wrong.push(
        `chain_link, link ${count}: hash is ${found.linked ?? "missing"}, not ${kept} (the head that was kept)`,
      )
    if (found.key !== publicKey)
      wrong.push(
        `chain_seal, day ${day}: public key is ${found.key ?? "missing"}, not ${publicKey} (the head that was kept)`,
      )
    console.log(
      `${found.slug}: head of ${day} over ${count} links, ${wrong.length === 0 ? "as it was kept" : "not as it was kept"}`,
    )
    for (const sentence of wrong) console.log(`  ${sentence}`)
    return wrong.length === 0
  } finally {
    await sql.end()
  }
}
