import "server-only"
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt"

/** Of a process. */
const mostKept = 2_000

const decoded = new Map<string, JWT>()

/**
 * What a session's cookie says. Deciphering takes longer than asking for the session, which is asked at every request: of a cookie that was
 * deciphered it is known. Whether the session still holds, the database says.
 *
 * @returns null for none, and for one that has expired
 */
export async function decodeOnce(params: JWTDecodeParams): Promise<JWT | null> {
  const cookie = params.token ?? ""
  const known = decoded.get(cookie)
  if (known && Number(known.exp) * 1_000 > Date.now()) return known
  decoded.delete(cookie)
  const fresh = await decode(params)
  if (fresh) {
    if (decoded.size === mostKept) decoded.clear()
    decoded.set(cookie, fresh)
  }
  return fresh
}
