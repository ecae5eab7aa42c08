'use client'

import type { ReactNode } from 'react'

import { FormMessage } from '../form/field.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import { LineProblems } from './line-problems.tsx'
import { useImport } from './use-import.ts'
import type { ImportPlan, ImportSteps } from './use-import.ts'

interface Props<Plan extends ImportPlan> extends ImportSteps<Plan> {
  words: {
    file: string
    /** While the server is asked. */
    working: string
    commit: (count: number) => string
    done: (count: number) => string
    /** Of a file whose encoding is not certain. */
    guessed?: string
  }
  /** A field for the text, to look at when asked to. Left out: a file is looked at as soon as it is chosen. */
  paste?: { or: string; field: string; example: string; look: string }
  /** What has to be answered with yes before the plan can be done. */
  questionOf: (plan: Plan) => string | null
  /** Behind the buttons. */
  beside?: ReactNode
  /** What a plan would change. */
  children: (plan: Plan) => ReactNode
}

/** A table of changes: chosen or pasted, looked at, asked about, then done whole or not at all. */
export function ImportTable<Plan extends ImportPlan>(props: Props<Plan>) {
  const { words, paste, countOf, questionOf, beside, children } = props
  const { pending, failure, text, seen, problems, done, isConfirmed, isGuessed, ...steps } = useImport(props, {
    looksAtOnce: paste === undefined,
  })
  const plan = problems.length === 0 ? seen : null
  const count = plan === null ? 0 : countOf(plan)
  const question = plan === null ? null : questionOf(plan)
  const commit =
    plan === null || (paste === undefined && count === 0) ? null : (
      <button
        type="button"
        className="btn btn-primary"
        disabled={pending || count === 0 || (question !== null && !isConfirmed)}
        onClick={() => void steps.commit(plan)}
      >
        {words.commit(count)}
      </button>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <label className="btn cursor-pointer focus-within:outline-2 focus-within:outline-focus">
          {pending && paste === undefined ? words.working : words.file}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            className="sr-only"
            disabled={pending && paste === undefined}
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void steps.choose(file)
              // The same file, corrected, may be chosen again.
              event.target.value = ''
            }}
          />
        </label>
        {paste === undefined ? commit : <span className="text-sm text-soft">{paste.or}</span>}
        {beside}
      </div>
      {paste === undefined ? null : (
        <>
          <textarea
            aria-label={paste.field}
            className="field h-36 font-mono text-sm"
            spellCheck={false}
            placeholder={paste.example}
            value={text}
            onChange={(event) => steps.edit(event.target.value)}
          />
          <div className="flex flex-wrap gap-3">
            <button
              type="button"
              className="btn"
              disabled={pending || text.trim() === ''}
              onClick={() => void steps.look(text)}
            >
              {pending ? words.working : paste.look}
            </button>
            {commit}
          </div>
        </>
      )}
      {question === null ? null : <ConfirmBox label={question} checked={isConfirmed} onChange={steps.confirm} />}
      {isGuessed && words.guessed !== undefined ? <p className="text-sm">{words.guessed}</p> : null}
      {problems.length > 0 ? <LineProblems problems={problems} /> : <FormMessage text={failure} />}
      <FormMessage text={done === null ? null : words.done(done)} tone="good" />
      {seen === null ? null : children(seen)}
    </>
  )
}
