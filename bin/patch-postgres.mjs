/**
 * Mends postgres 3.4.9, which ends the whole process when PostgreSQL restarts: it writes a transaction's ROLLBACK to the
 * connection that has just been lost (porsager/postgres issues 1154 and 1208, open; `closed` also keeps the unsent bytes,
 * so that the next connection waits in vain until it times out). Runs after each install and before each start, and
 * changes nothing when it has run before.
 *
 * It also lets a transaction's end be its end: what is sent through it later would run on a connection that is somebody
 * else's by then, in the middle of their transaction and among their company's rows.
 *
 * And it lets a connection's end be its end: the statement that was running, the error that PostgreSQL ended it with and the
 * rows read so far stayed behind, so that the next to connect in its place, somebody else, was told that old error.
 *
 * And it keeps what people typed out of errors, from where it reaches every log: PostgreSQL's details quote whole rows and
 * keys, its messages about data quote the value, and the driver adds the parameters.
 */
import { patchPackage } from "./patch-package.mjs"

const patches = {
  "connection.js": [
    [
      "    incomings = null\n    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)",
      "    incomings = null\n    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)",
    ],
    [
      "    socket = null\n\n    if (initial)\n      return reconnect()\n\n",
      "    socket = null\n\n    if (initial) {\n      forget()\n      return reconnect()\n    }\n\n",
    ],
    [
      "error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    closedTime = ",
      "error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    forget()\n    closedTime = ",
    ],
    [
      "  /* Handlers */\n",
      "  function forget() {\n    query = results = errorResponse = null\n    result = new Result()\n    rows = 0\n  }\n\n  /* Handlers */\n",
    ],
    [
      "query: { value: query.string, enumerable: options.debug },\n      parameters: { value: query.parameters, enumerable: options.debug },\n      args: { value: query.args, enumerable: options.debug },\n",
      "query: { value: query.string, enumerable: options.debug },\n      parameters: { value: undefined },\n",
    ],
  ],
  "errors.js": [
    [
      "function postgres(x) {\n  const error = new PostgresError(x)\n",
      "function postgres({ detail, where, internal_query, ...x }) {\n  if (x.code.startsWith('22'))\n    x.message = x.message.replace(/\"[^]*\"/, '\"…\"')\n\n  const error = new PostgresError(x)\n",
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

// As a module and as CommonJS: the worker loads one, the web the other.
for (const source of ["src", "cjs/src"]) {
  const files = Object.entries(patches).map(([file, changes]) => [`${source}/${file}`, changes])
  patchPackage("postgres", "3.4.9", Object.fromEntries(files))
}
