import './globals.css'

/** For addresses outside every language, such as a missing file: both languages, no header. */
export default function RootNotFound() {
  return (
    <html lang="en" data-theme="light">
      <body className="grid min-h-dvh place-items-center p-6">
        <title>404 · Gradient Gym</title>
        <main className="max-w-md">
          <h1 className="mb-3 text-xl">Nothing here · 这里没有内容</h1>
          <p className="flex gap-5">
            <a href="/en">Gradient Gym in English</a>
            <a href="/zh" lang="zh-Hans">
              Gradient Gym 中文版
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
