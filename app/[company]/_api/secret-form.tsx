import type { ReactNode } from "react"
import { Form } from "@/components/form/form"
import type { FormAction } from "@/components/form/form-state"
import { SubmitButton } from "@/components/submit-button"
import { MadeSecret } from "./made-secret"

type Props = {
  /** Answers as `answerWithSecret` does. */
  action: FormAction
  /** Name of the form. */
  label: string
  /** What was made, what to do with its secret, and what that is called. */
  made: { title: string; text: string; label: string }
  button: string
  pending: string
  children?: ReactNode
}

/** A form that makes something with a secret, which it shows this once. */
export function SecretForm({ action, label, made, button, pending, children }: Props) {
  return (
    <Form action={action} className="form" label={label} clearWhenDone>
      <MadeSecret {...made} />
      {children}
      <div className="actions">
        <SubmitButton pendingLabel={pending}>{button}</SubmitButton>
      </div>
    </Form>
  )
}
