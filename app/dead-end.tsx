import Link from "next/link"

/** A page that says why there is nothing to see, and the way on. */
export function DeadEnd({ title, text, home }: { title: string; text: string; home: string }) {
  return (
    <main className="sign">
      <div className="panel">
        <h1>{title}</h1>
        <p className="read">{text}</p>
        <p>
          <Link className="btn" href="/">
            {home}
          </Link>
        </p>
      </div>
    </main>
  )
}
