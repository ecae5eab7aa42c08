'use client'

import { useState } from 'react'

import { readProblems } from '@/contracts/line-problem.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'

import type { ApiResult } from '../form/call-api.ts'
import { useChange } from '../form/use-change.ts'
import type { Change } from '../form/use-change.ts'
import { readTableFile } from './read-table-file.ts'

/** What a table would change, as far as every import knows it. */
export interface ImportPlan {
  problems: LineProblem[]
  fingerprint: string
}

export interface ImportSteps<Plan extends ImportPlan> {
  /** Of a file; left out: any. */
  limitBytes?: number
  look: (change: Change['change'], text: string) => Promise<ApiResult<Plan>>
  /** @param asked.isConfirmed the plan's question was answered with yes */
  commit: (
    change: Change['change'],
    asked: { text: string; fingerprint: string; isConfirmed: boolean },
  ) => Promise<ApiResult>
  /** How many changes a plan makes. */
  countOf: (plan: Plan) => number
}

interface Standing<Plan> {
  text: string
  /** The plan that was looked at. */
  seen: Plan | null
  problems: LineProblem[]
  /** How many changes were made. */
  done: number | null
  isConfirmed: boolean
  /** The file's encoding is the likeliest one, not a certain one. */
  isGuessed: boolean
}

const nothingSeen = { seen: null, problems: [], done: null, isConfirmed: false, isGuessed: false }

/**
 * A table that is looked at first, then done whole or not at all.
 * @param options.looksAtOnce choosing a file is asking to look at it; otherwise its text may be changed before
 */
export function useImport<Plan extends ImportPlan>(steps: ImportSteps<Plan>, options: { looksAtOnce: boolean }) {
  const { limitBytes = Infinity, countOf } = steps
  const { looksAtOnce } = options
  const { pending, failure, change } = useChange()
  const [standing, setStanding] = useState<Standing<Plan>>({ text: '', ...nothingSeen })
  const set = (part: Partial<Standing<Plan>>) => setStanding((before) => ({ ...before, ...part }))

  const look = async (text: string) => {
    const result = await steps.look(change, text)
    const seen = result.ok ? result.value : null
    set({ seen, problems: seen?.problems ?? readProblems(result), isConfirmed: false })
  }
  return {
    ...standing,
    pending,
    failure,
    look,
    edit: (text: string) => set({ ...nothingSeen, text }),
    confirm: (isConfirmed: boolean) => set({ isConfirmed }),
    async choose(file: File) {
      set(nothingSeen)
      const read = await readTableFile(file, { limitBytes })
      if ('problem' in read) {
        set({ ...nothingSeen, text: '', problems: [read.problem] })
        return
      }
      set({ ...nothingSeen, ...read })
      if (looksAtOnce) await look(read.text)
    },
    async commit(plan: Plan) {
      const { text, isConfirmed } = standing
      const result = await steps.commit(change, { text, fingerprint: plan.fingerprint, isConfirmed })
      if (result.ok) set({ ...nothingSeen, text: '', done: countOf(plan) })
      // Where nobody can look again at the same text, what was seen must not stay.
      else set({ problems: readProblems(result), ...(looksAtOnce ? { seen: null } : {}) })
    },
  }
}
