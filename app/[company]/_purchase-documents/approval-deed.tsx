import type { FormState } from "@/app/form-action"
import { Form } from "@/components/form/form"
import { HiddenField } from "@/components/form/hidden-field"
import { SubmitButton } from "@/components/submit-button"

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  version: number
  intent: string
  label: string
  pending: string
  primary?: boolean
}

/** One button of a draft's approval. */
export function ApprovalDeed({ action, version, intent, label, pending, primary = false }: Props) {
  return (
    <Form action={action} label={label}>
      <HiddenField name="version" value={version} />
      <HiddenField name="intent" value={intent} />
      <SubmitButton className={primary ? "btn primary" : "btn"} pendingLabel={pending}>
        {label}
      </SubmitButton>
    </Form>
  )
}
