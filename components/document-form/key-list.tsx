"use client"

import { useParams } from "next/navigation"
import { useTranslations } from "next-intl"
import { type Ref, useId, useImperativeHandle, useRef, useState, useSyncExternalStore } from "react"
import { Keyboard } from "@/components/icons"
import { Link } from "@/components/link"
import { gridKeys, singleKeys } from "./grid-keys"
import { useQuickColumns } from "./quick-path"
import type { LineColumn, PriceField } from "./view"
import { writtenChord } from "./written-chord"

export type KeyListHandle = { show(): void }

type Props = { ref: Ref<KeyListHandle>; columns: readonly LineColumn[]; priceField: PriceField }

type Entry = { text: string; chords: readonly string[] }

/** A button, and the list of the keys of the lines that it opens, to be searched. */
export function KeyList({ ref, columns, priceField }: Props) {
  const t = useTranslations("documents.keys")
  const fields = useTranslations("documents.field")
  const { company = "" } = useParams<{ company?: string }>()
  const path = useQuickColumns(columns, priceField).map(({ name }) => fields(name as "no"))
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useId()
  const [wanted, setWanted] = useState("")
  const show = () => {
    setWanted("")
    dialog.current?.showModal()
  }
  useImperativeHandle(ref, () => ({ show }))

  const entries = gridKeys.map((key): Entry => {
    const { does } = key
    const parts: { navigate?: readonly string[]; edit?: readonly string[]; form?: readonly string[] } = key
    const single = singleKeys.filter(each => each.does === does).map(({ sign }) => sign)
    const chords = new Set([...(parts.form ?? []), ...(parts.navigate ?? []), ...(parts.edit ?? []), ...single])
    const stops = does === "back" ? path.toReversed() : path
    return { text: t(`does.${does}`, { path: stops.length > 0 ? stops.join(", ") : "none" }), chords: [...chords] }
  })
  const plain = wanted.trim().toLowerCase()
  const found = entries.filter(
    ({ text, chords }) =>
      text.toLowerCase().includes(plain) || chords.some(chord => chord.toLowerCase().includes(plain)),
  )

  return (
    <>
      <button type="button" className="btn plain wide-only" onClick={show} aria-keyshortcuts="Control+/ ?">
        <Keyboard className="icon" aria-hidden="true" />
        {t("title")}{" "}
        <span aria-hidden="true">
          <kbd>?</kbd>
        </span>
      </button>
      <dialog ref={dialog} className="question key-list" aria-labelledby={title}>
        <h2 id={title}>{t("title")}</h2>
        <p className="soft">{t("modes")}</p>
        <label className="field">
          <span>{t("search")}</span>
          <input
            className="input"
            type="search"
            value={wanted}
            data-no-work=""
            onChange={event => setWanted(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === "Enter") event.preventDefault()
              // Of its own, Escape would only empty the field.
              if (event.key === "Escape") dialog.current?.close()
            }}
          />
        </label>
        <dl>
          {found.map(({ text, chords }) => (
            <div key={text}>
              <dt>
                {chords.map(chord => (
                  <Chord key={chord} chord={chord} />
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p role="status" className="hint">
          {found.length === 0 && t("none")}
        </p>
        <p className="hint">
          <Link className="link" href={`/${company}/settings#quickPath`}>
            {t("choosePath")}
          </Link>
        </p>
        <div className="actions">
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            {t("close")}
          </button>
        </div>
      </dialog>
    </>
  )
}

/** Known once the script runs. */
const useIsApple = () =>
  useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/u.test(navigator.platform),
    () => false,
  )

/** As the reader's keyboard has it: "Ctrl" "D". */
function Chord({ chord }: { chord: string }) {
  const parts = writtenChord(chord, useIsApple())
  return (
    <span className="chord">
      {parts.map(part => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  )
}
