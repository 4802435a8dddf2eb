import { DeadEnd } from "./dead-end"

export default function NotFoundPage() {
  return (
    <main className="sign">
      <DeadEnd because="notFound" />
    </main>
  )
}
