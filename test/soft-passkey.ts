import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto"
import { env } from "@/env"

const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

type Asked = { challenge: string }

/** How an answer differs from what an honest device gives. */
type Forged = { origin?: string; rpId?: string; verified?: boolean; counter?: number; privateKey?: KeyObject }

/** A passkey in software (WebAuthn, ES256, attestation "none"): it signs what it is told to, honest or not. */
export class SoftPasskey {
  readonly id = randomBytes(16)
  readonly #pair = generateKeyPairSync("ec", { namedCurve: "P-256" })
  /** How often it has signed; 0 as long as it does not count. */
  counter = 0

  /** What a browser answers when it was asked to make it. */
  made({ challenge }: Asked, forged: Forged = {}): string {
    const { x, y } = this.#pair.publicKey.export({ format: "jwk" })
    const coordinate = (value = "") => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(value, "base64url")])
    // A map of kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
    const start = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21])
    const key = Buffer.concat([start, coordinate(x), Buffer.from([0x22]), coordinate(y)])
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key])
    const authData = Buffer.concat([this.#head(forged, hasCredential), credential])
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      text("fmt"),
      text("none"),
      text("attStmt"),
      Buffer.from([0xa0]),
      text("authData"),
      Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]),
      authData,
    ])
    return this.#answer({
      clientDataJSON: clientData("webauthn.create", challenge, forged).toString("base64url"),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    })
  }

  /** What a browser answers when it was asked to sign. */
  signed({ challenge }: Asked, forged: Forged = {}): string {
    const authenticatorData = this.#head(forged)
    const client = clientData("webauthn.get", challenge, forged)
    const toSign = Buffer.concat([authenticatorData, createHash("sha256").update(client).digest()])
    return this.#answer({
      clientDataJSON: client.toString("base64url"),
      authenticatorData: authenticatorData.toString("base64url"),
      signature: sign("sha256", toSign, forged.privateKey ?? this.#pair.privateKey).toString("base64url"),
    })
  }

  #head({ rpId = new URL(env().PUBLIC_URL).hostname, verified = true, counter = this.counter }: Forged, flags = 0) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const said = Buffer.from([userPresent | (verified ? userVerified : 0) | flags])
    return Buffer.concat([createHash("sha256").update(rpId).digest(), said, count])
  }

  #answer(response: object): string {
    const id = this.id.toString("base64url")
    return JSON.stringify({ id, rawId: id, type: "public-key", clientExtensionResults: {}, response })
  }
}

function clientData(type: string, challenge: string, { origin = new URL(env().PUBLIC_URL).origin }: Forged): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** A text of less than 24 letters in CBOR. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)])
}
