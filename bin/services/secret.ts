import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * The secret of that name below the data folder, generated on first use: 32 random bytes, base64url (43 characters).
 * The file is readable by its owner alone (0600).
 */
export function secret(dataDir: string, name: string): string {
  const folder = join(dataDir, "secrets")
  const file = join(folder, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
  return readFileSync(file, "utf8")
}

/** The secret of that name as an earlier start generated it; undefined where none did. */
export function keptSecret(dataDir: string, name: string): string | undefined {
  const file = join(dataDir, "secrets", name)
  return existsSync(file) ? readFileSync(file, "utf8") : undefined
}
