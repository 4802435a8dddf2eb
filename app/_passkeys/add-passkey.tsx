import { getTranslations } from "next-intl/server"
import { Form } from "@/components/form/form"
import { TextField } from "@/components/form/text-field"
import { longestPasskeyName } from "@/domain/users/passkeys"
import { addOwnPasskey } from "./actions"
import { PasskeySubmit } from "./passkey-submit"

/** Adds a passkey to the reader's account. @param back where that leads */
export async function AddPasskey({ back, className }: { back: string; className?: string }) {
  const t = await getTranslations("passkeys")
  return (
    <Form action={addOwnPasskey.bind(null, back)} className={className} holdsWork={false} label={t("add")}>
      <TextField
        name="passkeyName"
        label={t("name")}
        hint={t("nameHint")}
        autoComplete="off"
        maxLength={longestPasskeyName}
        required
      />
      {/* In a column of fields it is as wide as its words. */}
      <div>
        <PasskeySubmit use="add" label={t("add")} />
      </div>
    </Form>
  )
}
