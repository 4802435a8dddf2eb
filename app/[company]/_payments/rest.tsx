import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import type { DifferenceType } from "@/domain/payments/application"

type Props = { name: string; label: string; types: readonly DifferenceType[] }

/** What becomes of what remains of an entry: it stays open, is tolerated or is written off. */
export function Rest({ name, label, types }: Props) {
  const t = useTranslations("payments")
  return (
    <select className="input" name={name} defaultValue={useFormAnswer().valueOf(name, "")} aria-label={label}>
      <option value="">{t("staysOpen")}</option>
      {types.map(type => (
        <option key={type} value={type}>
          {t(`rest.${type}`)}
        </option>
      ))}
    </select>
  )
}
