/** Fetches Monaco when it is first needed, and tells it where its workers are: our own origin, no CDN. */
import type { Locale } from '../../grader/exercise/exercise.ts'

export type Monaco = typeof import('./monaco.ts')

/** Monaco reads its interface texts while its modules load, so Chinese ones must be there before. */
export async function loadMonaco(locale: Locale): Promise<Monaco> {
  globalThis.MonacoEnvironment ??= { getWorker: (_id, label) => makeWorker(label) }
  if (locale === 'zh') await import('monaco-editor/nls/lang/zh-cn.js')
  return import('./monaco.ts')
}

// Bundlers find a worker by this very form of words, so each address stands here in full.
function makeWorker(label: string): Worker {
  return label === 'typescript'
    ? new Worker(new URL('monaco-editor/language/typescript/ts.worker.js', import.meta.url), { type: 'module' })
    : new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), { type: 'module' })
}
