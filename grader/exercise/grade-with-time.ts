import type { CageHost, GradeOptions } from '../host/host.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { GradingJob } from './exercise.ts'

const TRIES = 4

/** Grades again what a machine under load gave no time: that says nothing of the exercise. One that stays so says so. */
export async function gradeWithTime(host: CageHost, job: GradingJob, options: GradeOptions = {}): Promise<Verdict> {
  for (let tries = 1; ; tries++) {
    const verdict = await host.grade(job, options)
    if (verdict.problem?.code !== 'starved' || tries === TRIES) return verdict
  }
}
