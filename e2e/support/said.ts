/**
 * All that an answer says: the texts and tags of a page, the strings of React's stream, in alphabetical order and each
 * once. Two answers that say the same can still differ by when their parts arrived, what React then named them, and by
 * what is fresh in every answer (nonces, tokens, ids of forms, ages, its instant); these are left out.
 */
export function said(body: string): string[] {
  const parts = body.startsWith("<!DOCTYPE html>")
    ? [...tagsAndTexts(body), ...strings(streamIn(body))]
    : /^[0-9a-f]*:/.test(body)
      ? strings(body)
      : [body]
  return [...new Set(parts.map(withoutFresh))].sort()
}

function tagsAndTexts(html: string): string[] {
  return html
    .replaceAll(/<script\b[^>]*>.*?<\/script>/gs, "")
    .split(/(<[^>]*>)/)
    .filter(part => part.trim() !== "" && !/^<(!--|\/|template|link|div hidden="" id="S:)/.test(part))
}

/** What React put into scripts, piece by piece, for the browser to go on from. */
function streamIn(html: string): string {
  const pieces = html.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/gs)
  return Array.from(pieces, ([, text = '""']) => JSON.parse(text) as string).join("")
}

/** String literals but those that refer to other parts or to files of the build. */
function strings(stream: string): string[] {
  return Array.from(stream.matchAll(/"(?:[^"\\\n]|\\.)*"/g), ([text]) => text).filter(
    text => !/^"(\$|\/_next\/|script-|digest)/.test(text),
  )
}

function withoutFresh(text: string): string {
  return text
    .replace(/^"[\w-]{21}[mv]"$/, "keys of Next.js")
    .replaceAll(/\b\d+ (s|min)\b/g, "a while")
    .replaceAll(/data-as-of="\d+"/g, "an instant")
    .replaceAll(/[A-Za-z0-9+/]{22}==/g, "nonce")
    .replaceAll(/[0-9a-f]{64}/g, "token")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "id")
}
