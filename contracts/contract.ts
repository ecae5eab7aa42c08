/**
 * What an address of the web takes and answers, in one place: its route serves the contract, pages call it, and the domain function
 * behind it parses with the same schema.
 */
import { z } from 'zod'

import type { QueryTexts } from './address.ts'

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

type QuerySchema = z.ZodType<unknown, QueryTexts>

export interface Contract<
  Path extends string = string,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends 'anybody' | 'signed-in' = 'anybody' | 'signed-in',
  Query extends QuerySchema = QuerySchema,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As the route's folder is named: "/api/assignments/[id]". */
  path: Path
  /** What stands behind the address's question mark, a text each. */
  query: Query
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

/** Of an address that asks for nothing more. */
export const noQuery = z.object({})

type Given<Path extends string, Body extends z.ZodType, Answer extends z.ZodType> = Pick<
  Contract<Path, Body, Answer>,
  'path' | 'body' | 'answer'
> & { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE' } & Partial<Pick<Contract, 'size' | 'status'>>

/** A change by who is signed in. What is left out is as most have it: a body of ordinary size, status 200. */
export function contract<const Path extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  given: Given<Path, Body, Answer>,
): Contract<Path, Body, Answer, 'signed-in', typeof noQuery> {
  return { size: 'ordinary', status: 200, ...given, query: noQuery, who: 'signed-in' }
}

/** A change by anybody, with a body of ordinary size. */
export function openContract<const Path extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  given: Omit<Given<Path, Body, Answer>, 'size'>,
): Contract<Path, Body, Answer, 'anybody', typeof noQuery> {
  return { size: 'ordinary', status: 200, ...given, query: noQuery, who: 'anybody' }
}

/** What somebody who is signed in is told, and nothing changes. */
export function question<const Path extends string, Answer extends z.ZodType, Query extends QuerySchema>(given: {
  path: Path
  query: Query
  answer: Answer
}): Contract<Path, typeof noBody, Answer, 'signed-in', Query> {
  return { ...asQuestion, ...given, who: 'signed-in' }
}

/** What anybody is told. */
export function openQuestion<const Path extends string, Answer extends z.ZodType, Query extends QuerySchema>(given: {
  path: Path
  query: Query
  answer: Answer
}): Contract<Path, typeof noBody, Answer, 'anybody', Query> {
  return { ...asQuestion, ...given, who: 'anybody' }
}

const asQuestion = { method: 'GET', body: noBody, size: 'ordinary', status: 200 } as const

type NamesIn<Path extends string> = Path extends `${string}[${infer Name}]${infer Rest}` ? Name | NamesIn<Rest> : never

/** The names in its path. */
export type ParamsOf<C extends Contract> = Record<NamesIn<C['path']>, string>
export type BodyOf<C extends Contract> = z.input<C['body']>
export type QueryOf<C extends Contract> = z.output<C['query']>
export type AnswerOf<C extends Contract> = z.output<C['answer']>

/** What a caller has to say. */
export type CallOf<C extends Contract> = ([NamesIn<C['path']>] extends [never]
  ? { params?: undefined }
  : { params: ParamsOf<C> }) &
  (undefined extends BodyOf<C> ? { body?: undefined } : { body: BodyOf<C> }) &
  ({} extends z.input<C['query']> ? { query?: z.input<C['query']> } : { query: z.input<C['query']> })
