"use client"

import "@/components/styles/index.css"
import en from "@/messages/en/failure.json"
import nl from "@/messages/nl/failure.json"

/** Stands in for the whole page when the layout itself failed: nobody's language is known then, so it speaks both. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <head>
        <title>Inkoop</title>
      </head>
      <body>
        <main className="sign">
          <div className="panel" role="alert">
            <h1>{en.title}</h1>
            <p className="read">{en.text}</p>
            <p className="read" lang="nl">
              {nl.title}. {nl.text}
            </p>
            <p>
              <a className="btn" href="/">
                {en.home} / <span lang="nl">{nl.home}</span>
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
