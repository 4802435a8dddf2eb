/** A push service of one's own, with browsers: what comes is opened by the letter of RFC 8291 and RFC 8292, and by no code of the portal's. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto"
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"

export type Pushed = {
  headers: IncomingHttpHeaders
  /** What the browser shows. */
  message: { title: string; body: string; path: string; page: string; tag: string; language: string }
  /** Claims of who sent it, whose signature was right. */
  claims: { aud: string; exp: number; sub: string }
  /** Public key of who sent it, base64url. */
  sender: string
  /** Bytes, as they came. */
  size: number
}

/** @param answer what the service says to each message that it could open */
export async function pushService(answer: RequestListener = (_, response) => response.writeHead(201).end()) {
  const browsers = new Map<string, { pair: ReturnType<typeof createECDH>; auth: Buffer }>()
  const got: Pushed[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const { pair, auth } = browsers.get(request.url!)!
    const message = JSON.parse(opened(body, pair, auth).toString("utf8"))
    got.push({ headers: request.headers, message, size: body.length, ...senderOf(request.headers.authorization!) })
    answer(request, response)
  })
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    got,
    /** @returns what a new browser says of itself, as JSON */
    subscription(): string {
      const pair = createECDH("prime256v1")
      pair.generateKeys()
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(12).toString("base64url")}`
      browsers.set(path, { pair, auth })
      const keys = { p256dh: pair.getPublicKey("base64url"), auth: auth.toString("base64url") }
      return JSON.stringify({ endpoint: origin + path, expirationTime: null, keys })
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** RFC 8188 in one record, keyed as RFC 8291 says. */
function opened(body: Buffer, pair: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16)
  const keyEnd = 21 + body[20]!
  const sender = body.subarray(21, keyEnd)
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender])
  const input = Buffer.from(hkdfSync("sha256", pair.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: aes128gcm\0", 16))
  const nonce = Buffer.from(hkdfSync("sha256", input, salt, "Content-Encoding: nonce\0", 12))
  const decipher = createDecipheriv("aes-128-gcm", key, nonce)
  decipher.setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  if (padded.subarray(end + 1).some(byte => byte !== 0)) throw new Error("not padded as a last record is")
  return padded.subarray(0, end)
}

/** RFC 8292: a JWT by ES256, and the key it is signed by. */
function senderOf(authorization: string): Pick<Pushed, "claims" | "sender"> {
  const [, token = "", sender = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [header = "", claims = "", signature = ""] = token.split(".")
  const point = Buffer.from(sender, "base64url")
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  }
  const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" as const }
  const isRight = verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"))
  if (!isRight) throw new Error("signed by another key than it says")
  return { claims: JSON.parse(Buffer.from(claims, "base64url").toString("utf8")), sender }
}
