import { useLocale, useTranslations } from "next-intl"
import { Instant } from "@/components/date"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { Paperclip } from "@/components/icons"
import { SubmitButton } from "@/components/submit-button"
import type { Attachment } from "@/domain/attachments/read-attachments"
import { formatNumber } from "@/language/number-format"
import { removePaper, withdrawPaper } from "./actions"
import { fileAddress, type PapersAt } from "./papers-at"

type Props = { file: Attachment; company: string; at: PapersAt; frame: string }

/** One file: a link that shows it, one that downloads it, who attached it when, and the ways to be rid of it. */
export function PaperRow({ file, company, at, frame }: Props) {
  const t = useTranslations("attachments")
  const size = useSize()
  const { id, fileName, isShown, withdrawnAt } = file
  return (
    <li>
      <Paperclip className="icon" aria-hidden="true" />
      <span className="paper-name">
        {withdrawnAt ? (
          <s>{fileName}</s>
        ) : isShown ? (
          <a className="link" href={fileAddress(company, at, id, true)} target={frame}>
            {fileName}
          </a>
        ) : (
          fileName
        )}{" "}
        <span className="hint">
          {size(file.size)}, {file.attachedByName}, <Instant at={file.attachedAt} />
        </span>
        {withdrawnAt && (
          <span className="hint below">
            {t("withdrawnBy", { actor: file.withdrawnByName, reason: file.withdrawnReason })}
          </span>
        )}
      </span>
      <a
        className="link"
        href={fileAddress(company, at, id, false)}
        download
        aria-label={t("downloadOf", { fileName })}
      >
        {t("download")}
      </a>
      {file.mayRemove && (
        <details className="ask">
          <summary aria-label={t("removeOf", { fileName })}>{t("remove")}</summary>
          <Form
            action={removePaper.bind(null, company, at.folder, at.subject.no, id)}
            holdsWork={false}
            label={t("removeOf", { fileName })}
          >
            <p>{t("removeText")}</p>
            <SubmitButton className="btn danger" pendingLabel={t("removing")}>
              {t("removeNow")}
            </SubmitButton>
          </Form>
        </details>
      )}
      {file.mayWithdraw && (
        <details className="ask">
          <summary aria-label={t("withdrawOf", { fileName })}>{t("withdraw")}</summary>
          <Form action={withdrawPaper.bind(null, company, at.subject.no, id)} label={t("withdrawOf", { fileName })}>
            <TextField
              name="reason"
              id={`reason-${id}`}
              label={t("reason")}
              hint={t("reasonHint")}
              required
              maxLength={250}
              autoComplete="off"
            />
            <SubmitButton className="btn danger" pendingLabel={t("withdrawing")}>
              {t("withdrawNow")}
            </SubmitButton>
          </Form>
        </details>
      )}
    </li>
  )
}

/** A number of bytes as people read it. */
function useSize() {
  const language = useLocale()
  return (bytes: number) => {
    const [figure, unit] =
      bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), "kB"] : [bytes / 1_000_000, "MB"]
    return `${formatNumber(String(Math.round(figure * 10) / 10), language, { min: 0, max: 1 })} ${unit}`
  }
}
