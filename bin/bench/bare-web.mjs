/** Serves the bare application of the folder it runs in, at the port that it is told, from a server such as the portal's own. */
import { createServer } from "node:http"
import compression from "compression"
import next from "next"

const port = Number(process.argv[2])
const app = next({ dev: false, dir: process.cwd(), port })
await app.prepare()
const handle = app.getRequestHandler()
const compress = compression()
createServer((request, response) => compress(request, response, () => void handle(request, response))).listen(port)
