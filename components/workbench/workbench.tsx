'use client'
/** One exercise: its task, the learner's code, and what came of it. */
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { CodeEditor } from '../editor/code-editor.tsx'
import type { EditorHandle } from '../editor/editor-handle.ts'
import { HintsShown, type HintCounts } from '../verdict/hints-shown.tsx'
import { fetchAssignments, fetchGrading } from './api.ts'
import { listNotCounting, UncountedDialog, type NotCounting } from './assignment-strip.tsx'
import { HelpDialog, ResetDialog, SignInDialog, SolutionDialog } from './dialogs.tsx'
import { ConflictBar } from '../drafts/draft-notices.tsx'
import type { BackupReason } from '../drafts/draft-record.ts'
import { keepResultsOf } from './kept-results.ts'
import { Layout, type PaneName } from './layout.tsx'
import type { WorkbenchProps } from './props.ts'
import { ResultPane, shownVerdict, type ResultTab } from './result-pane.tsx'
import { TaskPane } from './task-pane.tsx'
import { makeTextStore } from '../drafts/text-store.ts'
import { Toolbar } from './toolbar.tsx'
import { useDraft } from '../drafts/use-draft.ts'
import { useHistory } from './use-history.ts'
import { useProblemString } from './use-problem-string.ts'
import { useRun } from './use-run.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useSubmission } from './use-submission.ts'

type Open = 'sign-in' | 'reset' | 'solution' | 'help' | 'uncounted' | null

export function Workbench(props: WorkbenchProps) {
  const {
    view,
    task,
    lesson = null,
    lessonText,
    checks,
    misconceptions,
    plotTitles,
    passedText,
    locale,
    signedIn,
    userId = null,
  } = props
  const t = useTranslations('workbench')
  const { slug, starter, starters } = view
  const editor = useRef<EditorHandle>(null)
  const [pane, setPane] = useState<PaneName>('task')
  const [tab, setTab] = useState<ResultTab>('checks')
  const [open, setOpen] = useState<Open>(null)
  const [passed, setPassed] = useState(view.passed)
  const [tabLeaves, setTabLeaves] = useState(false)
  const [screenReader, setScreenReader] = useState(false)
  const [changedSince, setChangedSince] = useState(false)
  const [assignments, setAssignments] = useState(props.assignments ?? [])
  /** The classes in which the last submission did not count when it was sent. */
  const [notCounting, setNotCounting] = useState<readonly NotCounting[]>([])
  const asked = useRef('')

  const initialSource = useMemo(() => view.draft?.source ?? starter, [view.draft, starter])
  const [text] = useState(() => makeTextStore(initialSource))
  const readSource = useCallback(() => editor.current?.getSource() ?? '', [])
  const draft = useDraft({
    slug,
    user: userId ?? (signedIn ? 'account' : null),
    signedIn,
    starter,
    starters,
    server: view.draft,
    readShown: readSource,
    show(source) {
      editor.current?.setSource(source)
      text.set(source)
    },
  })
  const keeper = useMemo(() => keepResultsOf(userId, slug), [userId, slug])
  const kept = useMemo(() => keeper.recall(), [keeper])
  const run = useRun(
    useCallback(() => fetchGrading(slug, view.revision), [slug, view.revision]),
    kept.run,
  )
  const { history, reload, loadOlder } = useHistory(slug)
  const onGraded = useCallback(
    (verdict: Verdict) => {
      if (verdict.kind === 'passed') setPassed(true)
      void reload()
      // Attempts and points have changed. What is shown stays where the server cannot be asked.
      if (assignments.length > 0) void fetchAssignments(slug).then(setAssignments, () => undefined)
    },
    [reload, slug, assignments.length],
  )
  const submission = useSubmission(slug, onGraded, kept.submission)

  const shown = shownVerdict(run.state, submission.standing)
  const shownSource = shown?.source ?? run.state.source
  const edited = draft.edited
  const onChange = useCallback(
    (source: string) => {
      text.set(source)
      edited(source)
      setChangedSince(shownSource !== null && source !== shownSource)
    },
    [edited, shownSource, text],
  )

  useEffect(() => {
    if (run.state.step === null) keeper.keep({ run: run.state })
  }, [keeper, run.state])
  useEffect(() => {
    const { standing } = submission
    // One on its way is found again under History.
    if (standing === null || standing.phase === 'graded') keeper.keep({ submission: standing })
  }, [keeper, submission])
  const onHints = useCallback((hints: HintCounts) => keeper.keep({ hints }), [keeper])
  const lessonOpen = lessonText !== undefined && lessonText !== null
  useEffect(() => {
    if (lessonOpen) setPane('task')
  }, [lessonOpen])

  // On a narrow screen nothing hovers: who opens the code means to edit it.
  useEffect(() => {
    if (pane === 'code') editor.current?.wake()
  }, [pane])

  const { start } = run
  const startRun = useCallback(
    (source: string) => {
      draft.flush()
      setChangedSince(false)
      setPane('result')
      setTab((now) => (now === 'history' ? 'checks' : now))
      return start(source)
    },
    [draft, start],
  )
  const onRun = () => void startRun(readSource())
  const onSubmit = () => {
    if (!signedIn) return setOpen('sign-in')
    const classes = listNotCounting(assignments)
    const question = JSON.stringify(classes)
    // Once is enough, as long as it is for the same reasons.
    if (classes.length > 0 && asked.current !== question) {
      asked.current = question
      setNotCounting(classes)
      return setOpen('uncounted')
    }
    send(classes)
  }
  const send = (classes: readonly NotCounting[]) => {
    setOpen(null)
    setNotCounting(classes)
    const source = readSource()
    void submission.submit(source, startRun(source))
  }

  // Whatever has a line is marked in the code, until the next result.
  const problemString = useProblemString()
  const verdict = shown?.verdict ?? null
  useEffect(() => {
    const problems = verdict ? [verdict.problem, ...verdict.checks.map((check) => check.problem)] : []
    editor.current?.setMarkers(
      problems.flatMap((problem) =>
        problem && problem.line !== null
          ? [{ line: problem.line, column: problem.column ?? 1, message: problemString(problem) }]
          : [],
      ),
    )
  }, [verdict, problemString])

  useEffect(() => {
    if (tab === 'history' && signedIn) void reload()
  }, [tab, signedIn, reload])

  useShortcuts(open === null, onRun, onSubmit)

  const replace = (reason: BackupReason, source: string) => {
    draft.backUp(reason)
    editor.current?.setSource(source)
    onChange(source)
  }
  const onLine = useCallback((line: number, column: number) => {
    setPane('code')
    // The pane may only now become visible.
    requestAnimationFrame(() => editor.current?.revealLine(line, column))
  }, [])

  const { warm } = run
  const onReady = useCallback(() => {
    const idle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 300))
    idle(() => warm())
  }, [warm])
  const submitting = submission.standing?.phase === 'sending'
  const solutionOpen = view.solutionOpen || (passed && view.solutionOpensOnPass)

  return (
    <>
      <Layout
        pane={pane}
        onPane={setPane}
        task={
          lessonText ?? <TaskPane view={view} task={task} lesson={lesson} passed={passed} assignments={assignments} />
        }
        toolbar={
          <Toolbar
            onWake={() => editor.current?.wake()}
            standing={draft.state.standing}
            running={run.state.step !== null}
            submitting={submitting}
            solutionOpen={solutionOpen}
            onRun={onRun}
            onStop={run.stop}
            onSubmit={onSubmit}
            onReset={() => setOpen('reset')}
            onSolution={() => setOpen('solution')}
            onHelp={() => setOpen('help')}
          />
        }
        code={
          <div className="flex h-full min-h-0 flex-col">
            {draft.state.conflict ? (
              <ConflictBar conflict={draft.state.conflict} readSource={readSource} onResolve={draft.resolve} />
            ) : null}
            {draft.keptAnonymous ? (
              <p className="m-0 border-b border-hair bg-raised px-3 py-2 text-sm text-soft">{t('adopted')}</p>
            ) : null}
            <div className="min-h-0 flex-1">
              <CodeEditor
                ref={editor}
                initialSource={initialSource}
                locale={locale}
                permits={view.meta.permits}
                onChange={onChange}
                onRun={onRun}
                onSubmit={onSubmit}
                onHelp={() => setOpen('help')}
                onReady={onReady}
                onTabLeaves={setTabLeaves}
              />
            </div>
            <p
              role="status"
              className={`m-0 hidden border-t border-hair px-3 py-1 text-xs min-[900px]:block ${tabLeaves ? 'text-accent' : 'text-soft'}`}
            >
              {tabLeaves ? t('editor.tabLeaves') : t('editor.hint')}
            </p>
          </div>
        }
        result={
          <HintsShown initial={kept.hints} onChange={onHints}>
            <ResultPane
              tab={tab}
              onTab={setTab}
              run={run.state}
              submission={submission.standing}
              changedSince={changedSince}
              checks={checks}
              misconceptions={misconceptions}
              plotTitles={plotTitles}
              lesson={lesson}
              passed={{
                shown: passedText,
                next: view.next,
                onSolution: solutionOpen ? () => setOpen('solution') : null,
              }}
              notCounting={notCounting}
              onSubmit={onSubmit}
              onLine={onLine}
              history={{
                history,
                backups: draft.backups,
                signedIn,
                locale,
                text,
                onRestore: (source) => replace('restore', source),
                onReload: () => void reload(),
                onOlder: () => void loadOlder(),
              }}
            />
          </HintsShown>
        }
      />
      {open === 'sign-in' ? <SignInDialog slug={slug} locale={locale} onClose={() => setOpen(null)} /> : null}
      {open === 'uncounted' ? (
        <UncountedDialog classes={notCounting} onConfirm={() => send(notCounting)} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'solution' ? <SolutionDialog slug={slug} onClose={() => setOpen(null)} /> : null}
      {open === 'reset' ? (
        <ResetDialog
          onClose={() => setOpen(null)}
          onConfirm={() => {
            setOpen(null)
            replace('reset', starter)
          }}
        />
      ) : null}
      {open === 'help' ? (
        <HelpDialog
          screenReader={screenReader}
          onScreenReader={(on) => {
            setScreenReader(on)
            editor.current?.setScreenReaderMode(on)
          }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
