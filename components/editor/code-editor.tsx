'use client'
/**
 * The editor. Monaco is heavy, so it is fetched when somebody means to edit. Until it has arrived (and where it never does) a plain
 * text field stands in its place, so that the first key is never lost; its text, selection and focus pass over to Monaco.
 */
import type { editor as MonacoEditor } from 'monaco-editor/editor/editor.api.js'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { Locale } from '../../grader/exercise/exercise.ts'
import { makeHandle, showMarkers, type EditorHandle, type Loaded, type Waiting } from './editor-handle.ts'
import { applyEditorTheme } from './editor-theme.ts'
import { keepTrying } from './keep-trying.ts'
import { letTabLeave } from './let-tab-leave.ts'
import { loadMonaco, type Monaco } from './load-monaco.ts'
import { PlainEditor } from './plain-editor.tsx'
import { applyCompilerOptions, applyTypes } from './typescript-settings.ts'

export interface CodeEditorProps {
  ref: Ref<EditorHandle>
  initialSource: string
  locale: Locale
  /** Additional tfjs names of this exercise. */
  permits: readonly string[]
  onChange: (source: string) => void
  onRun: () => void
  onSubmit: () => void
  onHelp: () => void
  /** The editor takes keys with everything it can do. */
  onReady: () => void
  /** Tab would now leave the editor instead of indenting. */
  onTabLeaves: (leaves: boolean) => void
  readOnly?: boolean
}

export function CodeEditor(props: CodeEditorProps) {
  const { ref, initialSource, locale, permits } = props
  const t = useTranslations('workbench.editor')
  const plain = useRef<HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const loaded = useRef<Loaded | null>(null)
  const waiting = useRef<Waiting>({ markers: [], screenReader: false })
  const retry = useRef<() => void>(() => undefined)
  const [wanted, setWanted] = useState(false)
  const [standing, setStanding] = useState<'plain' | 'failed' | 'monaco'>('plain')
  const [plainSource, setPlainSource] = useState(initialSource)
  // Monaco keeps the functions that it is given once; these are always the latest.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const wake = useCallback(() => setWanted(true), [])

  useImperativeHandle(ref, () => makeHandle({ loaded, plain, waiting, wake, setPlainSource }), [wake])

  // What was typed before the page's scripts ran.
  useEffect(() => {
    const typed = plain.current?.value ?? initialSource
    if (typed === initialSource) return
    setPlainSource(typed)
    setWanted(true)
    latest.current.onChange(typed)
    // Once, when the page begins to answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const label = t('label')
  useEffect(() => {
    if (!wanted) return
    const ending = new AbortController()
    const dispose: Array<() => void> = []
    const start = async (): Promise<void> => {
      const monaco = await keepTrying(() => loadMonaco(locale), {
        signal: ending.signal,
        onFailure(cause) {
          console.error('The editor did not load; the plain text field stays until it does.', cause)
          setStanding('failed')
        },
        wake: (signal) =>
          new Promise((resolve) => {
            retry.current = resolve
            window.addEventListener('online', () => resolve(), { signal })
          }),
      })
      if (ending.signal.aborted || !frame.current) return
      const source = plain.current?.value ?? initialSource
      const editor = makeEditor(monaco, frame.current, source, label)
      dispose.push(
        () => editor.getModel()?.dispose(),
        () => editor.dispose(),
      )
      dispose.push(...connect(monaco, editor, latest))
      takeOver(editor, plain.current)
      loaded.current = { monaco, editor }
      showMarkers(loaded.current, waiting.current.markers)
      if (waiting.current.screenReader) editor.updateOptions({ accessibilitySupport: 'on' })
      setStanding('monaco')
      latest.current.onReady()
      await applyTypes(monaco, permits)
    }
    start().catch((cause: unknown) => {
      if (!ending.signal.aborted) throw cause
    })
    return () => {
      ending.abort()
      loaded.current = null
      for (const one of dispose.toReversed()) one()
    }
    // The editor is made once per page; a new exercise is a new page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted])

  return (
    <div
      translate="no"
      // Monaco draws labels as links without an address; the page's links are underlined.
      className="relative flex size-full min-h-0 flex-col bg-code [&_a:not([href])]:text-inherit [&_a:not([href])]:no-underline"
      data-editor={standing}
      onPointerEnter={wake}
      onFocusCapture={wake}
    >
      {standing === 'failed' ? (
        <p role="alert" translate="yes" className="m-0 border-b border-hair bg-raised px-3 py-2 text-sm text-soft">
          {t('failed')}{' '}
          <button type="button" className="text-accent underline" onClick={() => retry.current()}>
            {t('retry')}
          </button>
        </p>
      ) : null}
      <div className="relative min-h-0 flex-1">
        <div ref={frame} className={`absolute inset-0 ${standing === 'monaco' ? '' : 'invisible'}`} />
        {standing === 'monaco' ? null : (
          <PlainEditor
            ref={plain}
            label={label}
            initialSource={initialSource}
            source={plainSource}
            onChange={(source) => {
              setPlainSource(source)
              props.onChange(source)
            }}
          />
        )}
      </div>
    </div>
  )
}

function makeEditor(
  monaco: Monaco,
  frame: HTMLElement,
  source: string,
  label: string,
): MonacoEditor.IStandaloneCodeEditor {
  applyCompilerOptions(monaco)
  applyEditorTheme(monaco)
  const uri = monaco.Uri.parse('file:///solution.ts')
  monaco.editor.getModel(uri)?.dispose()
  const model = monaco.editor.createModel(source, 'typescript', uri)
  const editor = monaco.editor.create(frame, {
    model,
    ariaLabel: label,
    automaticLayout: true,
    fixedOverflowWidgets: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 21,
    tabSize: 2,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    wordWrap: 'on',
    wrappingIndent: 'indent',
    padding: { top: 14, bottom: 14 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    glyphMargin: false,
    folding: false,
    overviewRulerLanes: 0,
    renderLineHighlight: 'line',
    // 'dimmed' writes the last line's number too faintly to be read.
    renderFinalNewline: 'on',
    stickyScroll: { enabled: false },
    // Chinese comments are text, not a disguise.
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 8, alwaysConsumeMouseWheel: false },
  })
  // Widths are measured once; a font that arrives later would put the caret beside its letter.
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts())
  return editor
}

/** @returns what undoes it */
function connect(
  monaco: Monaco,
  editor: MonacoEditor.IStandaloneCodeEditor,
  latest: { current: CodeEditorProps },
): Array<() => void> {
  const { KeyCode, KeyMod } = monaco
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => latest.current.onRun())
  editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter, () => latest.current.onSubmit())
  editor.addCommand(KeyMod.Alt | KeyCode.F1, () => latest.current.onHelp())
  const changes = editor.onDidChangeModelContent(() => latest.current.onChange(editor.getValue()))
  const tab = letTabLeave(monaco, editor, (leaves) => latest.current.onTabLeaves(leaves))
  const theme = new MutationObserver(() => applyEditorTheme(monaco))
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return [() => changes.dispose(), tab, () => theme.disconnect()]
}

/** Whoever was typing goes on typing at the same place. */
function takeOver(editor: MonacoEditor.IStandaloneCodeEditor, plain: HTMLTextAreaElement | null): void {
  const model = editor.getModel()
  if (!plain || !model || document.activeElement !== plain) return
  const from = model.getPositionAt(plain.selectionStart)
  const to = model.getPositionAt(plain.selectionEnd)
  editor.setSelection({
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
  })
  editor.focus()
}
