"use client"

import { useTranslations } from "next-intl"

/** Says that something went wrong, by which reference the log knows it, and tries again. */
export function FailurePanel({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("failure")
  return (
    <div className="panel" role="alert">
      <h1>{t("title")}</h1>
      <p className="read">{t("text")}</p>
      {error.digest && <p className="hint">{t("reference", { id: error.digest })}</p>}
      <p className="actions">
        <button type="button" className="btn primary" onClick={reset}>
          {t("again")}
        </button>
        <a className="btn" href="/">
          {t("home")}
        </a>
      </p>
    </div>
  )
}
