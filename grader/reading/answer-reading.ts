/** The inside of a reading: one command, one answer. */
import { ExerciseError } from '../exercise/exercise-error.ts'
import type { ReadingAnswer, ReadingCommand } from './protocol.ts'

/** Functions of any arguments: what they are given was typed where it was asked for. */
type Table = Readonly<Record<string, (...given: never[]) => unknown>>

/** @param text a ReadingCommand @returns a ReadingAnswer */
export async function answerReading(text: string, readings: Table): Promise<string> {
  const { name, given }: { name: string; given: never[] } = JSON.parse(text) satisfies ReadingCommand
  return JSON.stringify(await read(readings[name], given))
}

async function read(reading: Table[string] | undefined, given: never[]): Promise<ReadingAnswer<unknown>> {
  try {
    if (reading === undefined) throw new Error('there is no such reading')
    return { type: 'read', value: await reading(...given) }
  } catch (error) {
    if (error instanceof ExerciseError) {
      const { slug, file, reason, next } = error
      return { type: 'fault', slug, fault: { file, reason, next } }
    }
    return { type: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
