import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { LiveRow } from '@/course/live/live-class.ts'

import { makeLiveBoard } from './live-board.ts'
import type { Watcher } from './live-classes.ts'
import { requireInClass } from '../membership/membership.ts'
import type { Context } from '../foundation/context.ts'
import type { LiveContext } from './live-context.ts'

/** The class that the actor may watch. @throws DomainError 'forbidden' for its learners, 'not-found' for strangers */
export async function requireWatcher(
  context: Context,
  actor: Actor,
  classroomId: string,
): Promise<{ id: string; name: string }> {
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-insight')
  return { id: classroom.id, name: classroom.name }
}

export async function mayWatch(context: Context, actor: Actor, classroomId: string): Promise<boolean> {
  try {
    await requireWatcher(context, actor, classroomId)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/**
 * Who is at work in a class now, and who is stuck.
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function readLiveRows(context: Context, actor: Actor, classroomId: string): Promise<LiveRow[]> {
  const { id } = await requireWatcher(context, actor, classroomId)
  const board = makeLiveBoard(context.database, id)
  await board.load(context.clock().getTime())
  return board.rows()
}

/**
 * Tells who is at work in a class, and who is stuck, until the signal is aborted.
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function watchClass(
  context: LiveContext,
  actor: Actor,
  classroomId: string,
  watcher: Pick<Watcher, 'signal' | 'onText' | 'onEnd'>,
): Promise<void> {
  const { id } = await requireWatcher(context, actor, classroomId)
  context.liveClasses.watch({ ...watcher, userId: actor.userId, classroomId: id })
}
