'use client'
/**
 * The editor. Until Monaco has arrived (and where it never does) a plain text field stands in its place, so that the
 * first key is never lost; its text, selection and focus pass over to Monaco.
 */
import type { editor as MonacoEditor } from 'monaco-editor/editor/editor.api.js'
import { useTranslations } from 'next-intl'
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { Locale } from '../../grader/exercise/exercise.ts'
import { applyEditorTheme } from './editor-theme.ts'
import { letTabLeave } from './let-tab-leave.ts'
import { loadMonaco, type Monaco } from './load-monaco.ts'
import { applyCompilerOptions, applyTypes } from './typescript-settings.ts'

export interface EditorMarker {
  line: number
  column: number
  message: string
}

export interface EditorHandle {
  focus(): void
  revealLine(line: number, column?: number): void
  getSource(): string
  /** Replaces the text; Ctrl+Z takes it back. */
  setSource(source: string): void
  setMarkers(markers: readonly EditorMarker[]): void
  setScreenReaderMode(on: boolean): void
}

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

interface Loaded {
  monaco: Monaco
  editor: MonacoEditor.IStandaloneCodeEditor
}

export function CodeEditor(props: CodeEditorProps) {
  const { ref, initialSource, locale, permits } = props
  const t = useTranslations('workbench.editor')
  const plain = useRef<HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const loaded = useRef<Loaded | null>(null)
  const [ready, setReady] = useState(false)
  // Monaco keeps the functions that it is given once; these are always the latest.
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useImperativeHandle(ref, () => makeHandle(loaded, plain), [])

  const label = t('label')
  useEffect(() => {
    let stopped = false
    const dispose: Array<() => void> = []
    loadMonaco(locale)
      .then(async (monaco) => {
        if (stopped || !frame.current) return
        const source = plain.current?.value ?? initialSource
        const editor = makeEditor(monaco, frame.current, source, label)
        dispose.push(
          () => editor.getModel()?.dispose(),
          () => editor.dispose(),
        )
        dispose.push(...connect(monaco, editor, latest))
        takeOver(editor, plain.current)
        loaded.current = { monaco, editor }
        setReady(true)
        latest.current.onReady()
        await applyTypes(monaco, permits)
      })
      .catch((cause: unknown) => console.error('The editor did not load; the plain text field stays.', cause))
    return () => {
      stopped = true
      loaded.current = null
      for (const one of dispose.toReversed()) one()
    }
    // The editor is made once per page; a new exercise is a new page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return (
    <div
      translate="no"
      // Monaco draws labels as links without an address; the page's links are underlined.
      className="relative size-full min-h-0 bg-code [&_a:not([href])]:text-inherit [&_a:not([href])]:no-underline"
      data-editor={ready ? 'monaco' : 'plain'}
    >
      <div ref={frame} className={`absolute inset-0 ${ready ? '' : 'invisible'}`} />
      {ready ? null : (
        <textarea
          ref={plain}
          aria-label={label}
          defaultValue={initialSource}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          className="absolute inset-0 size-full resize-none border-0 bg-code py-3.5 pr-4 pl-14 font-mono text-[13px] leading-[21px] whitespace-pre text-ink outline-none [tab-size:2]"
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
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
  const wrap = () => editor.updateOptions({ wordWrap: editor.getLayoutInfo().contentWidth < 480 ? 'on' : 'off' })
  wrap()
  const layout = editor.onDidLayoutChange(wrap)
  return [() => changes.dispose(), tab, () => theme.disconnect(), () => layout.dispose()]
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

function makeHandle(loaded: { current: Loaded | null }, plain: { current: HTMLTextAreaElement | null }): EditorHandle {
  return {
    focus() {
      if (loaded.current) loaded.current.editor.focus()
      else plain.current?.focus()
    },
    revealLine(line, column = 1) {
      if (!loaded.current) return plain.current?.focus()
      const { editor } = loaded.current
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
    getSource: () => loaded.current?.editor.getValue() ?? plain.current?.value ?? '',
    setSource(source) {
      const model = loaded.current?.editor.getModel()
      if (!loaded.current || !model) {
        if (plain.current) plain.current.value = source
        return
      }
      if (model.getValue() === source) return
      const selections = loaded.current.editor.getSelections() ?? []
      loaded.current.editor.pushUndoStop()
      model.pushEditOperations(selections, [{ range: model.getFullModelRange(), text: source }], () => selections)
      loaded.current.editor.pushUndoStop()
    },
    setMarkers(markers) {
      const model = loaded.current?.editor.getModel()
      if (!loaded.current || !model) return
      const { monaco } = loaded.current
      monaco.editor.setModelMarkers(
        model,
        'grader',
        markers.map((marker) => placeMarker(monaco, model, marker)),
      )
    },
    setScreenReaderMode(on) {
      loaded.current?.editor.updateOptions({ accessibilitySupport: on ? 'on' : 'auto' })
    },
  }
}

/** Underlines the word at the marker, or the rest of the line where there is no word. */
function placeMarker(monaco: Monaco, model: MonacoEditor.ITextModel, marker: EditorMarker): MonacoEditor.IMarkerData {
  const line = Math.min(Math.max(1, marker.line), model.getLineCount())
  const column = Math.min(Math.max(1, marker.column), model.getLineMaxColumn(line))
  const word = model.getWordAtPosition({ lineNumber: line, column })
  const start = word?.startColumn ?? (column > 1 ? column : model.getLineFirstNonWhitespaceColumn(line) || 1)
  return {
    severity: monaco.MarkerSeverity.Error,
    message: marker.message,
    startLineNumber: line,
    startColumn: start,
    endLineNumber: line,
    endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
  }
}
