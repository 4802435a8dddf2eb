import { DeadEnd } from "./dead-end"

export default function ForbiddenPage() {
  return (
    <main className="sign">
      <DeadEnd because="forbidden" />
    </main>
  )
}
