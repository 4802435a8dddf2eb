"use client"

import "@/components/styles/index.css"
import { defaultLanguage, languages } from "@/language/language"
import { failures } from "@/messages/failures"

const [first, others] = [failures[defaultLanguage], languages.filter(language => language !== defaultLanguage)]

/** Stands in for the whole page when the layout itself failed: nobody's language is known then, so it speaks all. */
export default function GlobalErrorPage() {
  return (
    <html lang={defaultLanguage}>
      <head>
        <title>Inkoop</title>
      </head>
      <body>
        <main className="sign">
          <div className="panel" role="alert">
            <h1>{first.title}</h1>
            <p className="read">{first.text}</p>
            {others.map(language => (
              <p className="read" lang={language} key={language}>
                {failures[language].title}. {failures[language].text}
              </p>
            ))}
            <p>
              <a className="btn" href="/">
                {first.home}
                {others.map(language => (
                  <span lang={language} key={language}>{` / ${failures[language].home}`}</span>
                ))}
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
