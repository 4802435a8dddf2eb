"use client"

import { useTranslations } from "next-intl"
import { type ComponentProps, useEffect, useRef, useState } from "react"
import { OctagonAlert, TriangleAlert } from "@/components/icons"
import { Link } from "@/components/link"

/** Another document with the same number; `href` is null where the reader may not open it. */
export type DuplicateLink = { no: string; vendorInvoiceNo: string; href: string | null }

/** Posted ones keep this from being posted; drafts are worth a look. */
export type DuplicateLinks = { posted: DuplicateLink[]; drafts: DuplicateLink[] }

/** Milliseconds of quiet after typing before the server is asked. */
const typingPause = 250
const none: DuplicateLinks = { posted: [], drafts: [] }

type Props = ComponentProps<"input"> & {
  id: string
  /** Answers `?q=` and `&vendor=` with DuplicateLinks. */
  check: string
  /** Name of the control that holds the vendor. */
  party: string
  /** Of the number as it is saved. */
  known?: DuplicateLinks
}

/**
 * The field of a Vendor Invoice No.: while one types, it says which other documents of the vendor carry the number.
 * Without a script it says so of the number that is saved.
 */
export function VendorInvoiceNo({ check, party, known = none, ...input }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState(known)
  const described = [input["aria-describedby"], found === none ? null : `${input.id}-duplicates`].filter(Boolean)
  useEffect(() => {
    const typed = field.current
    const form = typed?.form
    if (!typed || !form) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let asked: AbortController | undefined
    const look = (event: Event) => {
      const { target } = event
      if (!(target instanceof HTMLInputElement) || (target !== typed && target.name !== party)) return
      clearTimeout(timer)
      asked?.abort()
      timer = setTimeout(async () => {
        const own = new AbortController()
        asked = own
        const vendor = new FormData(form).get(party)
        const answer = await ask(check, typed.value, typeof vendor === "string" ? vendor : "", own.signal)
        if (!own.signal.aborted) setFound(answer)
      }, typingPause)
    }
    // A vendor that is picked from the list is heard as a change.
    form.addEventListener("input", look)
    form.addEventListener("change", look)
    return () => {
      clearTimeout(timer)
      asked?.abort()
      form.removeEventListener("input", look)
      form.removeEventListener("change", look)
    }
  }, [check, party])
  return (
    <>
      <input
        className="input"
        autoComplete="off"
        {...input}
        ref={field}
        aria-describedby={described.join(" ") || undefined}
      />
      {/* Always there, so that what comes into it is read out. */}
      <div id={`${input.id}-duplicates`} role="status">
        {found.posted.map(duplicate => (
          <Said key={duplicate.no} kind="posted" duplicate={duplicate} />
        ))}
        {found.drafts.map(duplicate => (
          <Said key={duplicate.no} kind="draft" duplicate={duplicate} />
        ))}
      </div>
    </>
  )
}

function Said({
  kind,
  duplicate: { no, vendorInvoiceNo, href },
}: {
  kind: "posted" | "draft"
  duplicate: DuplicateLink
}) {
  const t = useTranslations("documents.duplicate")
  const Icon = kind === "posted" ? OctagonAlert : TriangleAlert
  return (
    <p className={kind === "posted" ? "says bad" : "says warn"}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        {t.rich(kind, {
          no,
          vendorInvoiceNo,
          link: text =>
            href === null ? (
              text
            ) : (
              <Link className="link" href={href}>
                {text}
              </Link>
            ),
        })}
      </span>
    </p>
  )
}

/** Nothing where the server could not be reached: it looks again when the form is sent. */
async function ask(check: string, typed: string, vendor: string, signal: AbortSignal): Promise<DuplicateLinks> {
  if (typed.trim() === "" || vendor.trim() === "") return none
  const search = new URLSearchParams({ q: typed.trim(), vendor })
  try {
    const answer = await fetch(`${check}${check.includes("?") ? "&" : "?"}${search}`, { signal })
    return answer.ok ? ((await answer.json()) as DuplicateLinks) : none
  } catch {
    return none
  }
}
