/**
 * Mends postgres 3.4.9, which ends the whole process when PostgreSQL restarts: it writes a transaction's ROLLBACK to the
 * connection that has just been lost (porsager/postgres issues 1154 and 1208, open; `closed` also keeps the unsent bytes,
 * so that the next connection waits in vain until it times out). Runs after each install and before each start, and
 * changes nothing when it has run before.
 *
 * It also lets a transaction's end be its end: what is sent through it later would run on a connection that is somebody
 * else's by then, in the middle of their transaction and among their company's rows.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const version = "3.4.9"

const patches = {
  "connection.js": [
    [
      "    incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)",
      "    incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)",
    ],
  ],
  "index.js": [
    ["      , connection\n      , prepare = null\n", "      , connection\n      , gone\n      , prepare = null\n"],
    [
      "new Promise((_, reject) => connection.onclose = reject)",
      "new Promise((_, reject) => connection.onclose = error => reject(gone = error))",
    ],
    [
      "        q.catch(e => uncaughtError || (uncaughtError = e))\n        c.queue",
      "        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (gone)\n          return q.reject(gone)\n\n        c.queue",
    ],
    ["    let savepoints = 0\n      , connection\n", "    let savepoints = 0\n      , over\n      , connection\n"],
    ["          : sql`rollback`\n", "          : over = sql`rollback`\n"],
    ["          : await sql`commit`\n", "          : await (over = sql`commit`)\n"],
    [
      "      function handler(q) {\n        q.catch(",
      "      function handler(q) {\n        if (over && q !== over)\n          return q.reject(Errors.generic('TRANSACTION_OVER', 'The transaction is over'))\n\n        q.catch(",
    ],
  ],
}

const folder = fileURLToPath(new URL("../node_modules/postgres/", import.meta.url))
const found = JSON.parse(readFileSync(`${folder}package.json`, "utf8")).version
if (found !== version) throw new Error(`bin/patch-postgres.mjs is for postgres ${version}; ${found} needs a new look.`)

for (const [file, changes] of Object.entries(patches)) {
  // As a module and as CommonJS: the worker loads one, the web the other.
  for (const path of [`${folder}src/${file}`, `${folder}cjs/src/${file}`]) patch(path, changes)
}

function patch(path, changes) {
  const before = readFileSync(path, "utf8")
  let after = before
  for (const [was, is] of changes) {
    if (after.includes(is)) continue
    if (!after.includes(was)) throw new Error(`bin/patch-postgres.mjs: ${path} is not as expected.`)
    after = after.replace(was, () => is)
  }
  if (after === before) return
  // In one step: a process that starts meanwhile reads the old or the new.
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, after)
  renameSync(fresh, path)
}
