"use client"

import { useRouter } from "next/navigation"
import { type SubmitEvent, useEffect, useEffectEvent, useRef, useState } from "react"
import { PlainTextField } from "@/components/plain-text-field"

type Texts = Record<"label" | "file" | "hint" | "drop" | "sending" | "attached" | "failed", string>

type Props = {
  action: string
  accept: string
  /** What the server said of a file that was sent without a script. */
  said: string | undefined
  texts: Texts
}

/**
 * Sends files to the document. Without a script it is a plain form; with one the page stays as it is, with all that is typed on it, and
 * files come also by being dropped anywhere on it, or as a picture from the clipboard.
 */
export function SendPapers({ action, accept, said, texts }: Props) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState({ error: said, status: "" })
  const [isOver, setOver] = useState(false)

  async function send(files: readonly File[]) {
    if (files.length === 0) return
    setState({ error: undefined, status: texts.sending })
    for (const file of files) {
      const error = await sendOne(action, file, texts.failed)
      if (error !== undefined) return setState({ error, status: "" })
    }
    setState({ error: undefined, status: texts.attached })
    form.current?.reset()
    router.refresh()
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    const chosen = [...(event.currentTarget.querySelector("input")?.files ?? [])]
    // What is wrong with none says the server.
    if (chosen.length === 0) return
    event.preventDefault()
    send(chosen)
  }

  const take = useEffectEvent((files: readonly File[]) => void send(files))
  useEffect(() => {
    // The form leaves the page as it is, from now on.
    if (form.current) form.current.dataset.stays = ""
    const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(false)
      take([...(event.dataTransfer?.files ?? [])])
    }
    // What has a text beside its picture, as cells of a spreadsheet, is that text to a field.
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData && !clipboardData.types.includes("text/plain")) take([...clipboardData.files])
    }
    document.addEventListener("dragover", over)
    document.addEventListener("dragleave", leave)
    document.addEventListener("drop", drop)
    document.addEventListener("paste", paste)
    return () => {
      document.removeEventListener("dragover", over)
      document.removeEventListener("dragleave", leave)
      document.removeEventListener("drop", drop)
      document.removeEventListener("paste", paste)
    }
  }, [])

  return (
    <form
      ref={form}
      className="form"
      method="post"
      encType="multipart/form-data"
      action={action}
      aria-label={texts.label}
      onSubmit={submit}
    >
      <PlainTextField
        name="file"
        type="file"
        accept={accept}
        required
        label={texts.file}
        hint={texts.hint}
        error={state.error}
      />
      <div className="actions">
        <button type="submit" className="btn">
          {texts.label}
        </button>
        <span role="status" className="soft">
          {state.status}
        </span>
      </div>
      {isOver && (
        <div className="drop-here" aria-hidden="true">
          {texts.drop}
        </div>
      )}
    </form>
  )
}

/** @returns what was wrong; undefined: it was taken in */
async function sendOne(action: string, file: File, failed: string): Promise<string | undefined> {
  const body = new FormData()
  body.set("file", file)
  const answer = await fetch(action, { method: "POST", body, headers: { accept: "application/json" } }).catch(
    () => null,
  )
  if (answer?.ok) return undefined
  if (!answer || ![403, 422].includes(answer.status)) return failed
  return ((await answer.json()) as { said: string }).said
}
