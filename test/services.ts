/** What the test files need to make databases of their own. */
export type TestServices = {
  /** Superuser on the server's maintenance database. */
  adminUrl: string
  /** Migrated, without rows beyond those of the migrations. */
  template: string
  redisUrl: string
  /** Holds the data folders of the test files; removed after the run. */
  dataDir: string
}

declare module "vitest" {
  interface ProvidedContext {
    services: TestServices
  }
}

/** The roles' passwords on a test server: the same in each run, since runs may share a server (TEST_ADMIN_URL). */
export const testPasswords = { owner_password: "owner", app_password: "app" }

/** The same server and login, another database. */
export function onDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** The same server and database, another login. */
export function as(url: string, user: string, password: string): string {
  const other = new URL(url)
  other.username = user
  other.password = password
  return other.href
}
