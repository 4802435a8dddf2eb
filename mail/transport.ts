import nodemailer, { type SendMailOptions } from "nodemailer"
import { captureMail } from "@/domain/notifications/captured-mail"
import { env } from "@/env"

/** What is sent to one reader. */
export type Letter = {
  companyId: number
  /** Names the mail for good: the same id is the same mail. Event (12 digits) and user, "000000000042-7". */
  id: string
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
}

/** Milliseconds the mail server may take. */
const timeout = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

let opened: ReturnType<typeof smtp> | undefined

/** The mail server's own pool of connections. */
function smtp(url: string) {
  return nodemailer.createTransport({ url, pool: true, maxConnections: 4, ...timeout })
}

/** Writes the message instead of sending it. */
const writer = nodemailer.createTransport({ streamTransport: true, buffer: true })

/**
 * Hands a letter to the mail server, or keeps it for the administrator where there is none.
 * @throws the mail server's error; see isRefusedForGood
 */
export async function deliver(letter: Letter): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env()
  const messageId = messageIdOf(letter)
  const message: SendMailOptions = {
    from: MAIL_FROM,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId,
    // RFC 3834: no holiday replies to a machine.
    headers: { "Auto-Submitted": "auto-generated" },
  }
  if (SMTP_URL) {
    opened ??= smtp(SMTP_URL)
    await opened.sendMail(message)
    return
  }
  const { message: source } = await writer.sendMail(message)
  const { id, subject, text, html } = letter
  const to = `${letter.to.name} <${letter.to.address}>`
  await captureMail(letter.companyId, { id, at: new Date(), to, subject, text, html, messageId }, source as Buffer)
}

/** Ends the connections to the mail server. */
export function closeTransport(): void {
  opened?.close()
  opened = undefined
}

/** Whether the server said that this mail can never be delivered (RFC 5321: replies 550 to 556), e.g. no such mailbox. */
export function isRefusedForGood(error: unknown): boolean {
  const code = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0
  const command = error instanceof Error && "command" in error ? String(error.command) : ""
  return code >= 550 && code <= 556 && (command === "RCPT TO" || command === "DATA")
}

/** Made from what the mail is about alone, so that a mail sent twice is one to the reader's mail program. */
function messageIdOf({ companyId, id }: Letter): string {
  return `<${companyId}.${id}@${new URL(env().PUBLIC_URL).hostname}>`
}
