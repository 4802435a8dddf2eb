import { useTranslations } from "next-intl"
import { Count } from "./amount"
import { Paperclip } from "./icons"

/** How many files are attached to what a row of a list is of; nothing where there are none. */
export function AttachedCount({ count }: { count: number }) {
  const t = useTranslations("attachments")
  if (count === 0) return null
  return (
    <span className="attached-count">
      <Paperclip className="icon" aria-hidden="true" />
      <span aria-hidden="true">
        <Count value={count} />
      </span>
      <span className="hidden">{t("count", { count })}</span>
    </span>
  )
}
