/** How to see the progress of something where there is no script that shows it. @param address of the page itself */
export function ReloadByHand({ address, text, link }: { address: string; text: string; link: string }) {
  return (
    <noscript>
      <p className="soft">
        {text}{" "}
        <a className="link" href={address}>
          {link}
        </a>
      </p>
    </noscript>
  )
}
