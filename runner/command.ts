/** What every command does with its arguments: reads them, answers `--help`, and turns what came of it into an exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util'

import { z } from 'zod'

import { wordsOf } from './stop.ts'

/** What was typed does not say what to do: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export interface Command<Given> {
  usage: string
  /** In place of the usage, for who asks for help. */
  help?: (positionals: readonly string[]) => Promise<string>
  options?: NonNullable<ParseArgsConfig['options']>
  /** Of the options by their names, and of `positionals`. */
  given: z.ZodType<Given>
  /** @returns the exit code */
  run: (given: Given) => Promise<number>
  /** For people who look after a site: the exit code where it throws, and no stack. */
  broken?: number
}

/** Ends with the exit code of this process set. */
export async function runCommand<Given>(command: Command<Given>): Promise<void> {
  process.exitCode = await exitCodeOf(command, process.argv.slice(2))
}

/** That of `run`, 0 after `--help`, 2 for wrong usage, `broken` or 1 where it throws; whoever typed it is told why. */
export async function exitCodeOf<Given>(command: Command<Given>, words: string[]): Promise<number> {
  try {
    const { values, positionals } = read(command, words)
    if (values.help !== true) return await command.run(understand(command, { ...values, positionals }))
    console.log((await command.help?.(positionals)) ?? command.usage)
    return 0
  } catch (error) {
    const { broken } = command
    const isForPeople = error instanceof UsageError || (broken !== undefined && error instanceof Error)
    console.error(isForPeople ? error.message : wordsOf(error))
    return error instanceof UsageError ? 2 : (broken ?? 1)
  }
}

/** For commands that take no argument. */
export const nothing = z.object({ positionals: z.tuple([], 'takes no arguments') })

function read<Given>({ usage, options }: Command<Given>, args: string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function understand<Given>({ usage, given }: Command<Given>, words: object): Given {
  const understood = given.safeParse(words)
  if (understood.success) return understood.data
  throw new UsageError([...understood.error.issues.flatMap(describeIssue), usage].join('\n'))
}

/** The usage says what must stand beside the options, and each option's reason is its own. */
function describeIssue({ path: [name], message }: z.core.$ZodIssue): string[] {
  return name === undefined || name === 'positionals' ? [] : [`--${String(name)}: ${message}`]
}
