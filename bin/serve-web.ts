import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import compression from "compression"
import next from "next"
import "@/db/patched"
import { env } from "@/env"
import { catchOutput } from "@/watch/catch-output"
import { logOf } from "@/watch/log"
import { routeNames } from "@/watch/routes"
import { serveMetrics } from "@/watch/serve-metrics"
import { protectAnswer } from "./answer-headers"
import { endWhenHeld } from "./end-when-held"
import { answerRefused, explainWithoutScript, methodsAt } from "./explain-without-script"
import { giveFormBack } from "./give-form-back"
import { giveMemoryBack } from "./give-memory-back"
import { mapWhenAsked } from "./maps-when-asked"
import { isReadable } from "./readable-address"
import { receiveBody } from "./request-body"
import { watchRequest } from "./watch-request"

/** How long requests that run may take to finish once we are told to stop. */
const timeout = 3_000

/** Milliseconds for a whole request to come in. */
const longestUpload = 30 * 60_000

/** Serves the web from this process until it is told to stop; ends it where it cannot listen. */
export async function serveWeb(): Promise<void> {
  endWhenHeld("web")
  mapWhenAsked()
  catchOutput(logOf("web"))
  serveMetrics("web", cannotListen)
  const app = next({ dev: false, port: env().PORT })
  await app.prepare()
  const handle = app.getRequestHandler()
  // Not left to Next.js, which would compress before anything can be added to a page.
  // Its types ask for Express; all it needs is Node's own.
  const compress = compression() as (request: IncomingMessage, response: ServerResponse, next: () => void) => void
  const watch = watchRequest(routeNames(env().NEXT_DIST_DIR))
  const server = createServer((request, response) =>
    watch(request, response, () => {
      protectAnswer(response)
      compress(request, response, () => {
        if (!methodsAt(request.url).includes(request.method ?? ""))
          return answerRefused(request, response, "method_unknown")
        if (!isReadable(request.url ?? "")) return answerRefused(request, response, "not_found")
        const pass = (form?: Buffer) => {
          explainWithoutScript(request, response)
          if (form) giveFormBack(request, response, form)
          void handle(request, response)
        }
        receiveBody(request, response, pass, reason => answerRefused(request, response, reason))
      })
    }),
  )

  giveMemoryBack(server)
  // A file may take so long; who stops sending is given up much sooner (receiveBody).
  server.requestTimeout = longestUpload

  server.listen(env().PORT, env().HOST)
  server.on("error", error => {
    const isOfHost = "code" in error && ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(String(error.code))
    cannotListen(`${isOfHost ? "HOST" : "PORT"}: ${error.message}`)
  })

  let stopping = false
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      server.close(() => process.exit(0))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), timeout).unref()
    })
  }
}

function cannotListen(sentence: string): void {
  logOf("web").fatal(sentence)
  process.exit(1)
}
