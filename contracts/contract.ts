/**
 * What an address of the web takes and answers, in one place: its route serves the contract, pages call it, and the domain function
 * behind it parses with the same schema.
 */
import { z } from 'zod'

/** Of the body as it travels. More than an ordinary one is read for nobody who is not signed in. */
export const bodyBytes = {
  ordinary: 16 * 1024,
  comment: 64 * 1024,
  /** 64 kB of source after JSON has escaped it. */
  source: 512 * 1024,
  /** A table of 1 MB after JSON has escaped it. */
  table: 3 * 1024 * 1024,
  /** A table with every grade of a class, of 16 MB, after JSON has escaped it. */
  grades: 24 * 1024 * 1024,
} as const

export interface Contract<
  Path extends string = string,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends 'anybody' | 'signed-in' = 'anybody' | 'signed-in',
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As the route's folder is named: "/api/assignments/[id]". */
  path: Path
  body: Body
  answer: Answer
  /** How the body is limited. */
  size: keyof typeof bodyBytes
  status: 200 | 201 | 202
  /** Whether only who is signed in is heard at all; what else they need the function behind it asks. */
  who: Who
}

/** Of what needs no more than its address: what a client sends anyway is refused. */
export const noBody = z.undefined()
/** An answer without content: status 204. */
export const noAnswer = z.null()

type Given<Path extends string, Body extends z.ZodType, Answer extends z.ZodType> = Pick<
  Contract<Path, Body, Answer>,
  'method' | 'path' | 'body' | 'answer'
> &
  Partial<Pick<Contract, 'size' | 'status'>>

/** For who is signed in. What is left out is as most have it: a body of ordinary size, status 200. */
export function contract<const Path extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  given: Given<Path, Body, Answer>,
): Contract<Path, Body, Answer, 'signed-in'> {
  return { size: 'ordinary', status: 200, ...given, who: 'signed-in' }
}

/** For anybody, with a body of ordinary size. */
export function openContract<const Path extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  given: Omit<Given<Path, Body, Answer>, 'size'>,
): Contract<Path, Body, Answer, 'anybody'> {
  return { size: 'ordinary', status: 200, ...given, who: 'anybody' }
}

type NamesIn<Path extends string> = Path extends `${string}[${infer Name}]${infer Rest}` ? Name | NamesIn<Rest> : never

/** The names in its path. */
export type ParamsOf<C extends Contract> = Record<NamesIn<C['path']>, string>
export type BodyOf<C extends Contract> = z.input<C['body']>
export type AnswerOf<C extends Contract> = z.output<C['answer']>

/** What a caller has to say. */
export type CallOf<C extends Contract> = ([NamesIn<C['path']>] extends [never]
  ? { params?: undefined }
  : { params: ParamsOf<C> }) &
  (undefined extends BodyOf<C> ? { body?: undefined } : { body: BodyOf<C> })

/** The address with its names filled in. */
export function addressOf(path: string, params: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(/\[(\w+)\]/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
}
