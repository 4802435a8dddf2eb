import Form from "next/form"
import { useTranslations } from "next-intl"
import type { Candidate } from "@/components/document-form/view"
import { Link } from "@/components/link"
import { PlainTextField } from "@/components/plain-text-field"
import { State } from "@/components/state"

/** Asks for the vendor by number or name; where that names several, they are links. A plain GET form. */
export function ChooseVendor(props: { path: string; typed: string; candidates: readonly Candidate[] }) {
  const { path, typed, candidates } = props
  const t = useTranslations("payments")
  const say = useTranslations("errors")
  const error = typed === "" ? undefined : say(candidates.length > 0 ? "several_meant" : "nothing_meant", { typed })
  return (
    <Form className="form" action={path} aria-label={t("chooseVendor")}>
      {/* Another answer draws it anew, so that it has the focus again with what was typed. */}
      <PlainTextField
        key={typed}
        name="vendor"
        label={t("vendor")}
        hint={t("chooseVendorHint")}
        defaultValue={typed}
        error={error}
        required
        autoComplete="off"
        autoFocus
      />
      {candidates.length > 0 && (
        <ul>
          {candidates.map(({ value, label, hint, disabled }) => (
            <li key={value}>
              {disabled ? (
                <span className="soft">{label}</span>
              ) : (
                <Link className="link" href={`${path}?vendor=${encodeURIComponent(label.split(" ", 1)[0] ?? "")}`}>
                  {label}
                </Link>
              )}{" "}
              {disabled && <State name="blocked" />} <span className="hint">{hint}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="submit" className="btn primary">
          {t("chooseVendor")}
        </button>
      </div>
    </Form>
  )
}
