'use client'

import './globals.css'

/** When even the frame of the page could not be drawn, most often because the database is away: no header, both languages. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en" data-theme="light">
      <body className="grid min-h-dvh place-items-center p-6">
        <title>Gradient Gym</title>
        <main className="max-w-md">
          <h1 className="mb-3 text-xl">The page could not be loaded</h1>
          <p className="mb-2">
            Something went wrong on our side. Your drafts are safe in this browser. Please try again in a moment.
          </p>
          <p lang="zh-Hans" className="mb-5">
            服务器出了点问题，页面暂时打不开。草稿仍保存在这个浏览器里，请稍后再试。
          </p>
          <button type="button" className="btn btn-primary" onClick={() => reset()}>
            Try again · 重试
          </button>
        </main>
      </body>
    </html>
  )
}
