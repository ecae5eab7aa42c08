import type { FoundSubmission, SubmissionPage } from '../../contracts/submissions.ts'
import { submissionApi } from '../../contracts/submissions.ts'
import { call, expectValue } from '../form/call-api.ts'

/** @param olderThan of the page before @throws when they cannot be had */
export async function fetchSubmissions(slug: string, olderThan?: string): Promise<SubmissionPage> {
  return expectValue(await call(submissionApi.list, { query: { slug, olderThan } }))
}

/** @returns null when it cannot be had now; whoever waits asks again */
export async function findSubmission(id: string): Promise<FoundSubmission | null> {
  const result = await call(submissionApi.find, { params: { id } })
  return result.ok ? result.value : null
}
