import { createHash, createHmac } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import S3rver from "s3rver"

/** As s3rver knows whoever signs so. */
const keys = { S3_ACCESS_KEY: "S3RVER", S3_SECRET_KEY: "S3RVER" }

export type ObjectServer = {
  /** What env.ts wants to know of it. */
  settings: Record<"S3_ENDPOINT" | "S3_REGION" | "S3_BUCKET" | "S3_ACCESS_KEY" | "S3_SECRET_KEY", string>
  /** Keys of the objects that are there. */
  keys(): Promise<string[]>
  /** Methods and addresses that were asked for since it was last looked. */
  asked(): string[]
  /** Writes over the bytes of an object, as a failing disk does. */
  fileOf(key: string): string
  /** Nobody listens at its address from then on, as where its machine is off. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** Ends it, with all that it kept. */
  end(): Promise<void>
}

/** Whether AWS Signature Version 4 of a request is right, worked out by its description: s3rver reads it and does not check it. */
function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/u
  const [, day, region, names, signature] = form.exec(headers.authorization ?? "") ?? []
  if (!day || !region || !names || !signature) return false
  const [path, query = ""] = url!.split("?")
  const signed = names.split(";").map(name => `${name}:${String(headers[name]).trim()}\n`)
  const asked = [
    method,
    path,
    query.split("&").sort().join("&"),
    signed.join(""),
    names,
    headers["x-amz-content-sha256"],
  ]
  const scope = [day, region, "s3", "aws4_request"]
  const digest = createHash("sha256").update(asked.join("\n")).digest("hex")
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope.join("/"), digest].join("\n")
  const hmac = (key: string | Buffer, of: string) => createHmac("sha256", key).update(of).digest()
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${keys.S3_SECRET_KEY}`)
  return hmac(key, text).toString("hex") === signature
}

/** Starts a real S3-compatible server with an empty bucket, which checks signatures as S3 does. */
export async function startObjectServer(): Promise<ObjectServer> {
  const directory = mkdtempSync(join(tmpdir(), "inkoop-objects-"))
  const bucket = "papers"
  const s3 = new S3rver({
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  await s3.configureBuckets()
  const answer = s3.callback() as RequestListener
  let asked: string[] = []
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      const known = request.headers.authorization?.includes(`Credential=${keys.S3_ACCESS_KEY}/`)
      if (!known || isSigned(request)) return answer(request, response)
      request.resume()
      response.writeHead(403, { "content-type": "application/xml" })
      response.end("<Error><Code>SignatureDoesNotMatch</Code><Message>Check the secret key.</Message></Error>")
    })
    await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve))
    return server
  }
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const goAway = async () => {
    if (!server.listening) return
    const closed = new Promise(resolve => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return {
    settings: { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_REGION: "eu-central-1", S3_BUCKET: bucket, ...keys },
    async keys() {
      const files = await readdir(join(directory, bucket), { recursive: true })
      return files
        .filter(name => name.endsWith("._S3rver_object"))
        .map(name => name.replace("._S3rver_object", ""))
        .sort()
    },
    asked() {
      const before = asked
      asked = []
      return before
    },
    fileOf: key => join(directory, bucket, `${key}._S3rver_object`),
    goAway,
    async comeBack() {
      server = await listen(port)
    },
    async end() {
      await goAway()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
