import type { IncomingMessage, ServerResponse } from "node:http"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "@/components/form/form-limits"
import { MAX_SALES_FILE_SIZE } from "@/domain/sales-import/limits"

/** Brackets open at once in what a script sends with a form; ours need ten. */
const DEEPEST = 1_000

/** Brackets in all: one in a text closes what is open elsewhere, and so hides how deep it is. */
const MOST_BRACKETS = 50_000

/** Forms within what a script sends; ours have one. Each is looked for among all the fields. */
const MOST_INNER_FORMS = 20

/** Milliseconds without a byte until whoever sends is given up, and until a whole form has to be there. */
const STALLED = 20_000
const FORM_DEADLINE = 60_000

/** Milliseconds in which the answer can still be read by somebody who goes on sending. */
const LINGER = 5_000

/** Bytes that a form adds to its file: names, boundaries, the other fields. */
const AROUND_FILE = 64 * 1024

/** Where files are sent to: these are read as they come. */
const uploads = /^\/api\/[^/]+\/imports\/[^/]+\/?(?:\?|$)/u

/** Why a body is not looked at. */
export type BodyRefusal = "too_large" | "too_many_fields" | "unreadable"

/**
 * Lets a request through once its form is known to be small work: its bytes, fields and depth are counted before anything
 * parses it, which would hold up every other request. What is refused is not read any further, nor is what somebody sends
 * on after an answer; who stops sending is given up.
 *
 * @param pass handles the request, whose body is still to be read; it is told a form's
 * @param refuse answers it instead
 */
export function receiveBody(
  request: IncomingMessage,
  response: ServerResponse,
  pass: (form?: Buffer) => void,
  refuse: (reason: BodyRefusal) => void,
): void {
  closeAfterAnswer(request, response)
  const { headers } = request
  const declared = Number(headers["content-length"] ?? 0)
  const isUpload = uploads.test(request.url ?? "")
  const most = isUpload ? MAX_SALES_FILE_SIZE + AROUND_FILE : MAX_FORM_SIZE
  if (declared === 0 && headers["transfer-encoding"] === undefined) pass()
  else if (declared > most) refuse("too_large")
  else if (isUpload) {
    watch(request, { most, tooMuch: () => request.destroy() })
    pass()
  } else hold(request, { most, refuse, pass })
}

type Push = IncomingMessage["push"]

/** Sees each piece as it comes in, and gives up who stalls. */
function watch(
  request: IncomingMessage,
  { most, tooMuch, piece }: { most: number; tooMuch: () => void; piece?: (chunk: Buffer | null) => boolean },
): void {
  const push: Push = request.push.bind(request)
  let size = 0
  const giveUp = () => {
    // What has come is still to be read: it is not the sender who keeps us waiting.
    if (request.readableLength > 0) timer = setTimeout(giveUp, STALLED)
    else request.destroy()
  }
  let timer = setTimeout(giveUp, STALLED)
  request.once("close", () => clearTimeout(timer))
  // By this Node.js hands over what its parser has read.
  request.push = (chunk: Buffer | null) => {
    clearTimeout(timer)
    if (chunk === null) return piece ? piece(chunk) : push(chunk)
    timer = setTimeout(giveUp, STALLED)
    size += chunk.length
    if (size > most) {
      tooMuch()
      return false
    }
    return piece ? piece(chunk) : push(chunk)
  }
}

/** Keeps a form back until it is whole and counted, and then hands it on as if it had just come. */
function hold(
  request: IncomingMessage,
  { most, refuse, pass }: { most: number; refuse: (reason: BodyRefusal) => void; pass: (form: Buffer) => void },
): void {
  const pieces: Buffer[] = []
  const push: Push = request.push.bind(request)
  const deadline = setTimeout(() => request.destroy(), FORM_DEADLINE)
  request.once("close", () => clearTimeout(deadline))
  let refused = false
  const refuseOnce = (reason: BodyRefusal) => {
    if (!refused) refuse(reason)
    refused = true
  }
  const depth = new Depth()
  const contentType = request.headers["content-type"] ?? ""
  const piece = (chunk: Buffer | null) => {
    if (refused) return true
    if (chunk) {
      pieces.push(chunk)
      // Piece by piece: of four megabytes at once, others would notice.
      depth.push(chunk)
      return true
    }
    clearTimeout(deadline)
    const body = Buffer.concat(pieces)
    const reason = whyNot(body, contentType, depth.deepest)
    // What is refused is at its end all the same, or Node.js would wait for somebody to read it.
    if (reason) refuseOnce(reason)
    else {
      for (const held of pieces) push(held)
      pass(body)
    }
    return push(null)
  }
  watch(request, { most, tooMuch: () => refuseOnce("too_large"), piece })
}

const isUrlEncoded = (contentType: string) => contentType.startsWith("application/x-www-form-urlencoded")

/** What makes a form more work than any of ours; null: nothing. */
function whyNot(body: Buffer, contentType: string, deepest: number): BodyRefusal | null {
  if (isUrlEncoded(contentType)) return count(body, "&") >= MAX_FORM_FIELDS ? "too_many_fields" : null
  // As browsers write it: of anything else parsers differ in what the boundary is.
  const [, boundary] = /^multipart\/form-data;\s*boundary=([^\s";,]{1,70})$/iu.exec(contentType) ?? []
  if (/multipart/i.test(contentType) && !boundary) return "unreadable"
  if (boundary && count(body, `--${boundary}`) > MAX_FORM_FIELDS) return "too_many_fields"
  return count(body, '"$K') > MOST_INNER_FORMS || deepest > DEEPEST ? "unreadable" : null
}

function count(body: Buffer, sign: string): number {
  let found = 0
  for (let at = body.indexOf(sign); at >= 0 && found <= MAX_FORM_FIELDS; at = body.indexOf(sign, at + sign.length))
    found++
  return found
}

/** Counts brackets that are open at once. Those within texts count too: nobody types a thousand. */
class Depth {
  /** How many there were at most. */
  deepest = 0
  #open = 0
  #opened = 0

  push(piece: Buffer): void {
    // By index: an iterator takes ten times as long.
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]
      if (byte === 0x5b || byte === 0x7b) {
        if (++this.#open > this.deepest) this.deepest = this.#open
        if (++this.#opened > MOST_BRACKETS) this.deepest = Number.POSITIVE_INFINITY
      } else if ((byte === 0x5d || byte === 0x7d) && this.#open > 0) this.#open--
    }
  }
}

/**
 * Ends the connection of who goes on sending after the answer; Node.js would read it all. Not at once: who is cut off while he
 * sends does not see why.
 */
function closeAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => {
    if (request.complete) return
    request.resume()
    const { socket } = request
    const timer = setTimeout(() => {
      if (!request.complete) socket.destroy()
    }, LINGER)
    socket.once("close", () => clearTimeout(timer))
  })
}
