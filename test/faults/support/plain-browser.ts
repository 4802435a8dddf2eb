import { testPassword } from "@/test/factories"

/** Names and values of a form's controls, in their order. */
export type Fields = [name: string, value: string][]

export type Answer = { status: number; location: string | null; html: string; headers: Headers }

/** A browser without JavaScript, with one person signed in: it keeps cookies and sends forms as they stand. */
export type PlainBrowser = {
  /** @throws TypeError when the server is away */
  get(path: string): Promise<Answer>
  /** Posts a form as multipart, from a page of the portal. @throws TypeError when the server is away */
  post(path: string, fields: Fields): Promise<Answer>
  /** Opens a stream; its text as it comes. Breaking off closes it. */
  stream(path: string): AsyncGenerator<string>
}

/**
 * Signs in by the form of the sign-in page.
 * @param url the portal's address
 * @param email of a user of the factories
 */
export async function signIn(url: string, email: string): Promise<PlainBrowser> {
  const cookies = new Map<string, string>()
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
  const send = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { cookie: cookie(), origin: url, accept: "text/html" }
    const answer = await fetch(url + path, { ...init, headers, redirect: "manual" })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    const { status, headers: told } = answer
    return { status, location: told.get("location"), html: await answer.text(), headers: told }
  }
  const { html } = await send("/sign-in")
  const credentials = { ...Object.fromEntries(fieldsOf(html, "csrfToken")), email, password: testPassword }
  await send("/api/auth/callback/credentials", { method: "POST", body: new URLSearchParams(credentials) })
  if (![...cookies.keys()].some(name => name.endsWith("session-token"))) throw new Error(`${email} cannot sign in`)
  return {
    get: path => send(path),
    post(path, fields) {
      const body = new FormData()
      for (const [name, value] of fields) body.append(name, value)
      return send(path, { method: "POST", body })
    },
    async *stream(path) {
      const closing = new AbortController()
      try {
        const { status, body } = await fetch(url + path, { headers: { cookie: cookie() }, signal: closing.signal })
        if (status !== 200 || !body) throw new Error(`${path} answered ${status}`)
        const decoder = new TextDecoder()
        for await (const chunk of body) yield decoder.decode(chunk, { stream: true })
      } finally {
        closing.abort()
      }
    },
  }
}

/**
 * What a browser sends of a form when no button is pressed: text and hidden controls, and the choices made.
 * @param control name of a control that the form has, to tell it from the page's others
 * @throws Error where the page has no such form
 */
export function fieldsOf(html: string, control: string): Fields {
  const form = html
    .split("<form")
    .slice(1)
    .map(rest => rest.slice(0, rest.indexOf("</form>")))
    .find(rest => rest.includes(`name="${control}"`))
  if (!form) throw new Error(`the page has no form with ${control}: ${html.slice(0, 500)}`)
  return [...form.matchAll(/<input\b([^>]*)>/g)].flatMap(([, attributes]) => {
    const { name, value = "", type, checked, disabled } = attributesOf(attributes!)
    const chosen = type === "radio" || type === "checkbox" ? checked !== undefined : true
    return name && chosen && disabled === undefined ? [[name, value] as [string, string]] : []
  })
}

function attributesOf(tag: string): Partial<Record<string, string>> {
  const found = tag.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name, unescaped(value ?? "")]))
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#x27": "'", amp: "&" }

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|#x27|amp);/g, (_, name: string) => entities[name]!)
}
