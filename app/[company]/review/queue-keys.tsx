"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react"
import { markPurchaseDocumentReviewed, sendPurchaseDocumentBack } from "@/app/[company]/_purchase-documents/actions"
import { answerApproval } from "@/app/[company]/_purchase-documents/approval-action"
import { type FormState, idle } from "@/components/form/form-state"
import { Keyboard } from "@/components/icons"
import type { Askable } from "@/domain/approval-questions/list-askable"
import { FormBeside } from "./form-beside"

const keys = ["j", "k", "Enter", "o", "a", "r", "q", "d", "x", "p", "?"] as const

/** Keys that only do something where the company approves by rules, and those that do another thing there. */
const byRulesOnly: readonly string[] = ["q", "d"]
const byRulesToo = { a: "approve", r: "reject" } as const

type Props = {
  label: string
  /** Slug of the address. */
  company: string
  /** Whether the company approves by rules, and does not review. */
  byRules: boolean
  /** The preview of the one that is chosen. */
  beside: ReactNode
  /** Whom the reader may ask about the one that is chosen, and to whom they may hand it on. */
  reach: { no: string; ask: readonly Askable[]; delegate: readonly Askable[] } | null
  children: ReactNode
}

/** The form beside the list: why a row is rejected, sent back or handed on, or what somebody is asked about it. */
type Beside = {
  verb: "refuse" | "ask" | "delegate"
  no: string
  version: string
  vendorName: string
  requester: Askable
}

/**
 * The list of what waits, worked through by single keys: they are the list's only while the focus is on a row of it. What was
 * reviewed goes at once and the focus is on the next; it comes back with the reason where that was refused. What is rejected asks for
 * its reason beside the list, and a question is put and a draft handed on there.
 */
export function QueueKeys({ label, company, byRules, beside, reach, children }: Props) {
  const t = useTranslations("queue")
  const router = useRouter()
  const list = useRef<HTMLElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [said, setSaid] = useState("")
  const [form, setForm] = useState<Beside>()

  const rows = () =>
    [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-no]") ?? [])].filter(
      row => row.offsetParent !== null,
    )
  const agreed = byRules
    ? ({ action: answerApproval, says: "approved" } as const)
    : ({ action: markPurchaseDocumentReviewed, says: "reviewed" } as const)
  const refused = byRules
    ? ({ action: answerApproval, says: "rejected" } as const)
    : ({ action: sendPurchaseDocumentBack, says: "sentBack" } as const)
  const answers = {
    refuse: refused,
    ask: { action: answerApproval, says: "asked" },
    delegate: { action: answerApproval, says: "delegated" },
  } as const
  const rowOf = (no: string) => rows().find(row => row.dataset.no === no)
  const nextTo = (row: HTMLAnchorElement) => {
    const all = rows()
    const at = all.indexOf(row)
    return all[at + 1] ?? all[at - 1]
  }
  /** Only once it is answered: a page asked for beside the answer would still count what was settled. */
  const goOn = (next: HTMLAnchorElement | undefined) => {
    if (next && next === document.activeElement && isBeside(next)) router.replace(next.href, { scroll: false })
    else router.refresh()
  }
  const agree = async (row: HTMLAnchorElement) => {
    const { no = "", version = "0" } = row.dataset
    const next = nextTo(row)
    const item = row.closest("li")
    if (!item) return
    const sent = new FormData()
    sent.set("version", version)
    next?.focus()
    item.hidden = true
    sent.set("intent", "approve")
    const answered = await agreed.action(company, no, idle, sent).catch(() => null)
    if (answered?.status === "done") {
      setSaid(t(agreed.says, { no }))
      goOn(next)
      return
    }
    item.hidden = false
    row.focus()
    setSaid(`${no}: ${answered?.issues.map(({ text }) => text).join(" ") || t("failed")}`)
  }
  const open = (row: HTMLAnchorElement, verb: Beside["verb"]) => {
    const { no = "", version = "0", vendor: vendorName = "", requester = "", requesterName = "" } = row.dataset
    setForm({ verb, no, version, vendorName, requester: { userId: Number(requester), name: requesterName } })
    // What it is about stands below the form.
    if (isBeside(row) && row.getAttribute("aria-current") !== "true") router.replace(row.href, { scroll: false })
  }
  const send = async ({ verb, no }: Beside, previous: FormState, typed: FormData): Promise<FormState> => {
    // Now: with the answer the row may be gone.
    const row = rowOf(no)
    const next = row && nextTo(row)
    const { action, says } = answers[verb]
    const answered = await action(company, no, previous, typed)
    if (answered.status !== "done") return answered
    setForm(undefined)
    setSaid(t(says, { no }))
    const goTo = next ?? row
    goTo?.focus()
    const item = row?.closest("li")
    if (item && verb !== "ask") item.hidden = true
    goOn(goTo)
    return answered
  }
  const leave = (no: string) => {
    setForm(undefined)
    rowOf(no)?.focus()
  }
  const act = (event: KeyboardEvent) => {
    const row = (event.target as Element).closest<HTMLAnchorElement>("a[data-no]")
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const all = rows()
    const at = all.indexOf(row)
    const { path, kind } = row.dataset
    const go = (below: string) => path && router.push(`${path}${below}`)
    const does: Record<string, () => void> = {
      j: () => all[at + 1]?.focus(),
      ArrowDown: () => all[at + 1]?.focus(),
      k: () => all[at - 1]?.focus(),
      ArrowUp: () => all[at - 1]?.focus(),
      o: () => go(""),
      "?": () => dialog.current?.showModal(),
    }
    if (kind === "review") {
      does.a = () => void agree(row)
      does.r = () => open(row, "refuse")
      if (byRules) does.q = () => open(row, "ask")
      // Where nothing is beside the list, its people are on the document's page.
      if (byRules) does.d = () => (isBeside(row) ? open(row, "delegate") : go("#delegate-to"))
      does.x = () => row.closest("li")?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click()
    }
    if (kind === "post") does.p = () => go("/preview-posting")
    const done = does[event.key]
    if (!done) return
    event.preventDefault()
    done()
  }
  return (
    <>
      <nav aria-label={label} ref={list} onKeyDown={act}>
        <div className="queue-keys wide-only">
          <button type="button" className="btn plain" onClick={() => dialog.current?.showModal()}>
            <Keyboard className="icon" aria-hidden="true" />
            {t("keys")}{" "}
            <span aria-hidden="true">
              <kbd>?</kbd>
            </span>
          </button>
        </div>
        <p role="status" className={said ? "hint queue-said" : "hidden"}>
          {said}
        </p>
        {children}
        <dialog ref={dialog} className="question key-list" aria-labelledby={title}>
          <h2 id={title}>{t("keys")}</h2>
          <p className="soft">{t("keysWhen")}</p>
          <dl>
            {keys
              .filter(key => byRules || !byRulesOnly.includes(key))
              .map(key => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>
                    {t(
                      `does.${key === "?" ? "help" : byRules && key in byRulesToo ? byRulesToo[key as "a" | "r"] : key}`,
                    )}
                  </dd>
                </div>
              ))}
          </dl>
          <div className="actions">
            <button type="button" className="btn" onClick={() => dialog.current?.close()}>
              {t("close")}
            </button>
          </div>
        </dialog>
      </nav>
      <div className="queue-beside">
        {form && (
          <FormBeside
            key={`${form.verb} ${form.no}`}
            {...form}
            verb={form.verb === "refuse" ? (byRules ? "reject" : "sendBack") : form.verb}
            people={peopleFor(form, reach)}
            action={(previous, typed) => send(form, previous, typed)}
            onLeave={() => leave(form.no)}
          />
        )}
        {beside}
      </div>
    </>
  )
}

/** Whom a form lets choose; null: it is still being asked for, or it asks for nobody. */
function peopleFor({ verb, no, requester }: Beside, reach: Props["reach"]): readonly Askable[] | null {
  const known = reach?.no === no ? reach : null
  if (verb === "delegate") return known?.delegate ?? null
  return known && known.ask.length > 0 ? known.ask : [requester]
}

/** Whether a row opens beside the list; where there is no room for that it opens the document itself. */
const isBeside = (row: HTMLAnchorElement) => row.classList.contains("wide-only")
