import { type Browser, chromium } from "@playwright/test"
import { findChromium } from "@/bin/services/chromium"

/** Starts the browser that the bench drives, and ends it whatever becomes of `use`. */
export async function inChromium<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  })
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}
