import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { parameter, type Search } from "@/app/_lists/list-address"
import { uploadIssueOf } from "@/app/_upload/upload-issue"
import { issueSentences } from "@/app/issue-sentences"
import { ErrorSummary } from "@/components/error-summary"
import { FileText } from "@/components/icons"
import type { Actor } from "@/domain/access/actor"
import { attachmentIssues } from "@/domain/attachments/attachment-issues"
import { acceptedFiles } from "@/domain/attachments/file-type"
import { readAttachments } from "@/domain/attachments/read-attachments"
import { env } from "@/env"
import { PaperRow } from "./paper-row"
import { fileAddress, type PapersAt } from "./papers-at"
import { SendPapers } from "./send-papers"

type Props = {
  actor: Actor
  /** The slug of the address. */
  company: string
  at: PapersAt
  /** The page's own: what was wrong with a file that was sent without a script stands in it. */
  search: Search
  /** What the files are looked at beside. */
  children: ReactNode
}

/** The frame that files are shown in, by its links' `target`. */
const frame = "paper"

/**
 * A document with its files: the latest that a browser can show beside it where the screen is wide, else all of them folded above it.
 * Nothing here needs a script: a link opens its file in the frame, and a plain form sends one.
 */
export async function WithPapers({ actor, company, at, search, children }: Props) {
  const [t, say, { files, mayAttach }] = [
    await getTranslations("attachments"),
    await issueSentences(),
    await readAttachments(actor, at.subject),
  ]
  const first = files.find(({ isShown }) => isShown)
  const error = parameter(search, "error")
  const issue = uploadIssueOf(attachmentIssues, { error, about: parameter(search, "about") })
  const said = issue ? say(issue) : undefined
  return (
    <div className={first ? "papered with-papers" : "papered"}>
      <details className="papers" open={said !== undefined || search.attached !== undefined}>
        <summary>
          <FileText className="icon" aria-hidden="true" />
          {t("title", { count: files.length })}
        </summary>
        <section aria-label={t("title", { count: files.length })}>
          {said && <ErrorSummary errors={[{ text: said, field: "file", label: t("file") }]} />}
          {first && (
            <iframe
              className="paper"
              name={frame}
              title={t("shown")}
              src={fileAddress(company, at, first.id, true)}
              loading="lazy"
            />
          )}
          <ul className="paper-list">
            {files.map(file => (
              <PaperRow key={file.id} file={file} company={company} at={at} frame={frame} />
            ))}
          </ul>
          {mayAttach && (
            <SendPapers
              action={`/api/${company}/attachments/${at.page}`}
              accept={acceptedFiles}
              said={said}
              texts={{
                label: t("add"),
                file: t("file"),
                hint: t("hint", { megabytes: env().ATTACHMENT_MEGABYTES }),
                drop: t("drop"),
                sending: t("sending"),
                attached: t("attached"),
                failed: say({ code: "import.upload_failed" }),
              }}
            />
          )}
        </section>
      </details>
      <div>{children}</div>
    </div>
  )
}
