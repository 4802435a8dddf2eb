import { keptSecret } from "@/bin/services/secret"
import { signingKey } from "@/domain/chain/signing"

/** The public part of the key that signs the chain's heads: of CHAIN_KEY, of what `npm start` keeps, or of what stands for it; undefined where none is known here. */
export function chainPublicKey(dataDir: string): string | undefined {
  const secret = process.env.CHAIN_KEY || keptSecret(dataDir, "chain") || process.env.AUTH_SECRET
  return secret ? signingKey(secret).publicKey : undefined
}
